//! A condition as it was written, to show in it what is wrong.

use crate::filter::hints;
use crate::filter::not_understood::NotUnderstood;

/// The text of a condition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'t>(pub(crate) &'t str);

impl Written<'_> {
    /// What is wrong at a character of a line, both from 1; no line: it is not known where.
    pub(crate) fn error(self, line: u64, column: u64, what: String) -> NotUnderstood {
        let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let line = self.0.lines().nth(index).filter(|_| line > 0);
        NotUnderstood { what, place: line.map(|line| (line.replace(char::is_control, " "), column)) }
    }

    /// What the parser says, of which the end tells where, unless the text was at its end.
    pub(crate) fn unread(self, told: &str) -> NotUnderstood {
        let told = told.split_once(": ").map_or(told, |(_, told)| told);
        let place = told.rsplit_once(" at Line: ").and_then(|(what, place)| {
            let (line, column) = place.split_once(", Column: ")?;
            Some((what, line.parse().ok()?, column.parse().ok()?))
        });
        let (what, line, column) = place.unwrap_or_else(|| {
            let last = self.0.lines().last().unwrap_or_default();
            (told, self.0.lines().count() as u64, last.chars().count() as u64 + 1)
        });
        if what.starts_with("No infix parser for token") {
            return self.error(line, column, hints::no_operator(self.sign(line, column)));
        }
        // What stands behind `::` names a type in SQL; here that is the middle of an address.
        let is_address = what.starts_with("Expected: a data type name") && self.0.contains("::");
        let hint = if is_address { hints::QUOTES } else { "" };
        let what = what.replace("Expected: ", "expected ");
        let what = what.replace(", found: EOF", ", and there is no more").replace(", found: ", ", found ");
        self.error(line, column, what + hint)
    }

    /// The sign at a character of a line: all that stands there and is neither letter, number nor space.
    fn sign(&self, line: u64, column: u64) -> &str {
        let index = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
        let line = self.0.lines().nth(index(line)).unwrap_or_default();
        let from = line.char_indices().nth(index(column)).map_or("", |(from, _)| &line[from..]);
        let end = from.find(|character: char| character.is_alphanumeric() || character.is_whitespace());
        &from[..end.unwrap_or(from.len())]
    }
}
