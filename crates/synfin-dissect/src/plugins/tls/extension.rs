//! Extensions of both hellos (RFC 8446, section 4.2).

use nom::multi::length_data;
use nom::number::complete::{be_u8, be_u16};
use nom::{IResult, Parser};

/// Types of extensions (IANA, "TLS ExtensionType Values").
pub(super) const SERVER_NAME: u16 = 0;
pub(super) const SIGNATURE_ALGORITHMS: u16 = 13;
pub(super) const ALPN: u16 = 16;
pub(super) const SUPPORTED_VERSIONS: u16 = 43;

/// An extension: its type and its octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extension<'o> {
    pub(super) kind: u16,
    pub(super) octets: &'o [u8],
}

/// The extensions behind the other fields of a hello, of which there may be none at all; nothing may follow on them.
pub(super) fn extensions(octets: &[u8]) -> Option<Vec<Extension<'_>>> {
    if octets.is_empty() {
        return Some(Vec::new());
    }
    let mut rest = whole(prefixed_16, octets)?;
    let mut extensions = Vec::new();
    while !rest.is_empty() {
        let (behind, (kind, octets)) = (be_u16::<_, ()>, prefixed_16).parse(rest).ok()?;
        extensions.push(Extension { kind, octets });
        rest = behind;
    }
    Some(extensions)
}

/// The octets of the first extension of this type.
pub(super) fn first<'o>(extensions: &[Extension<'o>], kind: u16) -> Option<&'o [u8]> {
    extensions.iter().find(|extension| extension.kind == kind).map(|extension| extension.octets)
}

/// The protocols of an ALPN extension, as far as it is well formed (RFC 7301, section 3.1).
pub(super) fn protocols(octets: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = whole(prefixed_16, octets).unwrap_or_default();
    core::iter::from_fn(move || {
        let (behind, protocol) = prefixed_8(rest).ok()?;
        rest = behind;
        Some(protocol)
    })
}

/// The numbers of a list, if it is well formed.
pub(super) fn numbers(list: Option<&[u8]>) -> impl Iterator<Item = u16> {
    let (pairs, odd) = list.unwrap_or_default().as_chunks();
    let pairs = if odd.is_empty() { pairs } else { &[] };
    pairs.iter().map(|pair| u16::from_be_bytes(*pair))
}

/// All of the octets, read so.
pub(super) fn whole<'o>(
    mut reads: impl FnMut(&'o [u8]) -> IResult<&'o [u8], &'o [u8], ()>,
    octets: &'o [u8],
) -> Option<&'o [u8]> {
    reads(octets).ok().filter(|(behind, _)| behind.is_empty()).map(|(_, read)| read)
}

/// Octets behind their number, which has one octet.
pub(super) fn prefixed_8(octets: &[u8]) -> IResult<&[u8], &[u8], ()> {
    length_data(be_u8).parse(octets)
}

/// Octets behind their number, which has two octets.
pub(super) fn prefixed_16(octets: &[u8]) -> IResult<&[u8], &[u8], ()> {
    length_data(be_u16).parse(octets)
}
