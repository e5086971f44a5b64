//! Encryption negotiation, TCP-ENO (RFC 8547, section 4).

use crate::segment::hex::Hex;
use core::fmt;
use core::iter::FusedIterator;

/// The suboptions of an ENO option, read when asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EncryptionNegotiation<'a>(&'a [u8]);

/// One suboption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suboption<'a> {
    /// What concerns all protocols: bit 0 is the passive role, bit 1 says that the application knows of ENO.
    Global(
        /// The five low bits.
        u8,
    ),
    /// An encryption protocol that the sender offers.
    Protocol {
        /// The TCP encryption protocol identifier, seven bits.
        identifier: u8,
        /// What the protocol says; `None` when its identifier stands alone.
        data: Option<&'a [u8]>,
    },
}

impl<'a> EncryptionNegotiation<'a> {
    /// The suboptions in `data`; `None` if a length among them reaches past the end or precedes no protocol, for
    /// then all of it counts for nothing (RFC 8547, section 4.1).
    pub fn new(data: &'a [u8]) -> Option<EncryptionNegotiation<'a>> {
        let mut rest = data;
        while !rest.is_empty() {
            (_, rest) = suboption(rest)?;
        }
        Some(EncryptionNegotiation(data))
    }

    /// The octets.
    pub const fn octets(self) -> &'a [u8] {
        self.0
    }

    /// The suboptions in their order.
    pub const fn iter(&self) -> Suboptions<'a> {
        Suboptions(self.0)
    }
}

/// The walk over suboptions; see [`EncryptionNegotiation::iter`].
#[derive(Clone, Debug)]
pub struct Suboptions<'a>(&'a [u8]);

impl<'a> Iterator for Suboptions<'a> {
    type Item = Suboption<'a>;

    fn next(&mut self) -> Option<Suboption<'a>> {
        let (one, rest) = suboption(self.0)?;
        self.0 = rest;
        Some(one)
    }
}

impl FusedIterator for Suboptions<'_> {}

impl<'a> IntoIterator for EncryptionNegotiation<'a> {
    type Item = Suboption<'a>;
    type IntoIter = Suboptions<'a>;

    fn into_iter(self) -> Suboptions<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &EncryptionNegotiation<'a> {
    type Item = Suboption<'a>;
    type IntoIter = Suboptions<'a>;

    fn into_iter(self) -> Suboptions<'a> {
        self.iter()
    }
}

/// The first suboption and the octets behind it (RFC 8547, figures 3 to 5).
fn suboption(octets: &[u8]) -> Option<(Suboption<'_>, &[u8])> {
    let (&first, rest) = octets.split_first()?;
    match first {
        0x00..=0x1f => Some((Suboption::Global(first), rest)),
        0x20..=0x7f => Some((Suboption::Protocol { identifier: first, data: None }, rest)),
        0x80..=0x9f => {
            let (&identifier @ 0xa0.., rest) = rest.split_first()? else { return None };
            let length = usize::from(first & 0x1f).wrapping_add(1);
            let (data, rest) = rest.split_at_checked(length)?;
            Some((Suboption::Protocol { identifier: identifier & 0x7f, data: Some(data) }, rest))
        }
        0xa0..=0xff => Some((Suboption::Protocol { identifier: first & 0x7f, data: Some(rest) }, &[])),
    }
}

/// The name of an encryption protocol in the registry "TCP Encryption Protocol Identifiers".
pub const fn protocol_name(identifier: u8) -> Option<&'static str> {
    match identifier {
        0x20 => Some("experimental"),
        0x21 => Some("tcpcrypt P-256"),
        0x22 => Some("tcpcrypt P-521"),
        0x23 => Some("tcpcrypt Curve25519"),
        0x24 => Some("tcpcrypt Curve448"),
        0x30 => Some("TLS"),
        _ => None,
    }
}

/// `global 1`, `tcpcrypt P-256`, `protocol 0x31 0a0b`
impl fmt::Display for Suboption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Suboption::Global(bits) => write!(f, "global {bits}"),
            Suboption::Protocol { identifier, data } => {
                match protocol_name(identifier) {
                    Some(name) => f.write_str(name)?,
                    None => write!(f, "protocol {identifier:#04x}")?,
                }
                data.map_or(Ok(()), |data| write!(f, " {}", Hex(data)))
            }
        }
    }
}

impl fmt::Display for EncryptionNegotiation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for one in self {
            write!(f, "{separator}{one}")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl fmt::Debug for EncryptionNegotiation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::EncryptionNegotiation;
    use std::string::ToString;

    #[test]
    fn a_length_octet_tells_the_data_of_the_protocol_behind_it() {
        let eno = EncryptionNegotiation::new(&[0x01, 0x21, 0x81, 0xa3, 7, 8, 0xb0, 9]).unwrap();
        assert_eq!(eno.to_string(), "global 1, tcpcrypt P-256, tcpcrypt Curve25519 0708, TLS 09");
    }

    #[test]
    fn one_bad_length_spoils_the_whole() {
        assert!(EncryptionNegotiation::new(&[0x21, 0x9f, 0xa3, 7]).is_none());
        assert!(EncryptionNegotiation::new(&[0x21, 0x80]).is_none());
        assert!(EncryptionNegotiation::new(&[0x80, 0x21, 7]).is_none());
        assert!(EncryptionNegotiation::new(&[]).is_some());
    }
}
