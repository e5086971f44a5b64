//! What went wrong, and where: one small `Copy` struct for the whole crate.
//!
//! Three outcomes are never mixed: octets were **cut short** (they may have been fine), they are **malformed**
//! (they break the rules of their header), or they are **unsupported** (right, but not read by this crate).

use core::fmt;
use nom::error::ErrorKind;

/// The layer at which parsing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum Layer {
    /// L2: the link header and its tags.
    Frame,
    /// A header between two layers (GRE, VXLAN, …).
    Tunnel,
    /// L3: IPv4 or IPv6 with its extension headers.
    Packet,
    /// L4: the TCP header.
    Segment,
    /// One option of a TCP header.
    Option,
}

impl Layer {
    /// The word of this layer.
    pub const fn name(self) -> &'static str {
        match self {
            Layer::Frame => "frame",
            Layer::Tunnel => "tunnel",
            Layer::Packet => "packet",
            Layer::Segment => "segment",
            Layer::Option => "option",
        }
    }
}

/// What set the end of the octets that turned out too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum LengthSource {
    /// The capture kept fewer octets of the frame than were on the wire.
    Snaplen,
    /// The length field of a header around this one.
    LengthAbove,
    /// The file ended.
    File,
}

impl LengthSource {
    /// Who cut, in words that end a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            LengthSource::Snaplen => "by the snapshot length",
            LengthSource::LengthAbove => "by the length of the layer around",
            LengthSource::File => "by the end of the file",
        }
    }
}

/// Which of the three things that an error can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Kind {
    /// Octets are missing; those that are there break no rule.
    CutShort,
    /// The octets break a rule of their header.
    Malformed,
    /// The octets may be right; this crate does not read what they say.
    Unsupported,
}

impl Kind {
    /// The word of this kind: `cut short`, `malformed`, `unsupported`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::CutShort => "cut short",
            Kind::Malformed => "malformed",
            Kind::Unsupported => "unsupported",
        }
    }
}

/// Why parsing stopped, with the offending numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum Reason {
    /// `need` octets are needed from the offset on; `by` says what left fewer.
    CutShort {
        /// Octets needed, counted from the offset of the error.
        need: u32,
        /// What set the end.
        by: LengthSource,
    },
    /// A nom combinator came to the end of its input with `left` octets ahead.
    Ended {
        /// Octets from the offset to the end of the input.
        left: u32,
    },
    /// A nom combinator did not match, with `left` octets ahead.
    NoMatch {
        /// Octets from the offset to the end of the input.
        left: u32,
    },
    /// A version number that the header may not have.
    BadVersion {
        /// As found.
        version: u8,
    },
    /// A header length below the least that its header may have, in octets.
    BadHeaderLength {
        /// As found.
        octets: u16,
        /// The least that is allowed.
        least: u16,
    },
    /// A length field that contradicts its header.
    BadLength {
        /// As found, in octets.
        length: u32,
    },
    /// A TCP data offset of less than five 32-bit words (RFC 9293, section 3.1).
    DataOffset {
        /// As found.
        words: u8,
    },
    /// A header that is longer than all of what holds it.
    HeaderPastEnd {
        /// Length of the header by its own field, in octets.
        header: u16,
        /// Length of what should hold it, in octets.
        length: u32,
    },
    /// A TCP option whose length octet is less than two, so that no next option can be found.
    OptionTooShort {
        /// The option's kind.
        kind: u8,
        /// The length octet.
        length: u8,
    },
    /// A TCP option that reaches past the end of the header.
    OptionPastEnd {
        /// The option's kind.
        kind: u8,
        /// The length octet; `None` when the header ends before it.
        length: Option<u8>,
        /// Octets that the header has from the option's kind on.
        left: u8,
    },
    /// A TCP option of a known kind whose length is none that this kind may have.
    OptionLength {
        /// The option's kind.
        kind: u8,
        /// The length octet.
        length: u8,
    },
    /// A TCP option of a known kind and length whose value is none that this kind may have.
    OptionValue {
        /// The option's kind.
        kind: u8,
        /// The offending octet.
        value: u8,
    },
    /// More layers in one frame than this crate follows.
    TooDeep {
        /// The limit.
        limit: u8,
    },
    /// More VLAN tags and MPLS labels in one frame than this crate follows.
    TooManyTags {
        /// The limit.
        limit: u8,
    },
    /// More IPv6 extension headers in one packet than this crate follows.
    TooManyExtensionHeaders {
        /// The limit.
        limit: u8,
    },
    /// A link type that this crate does not read.
    UnsupportedLinkType {
        /// The number in the LINKTYPE registry.
        number: u16,
    },
    /// An EtherType (or its like) that this crate does not read.
    UnsupportedEtherType {
        /// The EtherType.
        number: u16,
    },
    /// A version or a variant of a header that exists, and that this crate does not read.
    UnsupportedVersion {
        /// As found.
        version: u8,
    },
}

