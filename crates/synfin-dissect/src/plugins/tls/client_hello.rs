//! The ClientHello (RFC 8446, section 4.1.2).

use nom::Parser;
use nom::bytes::complete::take;
use nom::number::complete::{be_u8, be_u16};

use crate::plugins::tls::extension::{
    ALPN, Extension, SERVER_NAME, SIGNATURE_ALGORITHMS, SUPPORTED_VERSIONS, extensions, first, numbers,
    prefixed_8, prefixed_16, protocols, whole,
};

/// What a client offers. Values that are there to be ignored are left out (GREASE, RFC 8701).
#[derive(Debug)]
pub(super) struct ClientHello<'o> {
    pub(super) legacy_version: u16,
    ciphers: &'o [u8],
    extensions: Vec<Extension<'o>>,
}

impl<'o> ClientHello<'o> {
    /// Reads the body of the message.
    pub(super) fn read(body: &'o [u8]) -> Option<ClientHello<'o>> {
        let random = take::<_, _, ()>(32_usize);
        // Version, random, session, cipher suites, methods of compression.
        let mut fields = (be_u16, random, prefixed_8, prefixed_16, prefixed_8);
        let (behind, (legacy_version, _, _, ciphers, _)) = fields.parse(body).ok()?;
        let mut extensions = extensions(behind)?;
        extensions.retain(|extension| !is_grease(extension.kind));
        (ciphers.len() % 2 == 0).then_some(ClientHello { legacy_version, ciphers, extensions })
    }

    pub(super) fn ciphers(&self) -> impl Iterator<Item = u16> {
        numbers(Some(self.ciphers)).filter(|cipher| !is_grease(*cipher))
    }

    /// The types of its extensions.
    pub(super) fn extensions(&self) -> impl Iterator<Item = u16> {
        self.extensions.iter().map(|extension| extension.kind)
    }

    pub(super) fn has(&self, extension: u16) -> bool {
        self.extensions().any(|kind| kind == extension)
    }

    /// The first host name (RFC 6066, section 3).
    pub(super) fn server_name(&self) -> Option<&'o [u8]> {
        const HOST_NAME: u8 = 0;
        let mut names = whole(prefixed_16, first(&self.extensions, SERVER_NAME)?)?;
        loop {
            let (behind, (kind, name)) = (be_u8::<_, ()>, prefixed_16).parse(names).ok()?;
            if kind == HOST_NAME {
                return Some(name);
            }
            names = behind;
        }
    }

    /// The protocols that it offers.
    pub(super) fn alpn(&self) -> impl Iterator<Item = &'o [u8]> {
        let is_grease =
            |octets: &[u8]| octets.try_into().is_ok_and(|pair| is_grease(u16::from_be_bytes(pair)));
        let offered = first(&self.extensions, ALPN).map(protocols);
        offered.into_iter().flatten().filter(move |protocol| !is_grease(protocol))
    }

    /// The versions that it offers by the extension.
    pub(super) fn supported_versions(&self) -> impl Iterator<Item = u16> {
        let list = first(&self.extensions, SUPPORTED_VERSIONS).and_then(|octets| whole(prefixed_8, octets));
        numbers(list).filter(|version| !is_grease(*version))
    }

    /// The signature algorithms that it takes.
    pub(super) fn signature_algorithms(&self) -> impl Iterator<Item = u16> {
        let list =
            first(&self.extensions, SIGNATURE_ALGORITHMS).and_then(|octets| whole(prefixed_16, octets));
        numbers(list).filter(|algorithm| !is_grease(*algorithm))
    }
}

/// RFC 8701, section 2: 0A0A, 1A1A and so on to FAFA.
const fn is_grease(number: u16) -> bool {
    number & 0x0f0f == 0x0a0a && number >> 8 == number & 0xff
}
