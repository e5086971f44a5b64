//! The registry of option kinds: what each is called, which lengths it may have, and how its value is read.

use crate::error::ParseError;
use crate::segment::accurate_ecn::{AccurateEcn, Order};
use crate::segment::encryption_negotiation::EncryptionNegotiation;
use crate::segment::experimental::Experimental;
use crate::segment::fast_open::FastOpen;
use crate::segment::mptcp::Mptcp;
use crate::segment::obsolete::{AlternateChecksum, PartialOrderProfile, ScpsCapabilities};
use crate::segment::option::{Fault, TcpOption};
use crate::segment::option_kind as kind;
use crate::segment::quick_start::QuickStart;
use crate::segment::sack::SackBlocks;
use crate::segment::timestamps::Timestamps;
use crate::segment::user_timeout::UserTimeout;
use nom::Parser;
use nom::combinator::{all_consuming, rest};
use nom::number::complete::{be_u8, be_u16, be_u32};

/// Which lengths a kind may have; they count kind and length too.
#[derive(Clone, Copy)]
enum Lengths {
    /// This one.
    Exactly(u8),
    /// This one and any above.
    From(u8),
    /// One of these.
    OneOf(&'static [u8]),
}

/// Reads a value of the right length.
type Read = for<'a> fn(&'a [u8]) -> Option<TcpOption<'a>>;

