//! How text for people looks.

/// What the caller decided about text for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to colour, by ANSI escape sequences.
    pub color: bool,
    /// Width of the page in columns; less than [`Look::MIN_WIDTH`] counts as that.
    pub width: usize,
}

impl Look {
    /// The narrowest page that text is laid out for.
    pub const MIN_WIDTH: usize = 80;

    /// The width to lay out for.
    pub(crate) fn page(self) -> usize {
        self.width.max(Look::MIN_WIDTH)
    }
}

/// 120 columns, no colour.
impl Default for Look {
    fn default() -> Look {
        Look { color: false, width: 120 }
    }
}
