//! Text for the host, made in a fixed place.

#[cfg(not(test))]
use core::ffi::c_char;
use core::fmt;

/// Octets of the longest text that is shown, its NUL included; what is longer is cut at a character.
pub(crate) const ROOM: usize = 512;

/// Text that ends with NUL, on the stack: nothing to be destroyed when the host leaves by `longjmp`.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    octets: [u8; ROOM],
    len: usize,
}

impl Text {
    /// What is displayed, as text.
    pub(crate) fn of(shown: impl fmt::Display) -> Text {
        let mut text = Text { octets: [0; ROOM], len: 0 };
        // An error says that it was cut.
        let _ = fmt::write(&mut text, format_args!("{shown}"));
        text
    }

    /// For the host.
    #[cfg(not(test))]
    pub(crate) const fn as_c(&self) -> *const c_char {
        self.octets.as_ptr().cast()
    }

    /// Without its NUL.
    #[cfg(test)]
    fn as_octets(&self) -> &[u8] {
        &self.octets[..self.len]
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        let room = ROOM.saturating_sub(1).saturating_sub(self.len);
        let fits = more.floor_char_boundary(room);
        let end = self.len.saturating_add(fits);
        if let (Some(place), Some(octets)) = (self.octets.get_mut(self.len..end), more.as_bytes().get(..fits))
        {
            place.copy_from_slice(octets);
            self.len = end;
        }
        if fits == more.len() { Ok(()) } else { Err(fmt::Error) }
    }
}

#[cfg(test)]
mod tests {
    use super::{ROOM, Text};

    #[test]
    fn what_is_too_long_is_cut_between_two_characters_and_ends_with_nul() {
        let long = "→".repeat(ROOM);
        let text = Text::of(&long);
        assert_eq!(text.as_octets(), "→".repeat((ROOM - 1) / 3).as_bytes());
        assert_eq!(text.octets[text.len], 0);
        assert_eq!(Text::of("handshake 2/3").as_octets(), b"handshake 2/3");
    }
}
