//! Text from outside, cut to the columns that there are for it: a value can be a thousand octets long, and hold anything.

use crate::report::text::line::columns;
use crate::report::text::safe::Safe;

/// Columns of the name of a file in a picture.
const NAME: usize = 76;

/// The beginning of a text, escaped, on at most `room` columns; where something is left out, an ellipsis says so. No mark is torn from
/// the letter that it combines with.
///
/// ```
/// use synfin::report::text::brief::brief;
///
/// assert_eq!(brief("/index.html", 11), "/index.html");
/// assert_eq!(brief("/index.html", 8), "/index.…");
/// assert_eq!(brief("重传报文段", 6), "重传…");
/// assert_eq!(brief("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
/// ```
pub fn brief(text: &str, room: usize) -> String {
    let text = Safe(text).to_string();
    if columns(&text) <= room {
        return text;
    }
    // Of what takes no column, the loop takes all that follows on the last letter that fits.
    let mut end = 0;
    for (at, character) in text.char_indices() {
        let behind = at + character.len_utf8();
        if columns(&text[..behind]) >= room {
            break;
        }
        end = behind;
    }
    format!("{}…", text[..end].trim_end())
}

/// The name of what was read, escaped: its end if it is long, for there the file's own name stands.
pub(crate) fn brief_name(name: &str) -> String {
    // XML knows neither of these two, not even by their numbers.
    let name = Safe(name.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")).to_string();
    let fits = |at: &usize| columns(&name[*at..]) <= NAME;
    if fits(&0) {
        return name;
    }
    let places = name.char_indices().map(|(at, _)| at);
    let begin = places.rev().take_while(|at| columns(&name[*at..]) < NAME).last().unwrap_or(name.len());
    // A mark alone would combine with the ellipsis.
    let end =
        name[begin..].trim_start_matches(|character: char| columns(character.encode_utf8(&mut [0; 4])) == 0);
    format!("…{end}")
}

#[cfg(test)]
mod tests {
    use super::{NAME, brief, brief_name};
    use crate::report::text::line::columns;

    /// Texts in which characters take no column, one, or two, or are escaped.
    fn texts() -> [String; 5] {
        [
            "/a?q=".repeat(90),
            "连接释放".repeat(50),
            "e\u{301}\u{308}".repeat(99),
            "\u{1b}[31m\0".repeat(40),
            "x重\u{301} ".repeat(60),
        ]
    }

    #[test]
    fn whatever_comes_keeps_within_its_columns_and_fills_them() {
        for text in texts() {
            for room in 1..90 {
                let cut = brief(&text, room);
                assert!(columns(&cut) <= room && cut.ends_with('…'), "{room}: {cut:?}");
                assert!(columns(&cut) + 8 > room, "{room}: {cut:?}");
                assert!(!cut.contains(char::is_control), "{cut:?}");
            }
        }
    }

    #[test]
    fn of_a_long_name_the_end_stays() {
        for text in texts() {
            let name = brief_name(&format!("{text}-day"));
            assert!(columns(&name) <= NAME && columns(&name) + 8 > NAME, "{name:?}");
            assert!(name.starts_with('…') && name.ends_with("-day"), "{name:?}");
        }
        assert_eq!(brief_name("a.pcap"), "a.pcap");
        assert_eq!(brief_name("\u{ffff}\u{1b}"), "\u{fffd}\\u{1b}");
    }
}
