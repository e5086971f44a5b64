//! Breaking sentences into lines.

use crate::report::text::line::columns;

/// Breaks a sentence between words into pieces of at most `width` columns. A word that is wider stays whole.
///
/// ```
/// use synfin::report::text::wrap::wrap;
///
/// assert_eq!(wrap("asks for a connection", 10).collect::<Vec<_>>(), ["asks for a", "connection"]);
/// ```
pub fn wrap(sentence: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = sentence.trim();
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = rest.split_at(first_line(rest, width));
        rest = behind.trim_start();
        Some(piece)
    })
}

/// Where the first line ends: octets of `text` that make whole words within `width`, at least one.
fn first_line(text: &str, width: usize) -> usize {
    if columns(text) <= width {
        return text.len();
    }
    let mut end = None;
    let (mut from, mut column) = (0, 0);
    for at in text.match_indices(' ').map(|(at, _)| at).chain([text.len()]) {
        column += columns(&text[from..at]);
        from = at;
        if end.is_some() && column > width {
            break;
        }
        end = Some(at);
    }
    end.unwrap_or(text.len())
}
