//! What can be said, but not written.

use core::fmt;

/// Why a value was not written. What was asked for does not fit; nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum EncodeError {
    /// The caller's buffer is too small.
    BufferTooSmall {
        /// Octets needed.
        need: usize,
    },
    /// A header holds forty octets of options, and these are more.
    OptionsTooLong {
        /// Octets needed.
        need: usize,
    },
    /// The option list has ended; what comes behind its end is no option.
    BehindEndOfList,
    /// The kinds 0 and 1 have neither length nor value.
    NoValue {
        /// The kind.
        kind: u8,
    },
    /// The segment would be longer than IP can carry.
    SegmentTooLong {
        /// Octets of header and payload.
        octets: usize,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EncodeError::BufferTooSmall { need } => write!(f, "{need} octets do not fit into the buffer"),
            EncodeError::OptionsTooLong { need } => write!(f, "{need} octets of options are more than 40"),
            EncodeError::BehindEndOfList => f.write_str("an option behind the end of the list"),
            EncodeError::NoValue { kind } => write!(f, "option {kind} has no value"),
            EncodeError::SegmentTooLong { octets } => {
                write!(f, "a segment of {octets} octets is longer than IP carries")
            }
        }
    }
}

impl core::error::Error for EncodeError {}
