//! What stands between two heads.

use crate::failure::Failure;

/// The body of a message, as far as it is still to come.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body {
    /// So many octets.
    Length(u64),
    /// Chunks (RFC 9112, section 7.1).
    Chunks(Chunks),
}

/// Where a body in chunks stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chunks {
    /// In the size of a chunk, behind so many of its digits.
    Size { size: u64, digits: u8 },
    /// Behind the size, in what else stands in its line.
    Extension { size: u64 },
    /// In a chunk of which so many octets are to come.
    Data(u64),
    /// Behind a chunk: its line ends.
    DataEnd,
    /// In the trailer: whether its line has octets already.
    Trailer { has_octets: bool },
}

impl Chunks {
    /// Before the first chunk.
    pub(super) const BEGIN: Chunks = Chunks::Size { size: 0, digits: 0 };
}

/// Most digits of a chunk's size: what they say fits into 64 bits.
const MOST_DIGITS: u8 = 16;

impl Body {
    /// Takes what is its own from the front of `rest`; whether it is over.
    pub(super) fn take(&mut self, rest: &mut &[u8]) -> Result<bool, Failure> {
        loop {
            match self {
                Body::Length(left) | Body::Chunks(Chunks::Data(left)) if *left > 0 => {
                    let taken = (rest.len() as u64).min(*left);
                    *rest = &rest[taken as usize..];
                    *left -= taken;
                    if *left > 0 {
                        return Ok(false);
                    }
                }
                Body::Length(_) => return Ok(true),
                Body::Chunks(chunks) => {
                    let Some((&octet, behind)) = rest.split_first() else { return Ok(false) };
                    *rest = behind;
                    match chunks.next(octet)? {
                        Some(next) => *chunks = next,
                        None => return Ok(true),
                    }
                }
            }
        }
    }

    /// Whether it stands where so many octets can be missing without harm; they are skipped then.
    pub(super) fn skip(&mut self, len: u64) -> bool {
        match self {
            Body::Length(left) | Body::Chunks(Chunks::Data(left)) if len <= *left => {
                *left -= len;
                true
            }
            _ => false,
        }
    }
}

impl Chunks {
    /// Where it stands behind one octet more; nowhere when the body is over.
    fn next(self, octet: u8) -> Result<Option<Chunks>, Failure> {
        let malformed = || Failure::new("a malformed chunk");
        Ok(Some(match (self, octet) {
            (Chunks::Size { digits: 0, .. }, b'\n' | b'\r' | b';') => return Err(malformed()),
            (Chunks::Size { size, .. } | Chunks::Extension { size }, b'\n') => match size {
                0 => Chunks::Trailer { has_octets: false },
                size => Chunks::Data(size),
            },
            (Chunks::Size { size, .. }, b'\r' | b';' | b' ' | b'\t') | (Chunks::Extension { size }, _) => {
                Chunks::Extension { size }
            }
            (Chunks::Size { size, digits }, digit) => {
                let value = char::from(digit).to_digit(16).filter(|_| digits < MOST_DIGITS);
                let value = value.ok_or_else(malformed)?;
                Chunks::Size { size: size << 4 | u64::from(value), digits: digits + 1 }
            }
            (Chunks::Data(_) | Chunks::DataEnd, b'\n') => Chunks::Size { size: 0, digits: 0 },
            (Chunks::Data(_), b'\r') => Chunks::DataEnd,
            (Chunks::Data(_) | Chunks::DataEnd, _) => return Err(malformed()),
            (Chunks::Trailer { has_octets: false }, b'\n') => return Ok(None),
            (Chunks::Trailer { .. }, b'\n') => Chunks::Trailer { has_octets: false },
            (Chunks::Trailer { has_octets }, b'\r') => Chunks::Trailer { has_octets },
            (Chunks::Trailer { .. }, _) => Chunks::Trailer { has_octets: true },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Chunks};

    const CHUNKS: &[u8] = b"5\r\nwater\r\n0a; depth=\"4\"\r\n0123456789\r\n0\r\nTide: high\r\n\r\n";

    fn left(body: &mut Body, octets: &[u8]) -> Option<usize> {
        let mut rest = octets;
        body.take(&mut rest).expect("it is well formed").then_some(rest.len())
    }

    #[test]
    fn chunks_end_where_they_end_wherever_they_are_cut() {
        let octets = [CHUNKS, b"HTTP"].concat();
        for cut in 0..CHUNKS.len() {
            let mut body = Body::Chunks(Chunks::BEGIN);
            assert_eq!(left(&mut body, &octets[..cut]), None);
            assert_eq!(left(&mut body, &octets[cut..]), Some(4), "cut after {cut} octets");
        }
    }

    #[test]
    fn what_is_no_chunk_is_malformed() {
        for chunk in ["\r\n", "x\r\n", "3\r\nabcd", "11112222333344445\r\n", "2\r\nab\rc", "-1\r\n"] {
            let taken = Body::Chunks(Chunks::BEGIN).take(&mut chunk.as_bytes());
            assert!(taken.is_err(), "{chunk:?}");
        }
    }

    #[test]
    fn only_octets_of_a_body_may_be_missing() {
        let mut body = Body::Length(10);
        assert!(body.skip(4) && !body.skip(7));
        assert_eq!(left(&mut body, b"123456GET"), Some(3));
        let mut body = Body::Chunks(Chunks::BEGIN);
        assert!(!body.skip(1));
        assert_eq!(left(&mut body, b"5\r\nwa"), None);
        assert!(body.skip(3));
        assert_eq!(left(&mut body, b"\r\n0\r\n\r\n"), Some(0));
    }
}