impl Reason {
    /// Which of the three things this reason means.
    pub const fn kind(self) -> Kind {
        match self {
            Reason::CutShort { .. } | Reason::Ended { .. } => Kind::CutShort,
            Reason::UnsupportedLinkType { .. }
            | Reason::UnsupportedEtherType { .. }
            | Reason::UnsupportedVersion { .. }
            | Reason::TooDeep { .. }
            | Reason::TooManyTags { .. }
            | Reason::TooManyExtensionHeaders { .. } => Kind::Unsupported,
            Reason::NoMatch { .. }
            | Reason::BadVersion { .. }
            | Reason::BadHeaderLength { .. }
            | Reason::BadLength { .. }
            | Reason::DataOffset { .. }
            | Reason::HeaderPastEnd { .. }
            | Reason::OptionTooShort { .. }
            | Reason::OptionPastEnd { .. }
            | Reason::OptionLength { .. }
            | Reason::OptionValue { .. } => Kind::Malformed,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::CutShort { need: 1, by } => write!(f, "1 octet is needed, cut short {}", by.name()),
            Reason::CutShort { need, by } => write!(f, "{need} octets are needed, cut short {}", by.name()),
            Reason::Ended { left } => write!(f, "the octets end, {left} left"),
            Reason::NoMatch { left } => write!(f, "not what is expected here, {left} octets left"),
            Reason::BadVersion { version } => write!(f, "version {version} is none that this header has"),
            Reason::BadHeaderLength { octets, least } => {
                write!(f, "header length of {octets} octets is less than {least}")
            }
            Reason::BadLength { length } => write!(f, "length field of {length} contradicts the header"),
            Reason::DataOffset { words } => write!(f, "data offset {words} is less than 5 words"),
            Reason::HeaderPastEnd { header, length } => {
                write!(f, "header of {header} octets in a length of {length}")
            }
            Reason::OptionTooShort { kind, length } => {
                write!(f, "option {kind} with length {length}, less than 2")
            }
            Reason::OptionPastEnd { kind, length: Some(length), left } => {
                write!(f, "option {kind} with length {length} where {left} octets are left")
            }
            Reason::OptionPastEnd { kind, length: None, .. } => write!(f, "option {kind} without a length"),
            Reason::OptionLength { kind, length } => {
                write!(f, "option {kind} with length {length}, which it cannot have")
            }
            Reason::OptionValue { kind, value } => {
                write!(f, "option {kind} with value {value}, which it cannot have")
            }
            Reason::TooDeep { limit } => write!(f, "more than {limit} layers"),
            Reason::TooManyTags { limit } => write!(f, "more than {limit} tags"),
            Reason::TooManyExtensionHeaders { limit } => write!(f, "more than {limit} extension headers"),
            Reason::UnsupportedLinkType { number } => write!(f, "link type {number} is not read"),
            Reason::UnsupportedEtherType { number } => write!(f, "EtherType {number:#06x} is not read"),
            Reason::UnsupportedVersion { version } => write!(f, "version {version} is not read"),
        }
    }
}

