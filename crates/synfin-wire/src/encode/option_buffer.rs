//! The options of one header, in a place of their own.

use crate::encode::encode_error::EncodeError;
use crate::segment::mptcp::Message;
use crate::segment::option::TcpOption;
use crate::segment::option_kind::{END_OF_LIST, NOP};
use crate::segment::option_list::{OPTIONS_MAX, Options};
use core::fmt;
use core::hash::{Hash, Hasher};

/// Up to forty octets of options, to be written or kept; no allocation.
///
/// A header is counted in words of four octets, so the octets behind the last option up to the next word are part of
/// it: they are zero, the end of the list.
///
/// ```
/// use synfin_wire::encode::option_buffer::OptionBuffer;
/// use synfin_wire::segment::option::TcpOption;
///
/// let mut options = OptionBuffer::new();
/// options.push(&TcpOption::Mss(1460))?;
/// options.push(&TcpOption::WindowScale(7))?;
/// assert_eq!(options.octets(), [2, 4, 0x05, 0xb4, 3, 3, 7, 0]);
/// assert_eq!(options.options().to_string(), "MSS 1460, Window Scale 7, EOL");
/// # Ok::<(), synfin_wire::encode::encode_error::EncodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct OptionBuffer {
    /// Zero behind `len`.
    octets: [u8; OPTIONS_MAX],
    len: u8,
    ended: bool,
}

impl OptionBuffer {
    /// No options.
    pub const fn new() -> OptionBuffer {
        OptionBuffer { octets: [0; OPTIONS_MAX], len: 0, ended: false }
    }

    /// The options in `octets`, as they lie in a header, right or wrong.
    ///
    /// # Errors
    ///
    /// [`EncodeError::OptionsTooLong`] above forty octets.
    pub fn from_octets(octets: &[u8]) -> Result<OptionBuffer, EncodeError> {
        let mut buffer = OptionBuffer::new();
        buffer.append(octets)?;
        // Behind an option whose length leads nowhere, no other can be found.
        let closed = |item: Result<_, _>| {
            item.map_or(true, |one: crate::segment::option_list::OptionAt<'_>| {
                matches!(one.option, TcpOption::EndOfList { .. })
            })
        };
        buffer.ended = Options::new(octets).iter().any(closed);
        Ok(buffer)
    }

    /// Appends an option; it is read back as the same option if it is one that reading can yield.
    ///
    /// # Errors
    ///
    /// [`EncodeError::OptionsTooLong`] if it does not fit, [`EncodeError::BehindEndOfList`] if the list has ended,
    /// [`EncodeError::NoValue`] for a value of kind 0 or 1. The buffer is then as before.
    pub fn push(&mut self, option: &TcpOption<'_>) -> Result<(), EncodeError> {
        self.attempt(|buffer| buffer.append_option(option))
    }

    /// Appends a Multipath TCP option. Numbers that have fewer bits on the wire than here lose the high ones.
    ///
    /// # Errors
    ///
    /// As [`push`](OptionBuffer::push).
    pub fn push_mptcp(&mut self, message: &Message<'_>) -> Result<(), EncodeError> {
        self.attempt(|buffer| buffer.append_message(message))
    }

    /// Appends an option of any kind with any value.
    ///
    /// # Errors
    ///
    /// As [`push`](OptionBuffer::push).
    pub fn push_value(&mut self, kind: u8, value: &[u8]) -> Result<(), EncodeError> {
        self.attempt(|buffer| buffer.append_with_length(kind, |buffer| buffer.append(value)))
    }

    /// The octets: whole words.
    #[inline]
    pub fn octets(&self) -> &[u8] {
        self.octets.get(..usize::from(self.len).next_multiple_of(4)).unwrap_or(&self.octets)
    }

    /// The options, to be walked over.
    #[inline]
    pub fn options(&self) -> Options<'_> {
        Options::new(self.octets())
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Octets of options without the padding to a whole word.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Does all of `write` or nothing.
    fn attempt(
        &mut self,
        write: impl FnOnce(&mut OptionBuffer) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        if self.ended {
            return Err(EncodeError::BehindEndOfList);
        }
        let before = *self;
        write(self).inspect_err(|_| *self = before)
    }

    pub(crate) fn append(&mut self, octets: &[u8]) -> Result<(), EncodeError> {
        let start = usize::from(self.len);
        let need = start.saturating_add(octets.len());
        let place = self.octets.get_mut(start..need).ok_or(EncodeError::OptionsTooLong { need })?;
        place.copy_from_slice(octets);
        self.len = need as u8;
        Ok(())
    }

    /// Appends kind, length, and the value that `write_value` appends.
    pub(crate) fn append_with_length(
        &mut self,
        kind: u8,
        write_value: impl FnOnce(&mut OptionBuffer) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        if matches!(kind, END_OF_LIST | NOP) {
            return Err(EncodeError::NoValue { kind });
        }
        let start = self.len;
        self.append(&[kind, 0])?;
        write_value(self)?;
        if let Some(length) = self.octets.get_mut(usize::from(start).wrapping_add(1)) {
            *length = self.len.wrapping_sub(start);
        }
        Ok(())
    }

    /// Appends the end of the list, and what lies behind it.
    pub(crate) fn append_end(&mut self, padding: &[u8]) -> Result<(), EncodeError> {
        self.append(&[END_OF_LIST])?;
        self.append(padding)?;
        self.ended = true;
        Ok(())
    }
}

impl Default for OptionBuffer {
    fn default() -> OptionBuffer {
        OptionBuffer::new()
    }
}

/// Equal are those with the same octets on the wire, whether padded by hand or not.
impl PartialEq for OptionBuffer {
    fn eq(&self, other: &OptionBuffer) -> bool {
        self.octets() == other.octets()
    }
}

impl Eq for OptionBuffer {}

impl Hash for OptionBuffer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.octets().hash(state);
    }
}

impl fmt::Debug for OptionBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options().fmt(f)
    }
}
