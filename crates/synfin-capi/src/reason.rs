//! Why a segment got its step, in a sentence in the caller's memory.

use core::ffi::c_char;
use core::fmt::{self, Write};
use core::slice;

use crate::outside::{contained, read};
use crate::status::Status;
use crate::verdict::Verdict;

/// A sentence as far as there is room for it, and how long it is.
struct Sentence<'a> {
    room: &'a mut [u8],
    len: usize,
}

impl Write for Sentence<'_> {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        for &octet in more.as_bytes() {
            if let Some(place) = self.room.get_mut(self.len) {
                *place = octet;
            }
            self.len = self.len.saturating_add(1);
        }
        Ok(())
    }
}

/// Writes why a segment got its step, with the numbers, as a sentence in ASCII that ends with NUL, at most `size` octets in all: as snprintf
/// does. Returns how many octets the whole sentence has, NUL not counted, so that it was cut if that is not less than `size`.
/// `buffer` may be null if `size` is 0. 256 octets are enough for any.
///
/// Errors, which are negative: SYNFIN_BAD_POINTER; SYNFIN_BAD_NUMBER where the verdict is none that was told.
///
/// # Safety
/// A verdict may be read, and `size` octets may be written at `buffer`; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_reason(verdict: *const Verdict, buffer: *mut c_char, size: usize) -> i64 {
    let len = contained(|| {
        // SAFETY: the caller says that it may be read.
        let verdict = unsafe { read(verdict) }?;
        let grounds = verdict.grounds().ok_or(Status::SYNFIN_BAD_NUMBER)?;
        let room: &mut [u8] = match (buffer.is_null(), size) {
            (_, 0) => &mut [],
            (false, size) if isize::try_from(size).is_ok() => {
                // SAFETY: the caller says that so many may be written. Nothing may have been so far, and whatever comes of it, there
                // is text.
                unsafe { buffer.write_bytes(0, size) };
                // SAFETY: so many were written; a larger object there is none.
                unsafe { slice::from_raw_parts_mut(buffer.cast::<u8>(), size) }
            }
            _ => return Err(Status::SYNFIN_BAD_POINTER),
        };
        let (text, rest) = room.split_at_mut(size.saturating_sub(1));
        let mut sentence = Sentence { room: text, len: 0 };
        // It never fails.
        let _ = write!(sentence, "{}", grounds.reason());
        let (len, written) = (sentence.len, sentence.len.min(sentence.room.len()));
        if let Some(end) = sentence.room.get_mut(written..).and_then(<[u8]>::first_mut) {
            *end = 0;
        }
        if let Some(last) = rest.first_mut() {
            *last = 0;
        }
        Ok(len)
    });
    match len {
        Ok(len) => i64::try_from(len).unwrap_or(i64::MAX),
        Err(status) => i64::from(status as i32),
    }
}
