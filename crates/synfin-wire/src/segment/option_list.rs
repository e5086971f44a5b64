//! The options of one header, and the walk over them.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use crate::segment::header::FIXED_LEN;
use crate::segment::option::TcpOption;
use crate::segment::option_kind::{END_OF_LIST, NOP};
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;

/// Octets of options that a header can hold.
pub const OPTIONS_MAX: usize = 40;

/// The octets between the fixed header and the payload: options, not yet read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Options<'a> {
    octets: &'a [u8],
    /// Octets of options that the header declares; more than are here when the capture was cut.
    declared: u8,
}

impl<'a> Options<'a> {
    /// No options.
    pub const NONE: Options<'static> = Options { octets: &[], declared: 0 };

    /// Options that are all there. What lies behind the fortieth octet belongs to no header and is left out.
    #[inline]
    pub fn new(octets: &'a [u8]) -> Options<'a> {
        Options::cut(octets, octets.len())
    }

    /// Options that are all there, and no more than a header holds.
    #[inline]
    pub(crate) const fn whole(octets: &'a [u8]) -> Options<'a> {
        Options { octets, declared: octets.len() as u8 }
    }

    /// Options of which a snapshot length kept only `octets`, out of `declared`.
    #[inline]
    pub fn cut(octets: &'a [u8], declared: usize) -> Options<'a> {
        let octets = octets.get(..OPTIONS_MAX).unwrap_or(octets);
        Options { octets, declared: declared.clamp(octets.len(), OPTIONS_MAX) as u8 }
    }

    /// The octets, as captured.
    #[inline]
    pub const fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// Octets of options by the header's data offset.
    #[inline]
    pub const fn declared_len(&self) -> u8 {
        self.declared
    }

    /// Whether the capture ends within the options.
    #[inline]
    pub fn is_cut(&self) -> bool {
        self.octets.len() < usize::from(self.declared)
    }

    /// Whether the header has no options at all.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.declared == 0
    }

    /// Walks over the options in their order.
    ///
    /// It goes on behind a kind that it does not know; it ends behind the end of the list, behind an option whose
    /// length leads nowhere (which is reported once), or with the header: after forty options at most.
    ///
    /// ```
    /// use synfin_wire::segment::option::TcpOption;
    /// use synfin_wire::segment::option_list::Options;
    ///
    /// let options = Options::new(&[2, 4, 0x05, 0xb4, 99, 3, 7, 1, 0, 0, 0, 0]);
    /// let mut walk = options.iter();
    /// assert_eq!(walk.next().unwrap()?.option, TcpOption::Mss(1460));
    /// assert_eq!(walk.next().unwrap()?.option, TcpOption::Unknown { kind: 99, data: &[7] });
    /// let nop = walk.next().unwrap()?;
    /// assert_eq!((nop.option, nop.range()), (TcpOption::Nop, 27..28));
    /// assert_eq!(walk.next().unwrap()?.option, TcpOption::EndOfList { padding: &[0, 0, 0] });
    /// assert!(walk.next().is_none());
    /// # Ok::<(), synfin_wire::error::ParseError>(())
    /// ```
    #[inline]
    pub const fn iter(&self) -> OptionIter<'a> {
        OptionIter { rest: self.octets, at: 0, declared: self.declared, over: false }
    }
}

impl<'a> IntoIterator for Options<'a> {
    type Item = Result<OptionAt<'a>, ParseError>;
    type IntoIter = OptionIter<'a>;

    #[inline]
    fn into_iter(self) -> OptionIter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &Options<'a> {
    type Item = Result<OptionAt<'a>, ParseError>;
    type IntoIter = OptionIter<'a>;

    #[inline]
    fn into_iter(self) -> OptionIter<'a> {
        self.iter()
    }
}

