//! Messages of the handshake (RFC 8446, section 4), put together from records.

use std::borrow::Cow;

use nom::Parser;
use nom::number::complete::{be_u8, be_u24};

use crate::failure::Failure;
use crate::plugins::gathered::Gathered;

/// Most octets of a hello; longer ones are given up. The longest known have some two thousand, with keys against quantum computers.
pub const MOST_HELLO: usize = 16 << 10;

/// Types of messages (IANA, "TLS HandshakeType").
pub(super) const CLIENT_HELLO: u8 = 1;
const SERVER_HELLO: u8 = 2;

/// Hellos of one direction: one, and one more behind a HelloRetryRequest. More of them are skipped.
const MOST_HELLOS: u8 = 2;

/// Octets in front of each message: type and length.
const HEADER: usize = 4;

/// A hello of the client or the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hello<'o> {
    /// The type of the message.
    pub(super) kind: u8,
    pub(super) body: Cow<'o, [u8]>,
}

/// The messages of one direction.
#[derive(Debug, Default)]
pub(super) struct Handshake {
    header: [u8; HEADER],
    /// How much of that came.
    has: u8,
    /// The type of the hello at hand; none where the message is skipped.
    hello: Option<u8>,
    /// Octets of the message: of a hello all of them, else those to come.
    length: u32,
    body: Gathered,
    /// Hellos that were told.
    hellos: u8,
}

impl Handshake {
    /// Takes octets from the front of `rest`, up to the end of a hello; the hello, if it is whole.
    pub(super) fn next<'o>(&mut self, rest: &mut &'o [u8]) -> Result<Option<Hello<'o>>, Failure> {
        loop {
            if usize::from(self.has) < HEADER {
                let Some((&octet, behind)) = rest.split_first() else { return Ok(None) };
                *rest = behind;
                self.header[usize::from(self.has)] = octet;
                self.has += 1;
                if usize::from(self.has) == HEADER {
                    self.begin()?;
                }
            } else if let Some(kind) = self.hello {
                return Ok(self.body(rest).map(|body| Hello { kind, body }));
            } else {
                let (skipped, behind) = rest.split_at(rest.len().min(self.length as usize));
                *rest = behind;
                self.length -= skipped.len() as u32;
                if self.length > 0 {
                    return Ok(None);
                }
                self.has = 0;
            }
        }
    }

    /// Octets that are gathered.
    pub(super) fn held(&self) -> usize {
        self.body.held()
    }

    fn begin(&mut self) -> Result<(), Failure> {
        let header = (be_u8::<_, ()>, be_u24).parse(self.header.as_slice());
        let (_, (kind, length)) = header.map_err(|_| Failure::new("no message of TLS"))?;
        self.length = length;
        self.hello = matches!(kind, CLIENT_HELLO | SERVER_HELLO).then_some(kind);
        if self.hello.is_some() && length as usize > MOST_HELLO {
            return Err(Failure::new("a hello of more than 16 KiB"));
        }
        if self.hellos >= MOST_HELLOS {
            self.hello = None;
        }
        Ok(())
    }

    /// The body of the hello at hand, once it is whole.
    fn body<'o>(&mut self, rest: &mut &'o [u8]) -> Option<Cow<'o, [u8]>> {
        let length = self.length as usize;
        let body = if self.body.is_empty()
            && let Some((body, behind)) = rest.split_at_checked(length)
        {
            *rest = behind;
            Cow::Borrowed(body)
        } else if self.body.fill(length, rest) {
            Cow::Owned(self.body.take())
        } else {
            return None;
        };
        (self.has, self.hellos) = (0, self.hellos + 1);
        Some(body)
    }
}

#[cfg(test)]
mod tests {
    use super::{Handshake, Hello, MOST_HELLO};

    #[test]
    fn hellos_are_put_together_and_others_skipped_wherever_they_are_cut() {
        let stream = b"\x0b\0\0\x02xx\x01\0\0\x03abc\x0c\0\0\0\x02\0\0\x01d\x01\0\0\x01e";
        for cut in 0..stream.len() {
            let mut handshake = Handshake::default();
            let mut told = Vec::new();
            for mut rest in [&stream[..cut], &stream[cut..]] {
                while let Some(Hello { kind, body }) = handshake.next(&mut rest).expect("it is short") {
                    told.push((kind, body.into_owned()));
                }
            }
            assert_eq!(told, [(1, b"abc".to_vec()), (2, b"d".to_vec())], "cut after {cut} octets");
            assert_eq!(handshake.held(), 0);
        }
    }

    #[test]
    fn a_hello_of_16_kib_is_gathered_and_a_longer_one_given_up() {
        let hello =
            |length: usize| [b"\x01\0".as_slice(), &(length as u16).to_be_bytes(), &vec![7; length]].concat();
        let mut handshake = Handshake::default();
        let octets = hello(MOST_HELLO);
        for octet in &octets[..octets.len() - 1] {
            assert_eq!(handshake.next(&mut [*octet].as_slice()), Ok(None));
            assert!(handshake.held() <= MOST_HELLO);
        }
        let whole = handshake.next(&mut [7].as_slice()).expect("it is long enough").expect("it is whole");
        assert_eq!(whole.body.len(), MOST_HELLO);
        assert!(Handshake::default().next(&mut hello(MOST_HELLO + 1).as_slice()).is_err());
    }
}