/// All that is known of a kind.
struct Row(u8, &'static str, Lengths, Read);

use Lengths::{Exactly, From, OneOf};
use TcpOption as Is;

/// The registry, one option a row: kind, name, lengths, and how to read a value of such a length (`None`: what is
/// in it is wrong).
#[rustfmt::skip]
static REGISTRY: [Row; 36] = [
    Row(kind::END_OF_LIST,                "EOL",                        Exactly(1),  |padding| Some(Is::EndOfList { padding })),
    Row(kind::NOP,                        "NOP",                        Exactly(1),  |_| Some(Is::Nop)),
    Row(kind::MSS,                        "MSS",                        Exactly(4),  |data| u16_of(data).map(Is::Mss)),
    Row(kind::WINDOW_SCALE,               "Window Scale",               Exactly(3),  |data| u8_of(data).map(Is::WindowScale)),
    Row(kind::SACK_PERMITTED,             "SACK Permitted",             Exactly(2),  |_| Some(Is::SackPermitted)),
    Row(kind::SACK,                       "SACK",                       OneOf(&[10, 18, 26, 34]), |data| SackBlocks::read(data).map(Is::Sack)),
    Row(kind::ECHO,                       "Echo",                       Exactly(6),  |data| u32_of(data).map(Is::Echo)),
    Row(kind::ECHO_REPLY,                 "Echo Reply",                 Exactly(6),  |data| u32_of(data).map(Is::EchoReply)),
    Row(kind::TIMESTAMPS,                 "Timestamps",                 Exactly(10), |data| data.try_into().ok().map(|octets| Is::Timestamps(Timestamps::read(octets)))),
    Row(kind::PARTIAL_ORDER_PERMITTED,    "Partial Order Permitted",    Exactly(2),  |_| Some(Is::PartialOrderPermitted)),
    Row(kind::PARTIAL_ORDER_PROFILE,      "Partial Order Profile",      Exactly(3),  |data| u8_of(data).map(|octet| Is::PartialOrderProfile(PartialOrderProfile(octet)))),
    Row(kind::CC,                         "CC",                         Exactly(6),  |data| u32_of(data).map(Is::Cc)),
    Row(kind::CC_NEW,                     "CC.NEW",                     Exactly(6),  |data| u32_of(data).map(Is::CcNew)),
    Row(kind::CC_ECHO,                    "CC.ECHO",                    Exactly(6),  |data| u32_of(data).map(Is::CcEcho)),
    Row(kind::ALTERNATE_CHECKSUM_REQUEST, "Alternate Checksum Request", Exactly(3),  |data| u8_of(data).map(|octet| Is::AlternateChecksumRequest(AlternateChecksum(octet)))),
    Row(kind::ALTERNATE_CHECKSUM_DATA,    "Alternate Checksum Data",    From(2),     |data| Some(Is::AlternateChecksumData(data))),
    Row(kind::SKEETER,                    "Skeeter",                    From(2),     |data| Some(Is::Skeeter(data))),
    Row(kind::BUBBA,                      "Bubba",                      From(2),     |data| Some(Is::Bubba(data))),
    Row(kind::TRAILER_CHECKSUM,           "Trailer Checksum",           Exactly(3),  |data| u8_of(data).map(Is::TrailerChecksum)),
    Row(kind::MD5,                        "MD5",                        Exactly(18), |data| data.try_into().ok().map(Is::Md5)),
    Row(kind::SCPS,                       "SCPS Capabilities",          From(4),     scps),
    Row(kind::SELECTIVE_NACK,             "SNACK",                      From(6),     selective_nack),
    Row(kind::RECORD_BOUNDARIES,          "Record Boundaries",          Exactly(2),  |_| Some(Is::RecordBoundary)),
    Row(kind::CORRUPTION_EXPERIENCED,     "Corruption Experienced",     Exactly(2),  |_| Some(Is::CorruptionExperienced)),
    Row(kind::SNAP,                       "SNAP",                       From(2),     |data| Some(Is::Snap(data))),
    Row(kind::COMPRESSION_FILTER,         "Compression Filter",         From(2),     |data| Some(Is::CompressionFilter(data))),
    Row(kind::QUICK_START,                "Quick-Start",                Exactly(8),  quick_start),
    Row(kind::USER_TIMEOUT,               "User Timeout",               Exactly(4),  |data| u16_of(data).map(|octets| Is::UserTimeout(UserTimeout(octets)))),
    Row(kind::AUTHENTICATION,             "TCP-AO",                     From(4),     authentication),
    Row(kind::MPTCP,                      "MPTCP",                      From(3),     |data| Mptcp::new(data).map(Is::Mptcp)),
    Row(kind::FAST_OPEN,                  "Fast Open",                  OneOf(&[2, 6, 8, 10, 12, 14, 16, 18]), |data| FastOpen::new(data).map(Is::FastOpen)),
    Row(kind::ENCRYPTION_NEGOTIATION,     "TCP-ENO",                    From(2),     |data| EncryptionNegotiation::new(data).map(Is::EncryptionNegotiation)),
    Row(kind::ACCURATE_ECN_0,             "Accurate ECN 0",             OneOf(&[2, 5, 8, 11]), |data| AccurateEcn::read(Order::Ect0First, data).map(Is::AccurateEcn)),
    Row(kind::ACCURATE_ECN_1,             "Accurate ECN 1",             OneOf(&[2, 5, 8, 11]), |data| AccurateEcn::read(Order::Ect1First, data).map(Is::AccurateEcn)),
    Row(kind::EXPERIMENT_1,               "Experiment 1",               From(2),     |data| Some(Is::Experimental { kind: kind::EXPERIMENT_1, experiment: Experimental(data) })),
    Row(kind::EXPERIMENT_2,               "Experiment 2",               From(2),     |data| Some(Is::Experimental { kind: kind::EXPERIMENT_2, experiment: Experimental(data) })),
];

/// Where the row of each kind stands in the registry; `NO_ROW` where none does.
#[expect(clippy::indexing_slicing, reason = "the compiler runs this, and would stop")]
static ROW_OF_KIND: [u8; 256] = {
    let mut rows = [NO_ROW; 256];
    let mut row = 0;
    while row < REGISTRY.len() {
        rows[REGISTRY[row].0 as usize] = row as u8;
        row += 1;
    }
    rows
};
const NO_ROW: u8 = u8::MAX;

fn row(kind: u8) -> Option<&'static Row> {
    let row = ROW_OF_KIND.get(usize::from(kind))?;
    REGISTRY.get(usize::from(*row))
}

