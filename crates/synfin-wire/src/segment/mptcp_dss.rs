//! The data sequence signal of Multipath TCP (RFC 8684, section 3.3).

use crate::error::ParseError;
use nom::combinator::{all_consuming, cond, opt};
use nom::number::complete::{be_u8, be_u16, be_u32, be_u64};
use nom::{IResult, Parser};

/// Flag A: there is a data acknowledgement.
const HAS_ACK: u8 = 0x01;
/// Flag a: it has eight octets.
const LONG_ACK: u8 = 0x02;
/// Flag M: there is a mapping.
const HAS_MAPPING: u8 = 0x04;
/// Flag m: its data sequence number has eight octets.
const LONG_SEQ: u8 = 0x08;
/// Flag F: the data end.
const DATA_FIN: u8 = 0x10;

/// DSS: what of the connection's data is acknowledged, and where this path's octets belong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Dss {
    /// Bits without a meaning, where they stand in the two octets: seven reserved ones, and a or m without A or M.
    pub reserved: u16,
    /// Flag F: the data end with this mapping.
    pub data_fin: bool,
    /// The data acknowledgement.
    pub data_ack: Option<DataNumber>,
    /// Where the octets belong.
    pub mapping: Option<Mapping>,
}

/// A data sequence number: its low 32 bits, or all 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum DataNumber {
    /// The low 32 bits.
    Short(u32),
    /// All 64 bits.
    Long(u64),
}

/// Octets of one path as octets of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Mapping {
    /// Number of the first octet in the connection.
    pub data_seq: DataNumber,
    /// Number of the first octet on this path, relative to its initial sequence number.
    pub subflow_seq: u32,
    /// Octets mapped; with a data FIN one more.
    pub length: u16,
    /// Checksum of the data, if the connection uses checksums.
    pub checksum: Option<u16>,
}

impl core::fmt::Display for DataNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            DataNumber::Short(number) => number.fmt(f),
            DataNumber::Long(number) => number.fmt(f),
        }
    }
}

fn number<'a>(long: bool) -> impl Parser<&'a [u8], Output = DataNumber, Error = ParseError> {
    move |input: &'a [u8]| {
        if long {
            be_u64.map(DataNumber::Long).parse_complete(input)
        } else {
            be_u32.map(DataNumber::Short).parse_complete(input)
        }
    }
}

impl Dss {
    /// Reads the octets behind the subtype; `None` if they are not as many as the flags demand.
    pub(crate) fn read(high: u8, body: &[u8]) -> Option<Dss> {
        let result: IResult<&[u8], Dss, ParseError> = all_consuming(|input| {
            let (input, flags) = be_u8(input)?;
            let has = |bit| flags & bit != 0;
            let (input, data_ack) = cond(has(HAS_ACK), number(has(LONG_ACK))).parse_complete(input)?;
            let mapping = (number(has(LONG_SEQ)), be_u32, be_u16, opt(be_u16)).map(|fields| {
                let (data_seq, subflow_seq, length, checksum) = fields;
                Mapping { data_seq, subflow_seq, length, checksum }
            });
            let (input, mapping) = cond(has(HAS_MAPPING), mapping).parse_complete(input)?;
            let reserved = u16::from_be_bytes([high & 0x0f, flags]);
            let dss = Dss { reserved, data_fin: has(DATA_FIN), data_ack, mapping };
            Ok((input, Dss { reserved: reserved & dss.without_meaning(), ..dss }))
        })
        .parse_complete(body);
        result.ok().map(|(_, dss)| dss)
    }

    /// Which of the twelve bits behind the subtype have no meaning here.
    pub(crate) const fn without_meaning(&self) -> u16 {
        0x0fff & !self.meaningful()
    }

    /// Which of the twelve bits behind the subtype have a meaning here.
    const fn meaningful(&self) -> u16 {
        let ack = if self.data_ack.is_some() { HAS_ACK | LONG_ACK } else { HAS_ACK };
        let mapping = if self.mapping.is_some() { HAS_MAPPING | LONG_SEQ } else { HAS_MAPPING };
        (DATA_FIN | ack | mapping) as u16
    }

    /// The twelve bits behind the subtype, as they stand on the wire.
    pub(crate) const fn bits(&self) -> u16 {
        let mut flags = 0;
        if self.data_fin {
            flags |= DATA_FIN;
        }
        if let Some(ack) = self.data_ack {
            flags |= HAS_ACK | if matches!(ack, DataNumber::Long(_)) { LONG_ACK } else { 0 };
        }
        if let Some(mapping) = self.mapping {
            flags |= HAS_MAPPING | if matches!(mapping.data_seq, DataNumber::Long(_)) { LONG_SEQ } else { 0 };
        }
        flags as u16 | (self.reserved & self.without_meaning())
    }
}

#[cfg(test)]
mod tests {
    use super::{DataNumber, Dss, Mapping};

    #[test]
    fn a_checksum_is_told_by_the_length_alone() {
        let octets = [0x1d, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 7, 0, 5, 0xab, 0xcd];
        assert!(Dss::read(0, &octets).is_none(), "flag A asks for an acknowledgement too");
        let octets = [0x1c, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 7, 0, 5, 0xab, 0xcd];
        let with = Dss::read(0, &octets).unwrap();
        let mapping =
            Mapping { data_seq: DataNumber::Long(9), subflow_seq: 7, length: 5, checksum: Some(0xabcd) };
        assert_eq!(with, Dss { reserved: 0, data_fin: true, data_ack: None, mapping: Some(mapping) });
        let without = Dss::read(0, &octets[..15]).unwrap();
        assert_eq!(without.mapping, Some(Mapping { checksum: None, ..mapping }));
        assert!(Dss::read(0, &octets[..16]).is_none());
    }

    #[test]
    fn bits_without_a_meaning_are_kept() {
        let dss = Dss::read(0x0f, &[0xe2]).unwrap();
        assert_eq!(dss.reserved, 0xfe2, "a without A means nothing");
        assert_eq!(dss.bits(), 0xfe2);
    }
}
