//! One TCP option, and what it says.

use crate::error::Reason;
use crate::segment::accurate_ecn::AccurateEcn;
use crate::segment::encryption_negotiation::EncryptionNegotiation;
use crate::segment::experimental::Experimental;
use crate::segment::fast_open::FastOpen;
use crate::segment::mptcp::Mptcp;
use crate::segment::obsolete::{AlternateChecksum, PartialOrderProfile, ScpsCapabilities};
use crate::segment::option_kind as kind;
use crate::segment::option_registry::{read_by_table, registered_name};
use crate::segment::quick_start::QuickStart;
use crate::segment::sack::SackBlocks;
use crate::segment::timestamps::Timestamps;
use crate::segment::user_timeout::UserTimeout;

/// What one option says. Every kind of the IANA registry has a variant; whatever else comes is kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TcpOption<'a> {
    /// The list ends here.
    EndOfList {
        /// The octets behind it up to the end of the header, which must be zero.
        padding: &'a [u8],
    },
    /// Nothing; aligns what follows.
    Nop,
    /// The largest segment that the sender can take, in octets of payload (RFC 9293, section 3.7.1).
    Mss(u16),
    /// The shift count for the sender's windows as it stands; above 14 it counts as 14 (RFC 7323, section 2.3).
    WindowScale(u8),
    /// The sender understands selective acknowledgements.
    SackPermitted,
    /// Blocks that the sender holds out of order.
    Sack(SackBlocks<'a>),
    /// Octets to be echoed (RFC 1072).
    Echo(u32),
    /// Echoed octets (RFC 1072).
    EchoReply(u32),
    /// The sender's clock and the echo of the other's.
    Timestamps(Timestamps),
    /// Partial order is permitted (RFC 1693).
    PartialOrderPermitted,
    /// Partial order service profile (RFC 1693).
    PartialOrderProfile(PartialOrderProfile),
    /// Connection count (RFC 1644).
    Cc(u32),
    /// New connection count (RFC 1644).
    CcNew(u32),
    /// Echoed connection count (RFC 1644).
    CcEcho(u32),
    /// Asks for another checksum (RFC 1146).
    AlternateChecksumRequest(AlternateChecksum),
    /// A checksum too long for the header's field (RFC 1146).
    AlternateChecksumData(&'a [u8]),
    /// Skeeter.
    Skeeter(&'a [u8]),
    /// Bubba.
    Bubba(&'a [u8]),
    /// Trailer checksum.
    TrailerChecksum(u8),
    /// The MD5 digest of segment and key (RFC 2385).
    Md5(&'a [u8; 16]),
    /// What an SCPS end can do, in the SYN.
    ScpsCapabilities(ScpsCapabilities),
    /// Extended capabilities of an SCPS end: binding spaces, as they stand.
    ScpsExtended(&'a [u8]),
    /// A hole in what the SCPS receiver has.
    SelectiveNack {
        /// Distance from the acknowledgement number to the hole, in maximum segment sizes.
        offset: u16,
        /// Size of the hole, in maximum segment sizes.
        size: u16,
        /// Further holes, a bit a maximum segment size.
        bits: &'a [u8],
    },
    /// A record ends with this segment (SCPS).
    RecordBoundary,
    /// Octets were lost to corruption, not congestion (SCPS).
    CorruptionExperienced,
    /// SNAP.
    Snap(&'a [u8]),
    /// Compression filter.
    CompressionFilter(&'a [u8]),
    /// Quick-Start response.
    QuickStart(QuickStart),
    /// User timeout.
    UserTimeout(UserTimeout),
    /// TCP-AO (RFC 5925, section 2.2).
    Authentication {
        /// Which key made the MAC.
        key_id: u8,
        /// Which key the sender is ready to receive.
        r_next_key_id: u8,
        /// The message authentication code.
        mac: &'a [u8],
    },
    /// Multipath TCP.
    Mptcp(Mptcp<'a>),
    /// Fast open request or cookie.
    FastOpen(FastOpen<'a>),
    /// TCP-ENO.
    EncryptionNegotiation(EncryptionNegotiation<'a>),
    /// Accurate ECN.
    AccurateEcn(AccurateEcn),
    /// An experiment.
    Experimental {
        /// 253 or 254.
        kind: u8,
        /// Its identifier and data.
        experiment: Experimental<'a>,
    },
    /// A kind of the registry with a value that this kind cannot have.
    Malformed {
        /// The kind.
        kind: u8,
        /// The octets behind kind and length.
        data: &'a [u8],
        /// What is wrong with them.
        fault: Fault,
    },
    /// A kind that the registry does not have.
    Unknown {
        /// The kind.
        kind: u8,
        /// The octets behind kind and length.
        data: &'a [u8],
    },
}

// The walk hands these out by value: a third of a cache line and no more.
const _: () = assert!(size_of::<TcpOption<'_>>() <= 24);

/// What is wrong with the value of a known kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The kind has no such length.
    Length,
    /// The length is right, what is in it is not.
    Value,
}

impl<'a> TcpOption<'a> {
    /// Reads one option: `data` are the octets behind kind and length (behind the kind alone, for the end of the
    /// list). It never fails: what the kind cannot have becomes [`TcpOption::Malformed`].
    #[inline]
    pub fn read(kind: u8, data: &'a [u8]) -> TcpOption<'a> {
        // The five that nearly every segment has need no table.
        match (kind, data) {
            (kind::TIMESTAMPS, data) => match data.try_into() {
                Ok(octets) => TcpOption::Timestamps(Timestamps::read(octets)),
                Err(_) => TcpOption::Malformed { kind, data, fault: Fault::Length },
            },
            (kind::MSS, &[high, low]) => TcpOption::Mss(u16::from_be_bytes([high, low])),
            (kind::WINDOW_SCALE, &[shift]) => TcpOption::WindowScale(shift),
            (kind::SACK_PERMITTED, []) => TcpOption::SackPermitted,
            (kind::SACK, data) => match SackBlocks::read(data) {
                Some(blocks) => TcpOption::Sack(blocks),
                None => TcpOption::Malformed { kind, data, fault: Fault::Length },
            },
            _ => read_by_table(kind, data),
        }
    }

    /// The option's kind.
    pub const fn kind(&self) -> u8 {
        match self {
            TcpOption::EndOfList { .. } => kind::END_OF_LIST,
            TcpOption::Nop => kind::NOP,
            TcpOption::Mss(_) => kind::MSS,
            TcpOption::WindowScale(_) => kind::WINDOW_SCALE,
            TcpOption::SackPermitted => kind::SACK_PERMITTED,
            TcpOption::Sack(_) => kind::SACK,
            TcpOption::Echo(_) => kind::ECHO,
            TcpOption::EchoReply(_) => kind::ECHO_REPLY,
            TcpOption::Timestamps(_) => kind::TIMESTAMPS,
            TcpOption::PartialOrderPermitted => kind::PARTIAL_ORDER_PERMITTED,
            TcpOption::PartialOrderProfile(_) => kind::PARTIAL_ORDER_PROFILE,
            TcpOption::Cc(_) => kind::CC,
            TcpOption::CcNew(_) => kind::CC_NEW,
            TcpOption::CcEcho(_) => kind::CC_ECHO,
            TcpOption::AlternateChecksumRequest(_) => kind::ALTERNATE_CHECKSUM_REQUEST,
            TcpOption::AlternateChecksumData(_) => kind::ALTERNATE_CHECKSUM_DATA,
            TcpOption::Skeeter(_) => kind::SKEETER,
            TcpOption::Bubba(_) => kind::BUBBA,
            TcpOption::TrailerChecksum(_) => kind::TRAILER_CHECKSUM,
            TcpOption::Md5(_) => kind::MD5,
            TcpOption::ScpsCapabilities(_) | TcpOption::ScpsExtended(_) => kind::SCPS,
            TcpOption::SelectiveNack { .. } => kind::SELECTIVE_NACK,
            TcpOption::RecordBoundary => kind::RECORD_BOUNDARIES,
            TcpOption::CorruptionExperienced => kind::CORRUPTION_EXPERIENCED,
            TcpOption::Snap(_) => kind::SNAP,
            TcpOption::CompressionFilter(_) => kind::COMPRESSION_FILTER,
            TcpOption::QuickStart(_) => kind::QUICK_START,
            TcpOption::UserTimeout(_) => kind::USER_TIMEOUT,
            TcpOption::Authentication { .. } => kind::AUTHENTICATION,
            TcpOption::Mptcp(_) => kind::MPTCP,
            TcpOption::FastOpen(_) => kind::FAST_OPEN,
            TcpOption::EncryptionNegotiation(_) => kind::ENCRYPTION_NEGOTIATION,
            TcpOption::AccurateEcn(counters) => counters.kind(),
            TcpOption::Experimental { kind, .. }
            | TcpOption::Malformed { kind, .. }
            | TcpOption::Unknown { kind, .. } => *kind,
        }
    }

    /// The name of the option's kind, as [`name_of`] tells it.
    pub fn name(&self) -> &'static str {
        name_of(self.kind())
    }

    /// What is wrong with the value of a known kind, for [`TcpOption::Malformed`]; else `None`.
    pub fn fault(&self) -> Option<Reason> {
        let &TcpOption::Malformed { kind, data, fault } = self else { return None };
        Some(match (fault, data) {
            (Fault::Value, &[value, ..]) => Reason::OptionValue { kind, value },
            _ => Reason::OptionLength { kind, length: (data.len() as u8).saturating_add(2) },
        })
    }
}

/// The name of an option kind; `Unknown` for one that the registry does not have.
///
/// ```
/// use synfin_wire::segment::option::name_of;
///
/// assert_eq!((name_of(2), name_of(8), name_of(99)), ("MSS", "Timestamps", "Unknown"));
/// ```
pub fn name_of(kind: u8) -> &'static str {
    registered_name(kind).unwrap_or("Unknown")
}

#[cfg(test)]
mod tests {
    use super::{TcpOption, name_of};

    #[test]
    fn an_option_that_was_read_is_of_the_kind_that_was_asked_for() {
        let octets = [7; 38];
        for kind in 0..=u8::MAX {
            for length in 0..=octets.len() {
                let option = TcpOption::read(kind, &octets[..length]);
                assert_eq!(option.kind(), kind);
                assert_eq!(option.fault().is_some(), matches!(option, TcpOption::Malformed { .. }));
                assert_eq!(name_of(kind) == "Unknown", matches!(option, TcpOption::Unknown { .. }));
            }
        }
    }
}