/// The name of a kind that has a row.
pub(crate) fn registered_name(kind: u8) -> Option<&'static str> {
    row(kind).map(|row| row.1)
}

/// Reads an option of any kind; out of line, for the kinds that most segments have do not come here.
#[inline(never)]
pub(crate) fn read_by_table(kind: u8, data: &[u8]) -> TcpOption<'_> {
    let Some(Row(_, _, lengths, read)) = row(kind) else { return TcpOption::Unknown { kind, data } };
    let length = data.len().saturating_add(2);
    let right = match *lengths {
        Exactly(1) => true,
        Exactly(exact) => length == usize::from(exact),
        From(least) => length >= usize::from(least),
        OneOf(these) => these.iter().any(|&one| usize::from(one) == length),
    };
    if !right {
        return TcpOption::Malformed { kind, data, fault: Fault::Length };
    }
    read(data).unwrap_or(TcpOption::Malformed { kind, data, fault: Fault::Value })
}

/// All of `data` by one nom parser.
fn all<'a, O>(parser: impl Parser<&'a [u8], Output = O, Error = ParseError>, data: &'a [u8]) -> Option<O> {
    all_consuming(parser).parse_complete(data).ok().map(|(_, value)| value)
}

fn u8_of(data: &[u8]) -> Option<u8> {
    all(be_u8, data)
}

fn u16_of(data: &[u8]) -> Option<u16> {
    all(be_u16, data)
}

fn u32_of(data: &[u8]) -> Option<u32> {
    all(be_u32, data)
}

fn scps(data: &[u8]) -> Option<TcpOption<'_>> {
    // Four octets are capabilities; more are binding spaces, which begin at once (CCSDS 714.0-B-2, section 3.2.3).
    let capabilities = (be_u8, be_u8).map(|(bits, connection_id)| ScpsCapabilities { bits, connection_id });
    all(capabilities, data).map(TcpOption::ScpsCapabilities).or(Some(TcpOption::ScpsExtended(data)))
}

fn selective_nack(data: &[u8]) -> Option<TcpOption<'_>> {
    all(
        (be_u16, be_u16, rest).map(|(offset, size, bits)| TcpOption::SelectiveNack { offset, size, bits }),
        data,
    )
}

fn quick_start(data: &[u8]) -> Option<TcpOption<'_>> {
    all((be_u8, be_u8, be_u32).map(|(a, b, word)| TcpOption::QuickStart(QuickStart::read(a, b, word))), data)
}

fn authentication(data: &[u8]) -> Option<TcpOption<'_>> {
    let fields = (be_u8, be_u8, rest);
    all(
        fields.map(|(key_id, r_next_key_id, mac)| TcpOption::Authentication { key_id, r_next_key_id, mac }),
        data,
    )
}

/// Any kind of the registry.
#[cfg(feature = "arbitrary")]
pub(crate) fn any_registered_kind(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<u8> {
    u.choose(&REGISTRY).map(|row| row.0)
}

/// Any length that an option of this kind may have, up to 40.
#[cfg(feature = "arbitrary")]
pub(crate) fn any_length(kind: u8, u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<u8> {
    match row(kind).map(|row| row.2) {
        Some(Exactly(length)) => Ok(length),
        Some(OneOf(lengths)) => u.choose(lengths).copied(),
        Some(From(least)) => u.int_in_range(least..=40),
        None => u.int_in_range(2..=40),
    }
}

#[cfg(test)]
mod tests {
    use super::{REGISTRY, registered_name, row};

    #[test]
    fn every_row_is_found_by_its_kind_and_no_kind_has_two() {
        for line in &REGISTRY {
            assert!(core::ptr::eq(row(line.0).unwrap(), line), "{}", line.1);
        }
        assert_eq!(registered_name(31), None);
    }
}
