//! The leaf of the parsers: a fixed number of octets at once, as an array.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use nom::{Err, IsStreaming, Mode, Needed, OutputMode, PResult, Parser};

/// A nom parser that takes `N` octets as an array. Missing octets are [`Reason::CutShort`] in the layer named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Octets<const N: usize>(pub Layer);

impl<'a, const N: usize> Parser<&'a [u8]> for Octets<N> {
    type Output = &'a [u8; N];
    type Error = ParseError;

    #[inline]
    fn process<OM: OutputMode>(&mut self, input: &'a [u8]) -> PResult<OM, &'a [u8], &'a [u8; N], ParseError> {
        match input.split_first_chunk() {
            Some((head, rest)) => Ok((rest, OM::Output::bind(|| head))),
            None => Err(too_few::<OM>(self.0, N, input.len())),
        }
    }
}

/// `need` octets were asked for where there are but `have`.
#[cold]
pub(crate) fn too_few<OM: OutputMode>(
    layer: Layer,
    need: usize,
    have: usize,
) -> Err<ParseError, <OM::Error as Mode>::Output<ParseError>> {
    if OM::Incomplete::is_streaming() {
        return Err::Incomplete(Needed::new(need.saturating_sub(have)));
    }
    let reason = Reason::CutShort { need: need as u32, by: LengthSource::Snaplen };
    Err::Error(OM::Error::bind(|| ParseError::new(layer, 0, reason)))
}
