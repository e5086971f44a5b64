//! The ServerHello (RFC 8446, section 4.1.3).

use nom::Parser;
use nom::bytes::complete::take;
use nom::number::complete::{be_u8, be_u16};

use crate::plugins::tls::extension::{
    ALPN, Extension, SUPPORTED_VERSIONS, extensions, first, prefixed_8, protocols,
};

/// RFC 8446, section 4.1.3: the random of a ServerHello that is a HelloRetryRequest.
const RETRY: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2,
    0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/// What a server chose.
#[derive(Debug)]
pub(super) struct ServerHello<'o> {
    /// The version, by the extension if there is one.
    pub(super) version: u16,
    pub(super) cipher: u16,
    /// It is a HelloRetryRequest.
    pub(super) is_retry: bool,
    extensions: Vec<Extension<'o>>,
}

impl<'o> ServerHello<'o> {
    /// Reads the body of the message.
    pub(super) fn read(body: &'o [u8]) -> Option<ServerHello<'o>> {
        let (behind, (legacy_version, random)) = (be_u16, take::<_, _, ()>(32_usize)).parse(body).ok()?;
        // Until draft 21 of TLS 1.3 neither a session nor a method of compression.
        let is_early_draft = (DRAFT..=DRAFT + 21).contains(&legacy_version);
        let (behind, cipher) = if is_early_draft {
            be_u16::<_, ()>(behind).ok()?
        } else {
            let (behind, (_, cipher, _)) = (prefixed_8, be_u16, be_u8).parse(behind).ok()?;
            (behind, cipher)
        };
        let extensions = extensions(behind)?;
        let chosen = first(&extensions, SUPPORTED_VERSIONS).and_then(|octets| octets.first_chunk());
        let version = chosen.map_or(legacy_version, |octets| u16::from_be_bytes(*octets));
        Some(ServerHello { version, cipher, is_retry: random == RETRY, extensions })
    }

    /// The protocol that it chose.
    pub(super) fn alpn(&self) -> Option<&'o [u8]> {
        first(&self.extensions, ALPN).and_then(|octets| protocols(octets).next())
    }
}

/// Drafts of TLS 1.3 had this number and their own.
const DRAFT: u16 = 0x7f00;
