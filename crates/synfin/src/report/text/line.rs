//! A line of text with its columns.

use core::fmt::{self, Write as _};
use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::report::look::Look;
use crate::report::text::safe::{Escaped, is_plain};

/// Columns that a text takes on a terminal.
#[inline]
pub(crate) fn columns(text: &str) -> usize {
    // Nearly all is plain, and the tables of Unicode need not be asked.
    if is_plain(text) {
        text.len()
    } else if text.chars().all(|character| matches!(character, ' '..='~' | '→' | '←' | 'µ')) {
        text.chars().count()
    } else {
        text.width()
    }
}

/// As many spaces as a line is likely to need at once.
const SPACES: &str = "                                                                ";

/// A line that is being laid out. Columns are places, not widths: what is too wide for its place eats from the space behind it,
/// so that one odd value shifts as little as it can.
#[derive(Debug)]
pub struct Line {
    color: bool,
    text: String,
    /// Columns so far.
    column: usize,
    scratch: String,
}

impl Line {
    /// An empty line.
    pub fn new(look: Look) -> Line {
        Line {
            color: look.color,
            text: String::with_capacity(256),
            column: 0,
            scratch: String::with_capacity(128),
        }
    }

    /// Prints at the place where the line has come to.
    pub fn put(&mut self, style: Style, what: impl fmt::Display) {
        self.render(what);
        self.append(style);
    }

    /// Prints from `column` on, or one space behind what has gone past it.
    pub fn put_at(&mut self, column: usize, style: Style, what: impl fmt::Display) {
        self.render(what);
        self.advance(column);
        self.append(style);
    }

    /// Prints so that it ends before `column`, or one space behind what is in its way.
    pub fn put_before(&mut self, column: usize, style: Style, what: impl fmt::Display) {
        self.render(what);
        let start = column.saturating_sub(columns(&self.scratch));
        self.advance(start);
        self.append(style);
    }

    /// Prints one of our own words, which needs no escaping, from `column` on, or one space behind what has gone past it.
    pub fn put_word_at(&mut self, column: usize, style: Style, word: &'static str) {
        self.scratch.clear();
        self.scratch.push_str(word);
        self.advance(column);
        self.append(style);
    }

    /// Prints one of our own words at the place where the line has come to.
    pub fn put_word(&mut self, style: Style, word: &'static str) {
        self.scratch.clear();
        self.scratch.push_str(word);
        self.append(style);
    }

    /// Prints a number so that it ends before `column`, or one space behind what is in its way.
    pub fn put_number_before(&mut self, column: usize, style: Style, number: impl itoa::Integer) {
        self.scratch.clear();
        self.scratch.push_str(itoa::Buffer::new().format(number));
        self.advance(column.saturating_sub(self.scratch.len()));
        self.append(style);
    }

    /// Columns so far.
    pub const fn column(&self) -> usize {
        self.column
    }

    /// Writes the line out and begins another.
    ///
    /// # Errors
    /// Those of the output.
    pub fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.column = 0;
        Ok(())
    }

    fn render(&mut self, what: impl fmt::Display) {
        self.scratch.clear();
        // A String takes everything, and no Display of this crate fails.
        let _ = write!(Escaped(&mut self.scratch), "{what}");
    }

    /// Goes on to `column`, or one space on where the line has gone past it.
    pub fn advance(&mut self, column: usize) {
        let spaces = column.saturating_sub(self.column).max(usize::from(self.column > 0));
        self.column += spaces;
        let mut left = spaces;
        while left > 0 {
            let now = left.min(SPACES.len());
            self.text.push_str(&SPACES[..now]);
            left -= now;
        }
    }

    fn append(&mut self, style: Style) {
        self.column += columns(&self.scratch);
        if self.color && style != Style::new() && !self.scratch.is_empty() {
            let _ = write!(self.text, "{style}{}{style:#}", self.scratch);
        } else {
            self.text.push_str(&self.scratch);
        }
    }
}
