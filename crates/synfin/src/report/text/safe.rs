//! Text that cannot steer a terminal.

use core::fmt::{self, Write};

/// Prints what it holds with everything escaped that a terminal might obey: control characters of both sets, and the
/// characters that turn the direction of writing.
///
/// ```
/// use synfin::report::text::safe::Safe;
///
/// assert_eq!(Safe("tele\x1b[31mnet\u{202e}").to_string(), "tele\\u{1b}[31mnet\\u{202e}");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Safe<T>(pub T);

impl<T: fmt::Display> fmt::Display for Safe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaped(f), "{}", self.0)
    }
}

/// Escapes what is written to it.
pub(crate) struct Escaped<'a, W: ?Sized>(pub(crate) &'a mut W);

impl<W: Write + ?Sized> Write for Escaped<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if is_plain(text) {
            return self.0.write_str(text);
        }
        text.chars().try_for_each(|character| {
            if steers(character) {
                write!(self.0, "{}", character.escape_unicode())
            } else {
                self.0.write_char(character)
            }
        })
    }
}

/// Whether all is ASCII and no control character: nothing to escape, and a column for each octet.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    // Without a way out in the middle, it is done for many octets at once.
    text.bytes().fold(true, |plain, octet| plain & (0x20..0x7f).contains(&octet))
}

/// Whether a terminal might do something else with it than show it in its place.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
