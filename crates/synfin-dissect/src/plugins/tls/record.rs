//! The record layer (RFC 8446, section 5.1).

use nom::Parser;
use nom::number::complete::{be_u8, be_u16};

use crate::claims::Probe;
use crate::failure::Failure;

/// Content types (IANA, "TLS ContentType").
pub(super) const CHANGE_CIPHER_SPEC: u8 = 20;
pub(super) const ALERT: u8 = 21;
pub(super) const HANDSHAKE: u8 = 22;
const APPLICATION_DATA: u8 = 23;

/// Octets in front of each record: content type, version, length.
const HEADER: usize = 5;

/// RFC 5246, section 6.2.3: the length of a fragment "MUST NOT exceed 2^14 + 2048".
const MOST_FRAGMENT: u16 = (1 << 14) + 2048;

/// Octets that tell TLS: the header of a record, and the type of the message in it.
pub(super) const DEPTH: usize = HEADER + 1;

/// A record of the handshake that begins with a hello of the client (1) or the server (2).
pub(super) fn probe(first: &[u8]) -> Probe {
    let is_so_far = first.iter().take(DEPTH).enumerate().all(|(place, &octet)| match place {
        0 => octet == HANDSHAKE,
        1 => octet == 3,
        2 => octet <= 4,
        3 => octet <= (MOST_FRAGMENT >> 8) as u8,
        4 => first[3] > 0 || octet > 0,
        _ => matches!(octet, 1 | 2),
    });
    match first.len() {
        _ if !is_so_far => Probe::NotMine,
        0..DEPTH => Probe::More,
        _ => Probe::Mine,
    }
}

/// Takes records apart, wherever they are cut.
#[derive(Debug, Default)]
pub(super) struct Records {
    header: [u8; HEADER],
    /// How much of that came.
    has: u8,
    content: u8,
    /// Octets of the record at hand that are to come.
    left: u16,
}

/// A piece of a record: all of it, or what one segment has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'o> {
    pub(super) content: u8,
    /// At least one octet.
    pub(super) octets: &'o [u8],
}

impl Records {
    /// Takes the next piece from the front of `rest`, if there is one.
    pub(super) fn next<'o>(&mut self, rest: &mut &'o [u8]) -> Result<Option<Piece<'o>>, Failure> {
        while let Some((&octet, behind)) = rest.split_first() {
            if self.left > 0 {
                let (octets, behind) = rest.split_at(rest.len().min(usize::from(self.left)));
                *rest = behind;
                self.left -= octets.len() as u16;
                return Ok(Some(Piece { content: self.content, octets }));
            }
            *rest = behind;
            self.header[usize::from(self.has)] = octet;
            self.has += 1;
            if usize::from(self.has) == HEADER {
                self.has = 0;
                (self.content, self.left) =
                    header(&self.header).ok_or_else(|| Failure::new("no record of TLS"))?;
            }
        }
        Ok(None)
    }
}

/// Content type and length, if this is a header.
fn header(octets: &[u8]) -> Option<(u8, u16)> {
    let (_, (content, major, _, length)) = (be_u8::<_, ()>, be_u8, be_u8, be_u16).parse(octets).ok()?;
    let is_one = matches!(content, CHANGE_CIPHER_SPEC..=APPLICATION_DATA) && major == 3;
    (is_one && length <= MOST_FRAGMENT).then_some((content, length))
}

#[cfg(test)]
mod tests {
    use super::{ALERT, HANDSHAKE, Records, probe};
    use crate::claims::Probe;

    #[test]
    fn the_first_six_octets_tell() {
        let hello = b"\x16\x03\x01\x02\x00\x01";
        assert!((1..6).all(|len| probe(&hello[..len]) == Probe::More));
        assert_eq!(probe(hello), Probe::Mine);
        for other in [
            b"\x15\x03\x01\x00\x02\x02",
            b"\x16\x02\x01\x02\x00\x01",
            b"\x16\x03\x01\x00\x00\x01",
            b"\x16\x03\x01\x02\x00\x0b",
        ] {
            assert_eq!(probe(other), Probe::NotMine, "{other:?}");
        }
    }

    #[test]
    fn pieces_are_the_same_octets_wherever_records_are_cut() {
        let stream = b"\x16\x03\x01\0\x03abc\x15\x03\x03\0\0\x15\x03\x03\0\x02de";
        for cut in 0..stream.len() {
            let mut records = Records::default();
            let mut told: Vec<(u8, u8)> = Vec::new();
            for mut rest in [&stream[..cut], &stream[cut..]] {
                while let Some(piece) = records.next(&mut rest).expect("they are records") {
                    told.extend(piece.octets.iter().map(|&octet| (piece.content, octet)));
                }
            }
            let wanted =
                [(HANDSHAKE, b'a'), (HANDSHAKE, b'b'), (HANDSHAKE, b'c'), (ALERT, b'd'), (ALERT, b'e')];
            assert_eq!(told, wanted, "cut after {cut} octets");
        }
        assert!(Records::default().next(&mut b"HTTP/1.1".as_slice()).is_err());
        assert!(Records::default().next(&mut b"\x16\x03\x01\x48\x01".as_slice()).is_err());
    }
}
