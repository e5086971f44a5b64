//! The leaves of every header parser below TCP: nom parsers that take a fixed number of octets at once.
//!
//! nom's own `take` and number parsers cost a branch and an error path a field. Here a header is one array, checked
//! once, and its fields are taken apart by pattern; the one error is made in a cold function.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use nom::IResult;
use nom::error::ErrorKind;

/// What a header parser returns: the octets behind the header, and what the header says.
pub(crate) type Read<'a, T> = IResult<&'a [u8], T, Stop>;

/// Where and why a header parser stopped. It knows only how many octets were left; [`finish`] makes an offset of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    left: usize,
    reason: Reason,
}

impl nom::error::ParseError<&[u8]> for Stop {
    fn from_error_kind(input: &[u8], kind: ErrorKind) -> Stop {
        let left = input.len() as u32;
        let reason = match kind {
            ErrorKind::Eof | ErrorKind::Complete => Reason::Ended { left },
            _ => Reason::NoMatch { left },
        };
        Stop { left: input.len(), reason }
    }

    fn append(_: &[u8], _: ErrorKind, other: Stop) -> Stop {
        other
    }
}

/// Takes the first `N` octets.
#[inline]
pub(crate) fn array<const N: usize>(input: &[u8]) -> Read<'_, &[u8; N]> {
    match input.split_first_chunk() {
        Some((head, rest)) => Ok((rest, head)),
        None => Err(cut_short(input, N)),
    }
}

/// Takes the first `count` octets.
#[inline]
pub(crate) fn octets(count: usize, input: &[u8]) -> Read<'_, &[u8]> {
    match input.split_at_checked(count) {
        Some((head, rest)) => Ok((rest, head)),
        None => Err(cut_short(input, count)),
    }
}

/// Stops at `input`: `need` octets were needed there.
#[cold]
pub(crate) fn cut_short(input: &[u8], need: usize) -> nom::Err<Stop> {
    stop(input, Reason::CutShort { need: need as u32, by: LengthSource::Snaplen })
}

/// Stops at `input` for `reason`.
#[cold]
pub(crate) fn stop(input: &[u8], reason: Reason) -> nom::Err<Stop> {
    nom::Err::Error(Stop { left: input.len(), reason })
}

/// Ends the reading of `whole` in `layer`: what stopped gets its offset in `whole`.
#[inline]
pub(crate) fn finish<'a, T>(
    read: Read<'a, T>,
    layer: Layer,
    whole: &[u8],
) -> Result<(&'a [u8], T), ParseError> {
    match read {
        Ok(read) => Ok(read),
        Err(stop) => Err(placed(&stop, layer, whole.len())),
    }
}

/// The same error, with `by` in place of the guess that a snapshot length cut.
#[cold]
pub(crate) fn cut_by(mut error: ParseError, by: LengthSource) -> ParseError {
    if let Reason::CutShort { by: guess, .. } = &mut error.reason {
        *guess = by;
    }
    error
}

#[cold]
fn placed(stop: &nom::Err<Stop>, layer: Layer, whole: usize) -> ParseError {
    match *stop {
        nom::Err::Error(Stop { left, reason }) | nom::Err::Failure(Stop { left, reason }) => {
            ParseError::new(layer, whole.saturating_sub(left) as u32, reason)
        }
        nom::Err::Incomplete(_) => ParseError::new(layer, whole as u32, Reason::Ended { left: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::{array, finish, octets};
    use crate::error::{Layer, LengthSource, Reason};

    #[test]
    fn an_error_tells_the_octet_at_which_the_missing_header_begins() {
        let whole = [0; 10];
        let read = array::<8>(&whole).and_then(|(rest, _)| array::<4>(rest));
        let error = finish(read, Layer::Tunnel, &whole).expect_err("two octets are not four");
        assert_eq!((error.layer, error.offset), (Layer::Tunnel, 8));
        assert_eq!(error.reason, Reason::CutShort { need: 4, by: LengthSource::Snaplen });
        assert!(octets(11, &whole).is_err() && octets(10, &whole).is_ok());
    }
}
