//! How text for people looks, and in which language it is.

use crate::language::language::Language;

/// What the caller decided about text for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to colour, by ANSI escape sequences.
    pub color: bool,
    /// Width of the page in columns; less than [`Look::MIN_WIDTH`] counts as that, for pictures and stories less than
    /// [`Look::MIN_PICTURE_WIDTH`].
    pub width: usize,
    /// The language of text for people.
    pub language: Language,
    /// The language of what formats for programs hold for people: the columns `label` and `reason`, and stories. Programs rely on
    /// these being English; give another one only if somebody asked for it by name.
    pub data_language: Language,
}

impl Look {
    /// The narrowest page that tables are laid out for.
    pub const MIN_WIDTH: usize = 80;
    /// The narrowest page that pictures and stories are laid out for.
    pub const MIN_PICTURE_WIDTH: usize = 60;

    /// The width to lay out pictures and stories for.
    pub(crate) fn picture_page(self) -> usize {
        self.width.max(Look::MIN_PICTURE_WIDTH)
    }

    /// The width to lay out tables for.
    pub(crate) fn page(self) -> usize {
        self.width.max(Look::MIN_WIDTH)
    }
}

/// 120 columns, no colour, in English.
impl Default for Look {
    fn default() -> Look {
        Look { color: false, width: 120, language: Language::English, data_language: Language::English }
    }
}
