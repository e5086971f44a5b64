//! What is said of a condition that is none.

use std::fmt;

/// What is wrong with a condition, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// In words.
    pub what: String,
    /// The line of the condition, if it is told, and the character in it, from 1.
    pub place: Option<(String, u64)>,
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        let Some((line, column)) = &self.place else { return Ok(()) };
        let before = usize::try_from(column.saturating_sub(1)).unwrap_or_default();
        write!(f, "\n  {line}\n  {:before$}^", "")
    }
}

impl std::error::Error for NotUnderstood {}