/// `MSS 1460, NOP, Window Scale 7`
impl fmt::Display for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for item in self {
            f.write_str(separator)?;
            match item {
                Ok(at) => write!(f, "{}", at.option)?,
                Err(error) => write!(f, "{}", error.reason)?,
            }
            separator = ", ";
        }
        Ok(())
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// One option and the octets that it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionAt<'a> {
    /// What it says.
    pub option: TcpOption<'a>,
    /// All its octets: kind, length and value; for the end of the list, the padding behind it as well.
    pub octets: &'a [u8],
    /// Where its kind stands, in octets from the source port on: 20 to 59.
    pub offset: u8,
}

impl<'a> OptionAt<'a> {
    /// The octets of the segment that it takes.
    #[inline]
    pub fn range(&self) -> Range<usize> {
        let start = usize::from(self.offset);
        start..start.saturating_add(self.octets.len())
    }

    /// The octets behind kind and length: none for an option that is but a kind.
    #[inline]
    pub fn value(&self) -> &'a [u8] {
        match self.octets {
            [END_OF_LIST | NOP, ..] => &[],
            octets => octets.get(2..).unwrap_or_default(),
        }
    }
}

/// The walk over the options of one header; see [`Options::iter`].
#[derive(Clone, Debug)]
pub struct OptionIter<'a> {
    rest: &'a [u8],
    at: u8,
    declared: u8,
    over: bool,
}

impl<'a> OptionIter<'a> {
    /// The octets that the walk has not come to.
    #[inline]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    #[inline]
    fn take(&mut self, octets: &'a [u8], rest: &'a [u8], option: TcpOption<'a>) -> OptionAt<'a> {
        let offset = self.at.wrapping_add(FIXED_LEN as u8);
        self.at = self.at.wrapping_add(octets.len() as u8);
        self.rest = rest;
        OptionAt { option, octets, offset }
    }

    #[cold]
    fn stop(&mut self, kind: u8, length: Option<u8>) -> ParseError {
        let captured = self.rest.len() as u8;
        let declared = self.declared.wrapping_sub(self.at);
        self.over = true;
        self.rest = &[];
        let reason = match length {
            Some(length) if length < 2 => Reason::OptionTooShort { kind, length },
            length if declared >= length.unwrap_or(2) && captured < declared => {
                Reason::CutShort { need: u32::from(length.unwrap_or(2)), by: LengthSource::Snaplen }
            }
            length => Reason::OptionPastEnd { kind, length, left: declared },
        };
        ParseError::new(Layer::Option, u32::from(self.at).wrapping_add(FIXED_LEN as u32), reason)
    }
}

impl<'a> Iterator for OptionIter<'a> {
    type Item = Result<OptionAt<'a>, ParseError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let whole = self.rest;
        match whole {
            [] => {
                if self.at < self.declared && !self.over {
                    // The capture ends between two options: the rest of them is cut short.
                    self.over = true;
                    return Some(Err(cut_between(self.at)));
                }
                None
            }
            [NOP, rest @ ..] => {
                let octets = whole.get(..1).unwrap_or_default();
                Some(Ok(self.take(octets, rest, TcpOption::Nop)))
            }
            [END_OF_LIST, padding @ ..] => {
                self.over = true;
                Some(Ok(self.take(whole, &[], TcpOption::EndOfList { padding })))
            }
            [kind, length, ..] => {
                // A length below two is less than the two octets that told it: it would never advance.
                match whole.split_at_checked(usize::from(*length)) {
                    Some((octets @ [_, _, data @ ..], rest)) => {
                        Some(Ok(self.take(octets, rest, TcpOption::read(*kind, data))))
                    }
                    _ => Some(Err(self.stop(*kind, Some(*length)))),
                }
            }
            [kind] => Some(Err(self.stop(*kind, None))),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.rest.len().saturating_add(1)))
    }
}

impl FusedIterator for OptionIter<'_> {}

#[cold]
fn cut_between(at: u8) -> ParseError {
    let offset = u32::from(at).wrapping_add(FIXED_LEN as u32);
    ParseError::new(Layer::Option, offset, Reason::CutShort { need: 1, by: LengthSource::Snaplen })
}
