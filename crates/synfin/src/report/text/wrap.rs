//! Breaking sentences into lines.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthChar;

use crate::report::text::line::columns;
use crate::report::text::safe::is_plain;

/// Breaks a sentence into pieces of at most `width` columns: between words, and in scripts without spaces wherever the Unicode
/// line breaking algorithm (UAX #14) lets a line end beside a wide character. What is wider and cannot be broken stays whole.
///
/// ```
/// use synfin::report::text::wrap::wrap;
///
/// assert_eq!(wrap("asks for a connection", 10).collect::<Vec<_>>(), ["asks for a", "connection"]);
/// assert_eq!(wrap("确认号 204，方向已关闭", 12).collect::<Vec<_>>(), ["确认号 204，", "方向已关闭"]);
/// ```
pub fn wrap(sentence: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = sentence.trim();
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = rest.split_at(first_line(rest, width));
        rest = behind.trim_start();
        Some(piece.trim_end())
    })
}

/// Breaks what has no place to break at, between any two characters.
pub(crate) fn chop(word: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = word;
    core::iter::from_fn(move || {
        let mut column = 0;
        let beyond = rest.char_indices().find(|(at, character)| {
            let wide = character.width().unwrap_or(0);
            column += wide;
            *at > 0 && wide > 0 && column > width
        });
        let (part, behind) = rest.split_at(beyond.map_or(rest.len(), |(at, _)| at));
        rest = behind;
        (!part.is_empty()).then_some(part)
    })
}

/// Where the first line ends: octets of `text` that make whole words within `width`, at least one.
fn first_line(text: &str, width: usize) -> usize {
    if columns(text) <= width {
        return text.len();
    }
    if is_plain(text) || !text.contains(is_wide) {
        let spaces = text.match_indices(' ').map(|(at, _)| at);
        return last_that_fits(text, width, spaces.chain([text.len()]));
    }
    last_that_fits(text, width, breaks_beside_wide(text))
}

/// The last of these places before which the text is within `width`, or else the first.
fn last_that_fits(text: &str, width: usize, places: impl Iterator<Item = usize>) -> usize {
    let mut end = None;
    let (mut from, mut column) = (0, 0);
    for at in places {
        let piece = &text[from..at];
        let seen = columns(piece.trim_end());
        if end.is_some() && column + seen > width {
            break;
        }
        column += columns(piece);
        from = at;
        end = Some(at);
    }
    end.unwrap_or(text.len())
}

/// Where a line may end: behind a space, or beside a wide character. A name as SYN-ACK stays whole.
fn breaks_beside_wide(text: &str) -> impl Iterator<Item = usize> {
    linebreaks(text).map(|(at, _)| at).filter(|&at| {
        let (before, behind) = text.split_at(at);
        let before = before.chars().next_back();
        at == text.len()
            || before == Some(' ')
            || before.is_some_and(is_wide)
            || behind.chars().next().is_some_and(is_wide)
    })
}

/// Whether a character takes two columns.
fn is_wide(character: char) -> bool {
    character.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::wrap;
    use crate::report::text::line::columns;

    const CHINESE: &str = "确认对方的 FIN：确认号 419 = 序号 418 + 1；该方向已关闭（相对值：205 = 204 + 1），响应方处于 FIN-WAIT-2。";

    #[test]
    fn wide_text_keeps_within_its_columns_and_loses_nothing() {
        for width in 12..80 {
            let pieces: Vec<_> = wrap(CHINESE, width).collect();
            assert!(pieces.iter().all(|piece| columns(piece) <= width), "{width}: {pieces:?}");
            let squeezed = |text: &str| text.replace(' ', "");
            assert_eq!(squeezed(&pieces.concat()), squeezed(CHINESE), "{width}");
            assert!(pieces.len() <= 2 * columns(CHINESE) / width + 1, "{width}: {pieces:?}");
        }
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_and_no_state_is_torn() {
        for width in 12..80 {
            for piece in wrap(CHINESE, width) {
                assert!(!piece.starts_with(['，', '。', '：', '；', '）']), "{width}: {piece}");
                assert!(!piece.ends_with('（') && !piece.ends_with('-'), "{width}: {piece}");
            }
        }
    }

    #[test]
    fn what_cannot_be_broken_stays_whole() {
        assert_eq!(wrap("SYN-RECEIVED 之后", 5).collect::<Vec<_>>(), ["SYN-RECEIVED", "之后"]);
        assert_eq!(wrap("a-much-too-long-word b", 5).collect::<Vec<_>>(), ["a-much-too-long-word", "b"]);
        assert_eq!(wrap("", 5).count(), 0);
    }
}
