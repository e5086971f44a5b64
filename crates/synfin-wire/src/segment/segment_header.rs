//! The TCP header, and one option, as nom parsers to be combined with others.

use crate::error::{Layer, ParseError};
use crate::leaf::{Octets, too_few};
use crate::segment::header::{FIXED_LEN, Segment, damage_of};
use crate::segment::option::TcpOption;
use crate::segment::option_list::Options;
use nom::error::{ErrorKind, ParseError as _};
use nom::{Emit, IResult, Mode, OutputM, OutputMode, PResult, Parser};

/// A nom parser that takes a TCP header with its options from the front and leaves the payload.
///
/// Unlike [`Segment::parse`] it takes the whole input for the segment, and a malformed header for an error, as
/// users of nom expect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentHeader;

impl<'a> Parser<&'a [u8]> for SegmentHeader {
    type Output = Segment<'a>;
    type Error = ParseError;

    #[inline]
    fn process<OM: OutputMode>(&mut self, input: &'a [u8]) -> PResult<OM, &'a [u8], Segment<'a>, ParseError> {
        let (_, fixed) =
            Octets::<FIXED_LEN>(Layer::Segment).process::<OutputM<Emit, OM::Error, OM::Incomplete>>(input)?;
        let segment = Segment::of(fixed, input);
        let header = usize::from(segment.header_len());
        if header < FIXED_LEN {
            return Err(nom::Err::Error(OM::Error::bind(|| damage_of(&segment))));
        }
        match input.get(header..) {
            Some(payload) => Ok((payload, OM::Output::bind(|| segment))),
            None => Err(too_few::<OM>(Layer::Segment, header, input.len())),
        }
    }
}

/// [`SegmentHeader`] as a function, for complete input.
///
/// ```
/// use synfin_wire::segment::segment_header::segment_header;
///
/// let mut octets = [0; 23];
/// octets[12] = 0x50;
/// octets[20..].copy_from_slice(b"abc");
/// let (payload, segment) = segment_header(&octets).unwrap();
/// assert_eq!(payload, b"abc");
/// assert_eq!(segment.payload(), payload);
/// ```
#[inline]
pub fn segment_header(input: &[u8]) -> IResult<&[u8], Segment<'_>, ParseError> {
    SegmentHeader.parse_complete(input)
}

/// Takes one option from the front of a header's options, as [`Options::iter`] would.
///
/// ```
/// use synfin_wire::segment::option::TcpOption;
/// use synfin_wire::segment::segment_header::tcp_option;
///
/// let (rest, option) = tcp_option(&[2, 4, 0x05, 0xb4, 1]).unwrap();
/// assert_eq!((rest, option), (&[1][..], TcpOption::Mss(1460)));
/// ```
pub fn tcp_option(input: &[u8]) -> IResult<&[u8], TcpOption<'_>, ParseError> {
    match Options::new(input).iter().next() {
        Some(Ok(one)) => Ok((input.get(one.octets.len()..).unwrap_or_default(), one.option)),
        Some(Err(error)) => Err(nom::Err::Error(error)),
        None => Err(nom::Err::Error(
            ParseError::from_error_kind(input, ErrorKind::Eof).placed(Layer::Option, input),
        )),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::SegmentHeader;
    use crate::error::{Kind, Reason};
    use nom::{Err, Needed, Parser};

    const HEADER: [u8; 24] = [0, 1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0x60, 0x10, 0, 9, 0, 0, 0, 0, 1, 1, 1, 1];

    #[test]
    fn a_streaming_caller_is_told_how_many_octets_are_missing() {
        for have in 0..HEADER.len() {
            let needed = if have < 20 { 20 - have } else { 24 - have };
            let result = SegmentHeader.parse(&HEADER[..have]);
            assert_eq!(result, Err(Err::Incomplete(Needed::new(needed))), "{have}");
        }
    }

    #[test]
    fn headers_can_be_combined() {
        let two = [HEADER, HEADER].concat();
        let (rest, (first, second)) = (SegmentHeader, SegmentHeader).parse_complete(&two).unwrap();
        assert!(rest.is_empty());
        assert_eq!((first.ack(), first.payload().len()), (second.ack(), 24));
    }

    #[test]
    fn for_a_caller_who_has_it_all_too_few_are_cut_short_and_a_bad_offset_is_malformed() {
        let Err(Err::Error(error)) = SegmentHeader.parse_complete(&HEADER[..21]) else {
            panic!("24 are needed")
        };
        assert_eq!(error.kind(), Kind::CutShort);
        let mut octets = HEADER;
        octets[12] = 0x40;
        let Err(Err::Error(error)) = SegmentHeader.parse_complete(&octets[..]) else {
            panic!("4 words are too few")
        };
        assert_eq!(error.reason, Reason::DataOffset { words: 4 });
    }
}