/// Parsing stopped: at which layer, at which octet, and why.
///
/// ```
/// use synfin_wire::error::{Kind, Layer, ParseError, Reason};
///
/// let error = ParseError { layer: Layer::Segment, offset: 46, reason: Reason::DataOffset { words: 3 } };
/// assert_eq!(error.to_string(), "segment, octet 46: data offset 3 is less than 5 words");
/// assert_eq!(error.kind(), Kind::Malformed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ParseError {
    /// Where in the stack.
    pub layer: Layer,
    /// The octet at which it stopped, from 0: counted from the first octet that the parser was given, and from
    /// the first octet of the frame once `decode` has it.
    pub offset: u32,
    /// Why.
    pub reason: Reason,
}

// An error travels in every `Result` of the crate: it stays in two registers.
const _: () = assert!(size_of::<ParseError>() <= 16);

impl ParseError {
    /// An error made where none is expected: the compiler keeps it out of the way of the good case.
    #[cold]
    pub const fn new(layer: Layer, offset: u32, reason: Reason) -> ParseError {
        ParseError { layer, offset, reason }
    }

    /// What kind of thing went wrong.
    #[inline]
    pub const fn kind(&self) -> Kind {
        self.reason.kind()
    }

    /// The same error, seen from `octets` further out: its offset grows by so many (up to `u32::MAX`).
    #[inline]
    #[must_use]
    pub const fn shifted_by(self, octets: u32) -> ParseError {
        ParseError { offset: self.offset.saturating_add(octets), ..self }
    }

    /// Gives a nom combinator's error the place that the combinator could not know: it happened in `layer`, while
    /// `input` was read. Any other error is returned as it is.
    #[must_use]
    pub fn placed(self, layer: Layer, input: &[u8]) -> ParseError {
        match self.reason {
            Reason::Ended { left } | Reason::NoMatch { left } => {
                ParseError { layer, offset: (input.len() as u32).saturating_sub(left), reason: self.reason }
            }
            _ => self,
        }
    }
}

/// `segment, octet 46: data offset 3 is less than 5 words`
impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, octet {}: {}", self.layer.name(), self.offset, self.reason)
    }
}

impl core::error::Error for ParseError {}

/// So that combinators can be used with it; [`ParseError::placed`] turns what they know into an offset.
impl nom::error::ParseError<&[u8]> for ParseError {
    #[cold]
    fn from_error_kind(input: &[u8], kind: ErrorKind) -> ParseError {
        let left = input.len() as u32;
        let reason = match kind {
            ErrorKind::Eof | ErrorKind::Complete => Reason::Ended { left },
            _ => Reason::NoMatch { left },
        };
        ParseError { layer: Layer::Segment, offset: 0, reason }
    }

    #[cold]
    fn append(_: &[u8], _: ErrorKind, other: ParseError) -> ParseError {
        other
    }
}

impl nom::error::ContextError<&[u8]> for ParseError {}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{Kind, Layer, LengthSource, ParseError, Reason};
    use nom::Parser;
    use nom::bytes::complete::take;
    use std::string::ToString;

    #[test]
    fn a_combinators_error_is_placed_at_the_octet_it_stopped_at() {
        let input = [1, 2, 3, 4, 5];
        let mut parser = (take(2usize), take(4usize));
        let stopped: nom::IResult<&[u8], (&[u8], &[u8]), ParseError> = parser.parse_complete(&input[..]);
        let Err(nom::Err::Error(error)) = stopped else { panic!("five octets are fewer than six") };
        let placed = error.placed(Layer::Option, &input);
        assert_eq!((placed.layer, placed.offset, placed.kind()), (Layer::Option, 2, Kind::CutShort));
    }

    #[test]
    fn shifting_saturates() {
        let by = LengthSource::Snaplen;
        let error = ParseError::new(Layer::Packet, 7, Reason::CutShort { need: 20, by });
        assert_eq!(error.shifted_by(14).offset, 21);
        assert_eq!(error.shifted_by(u32::MAX).offset, u32::MAX);
        assert_eq!(
            error.to_string(),
            "packet, octet 7: 20 octets are needed, cut short by the snapshot length"
        );
    }
}
