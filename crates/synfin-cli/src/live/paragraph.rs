//! Text over several lines.

use ratatui::text::Line;
use synfin::report::text::brief::brief;
use synfin::report::text::wrap::wrap;

/// Columns before each line but the first.
const INDENT: usize = 2;

/// Behind these, a line of a list may end.
const ENDS_OF_PARTS: [char; 6] = [',', ';', ':', '，', '；', '：'];

/// The lines of a text, none wider than `width` columns.
pub(crate) fn paragraph(text: &str, width: usize) -> Vec<String> {
    if columns(text) <= width {
        return vec![text.to_owned()];
    }
    let lines = wrap(text, width.saturating_sub(INDENT));
    indented(lines.map(str::to_owned).collect(), width)
}

/// The lines of a list, none wider than `width` columns: they end between its parts alone, so that `1 no reply` is not torn.
pub(crate) fn list(text: &str, width: usize) -> Vec<String> {
    if columns(text) <= width {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for part in text.split_inclusive(ENDS_OF_PARTS) {
        match lines.last_mut() {
            Some(line) if columns(line) + columns(part.trim_end()) <= width.saturating_sub(INDENT) => {
                *line += part;
            }
            _ => lines.push(part.trim_start().to_owned()),
        }
    }
    indented(lines, width)
}

/// All but the first behind some blanks; what is too wide all the same is cut, and says so.
fn indented(lines: Vec<String>, width: usize) -> Vec<String> {
    let line = |(at, line): (usize, String)| {
        let indent = if at == 0 { 0 } else { INDENT };
        brief(&format!("{:indent$}{}", "", line.trim()), width)
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// Columns that a text takes.
pub(crate) fn columns(text: &str) -> usize {
    Line::raw(text).width()
}

#[cfg(test)]
mod tests {
    use super::{list, paragraph};

    #[test]
    fn parts_of_a_list_stay_together_while_there_is_room_for_one() {
        let text = "3 have left: 1 reset by responder, 1 closed, 1 no reply";
        assert_eq!(list(text, 60), [text]);
        assert_eq!(list(text, 40), ["3 have left: 1 reset by responder,", "  1 closed, 1 no reply"]);
        assert_eq!(list(text, 14), ["3 have left:", "  1 reset by…", "  1 closed,", "  1 no reply"]);
        assert_eq!(
            list("已离开：被响应方复位 1，已关闭 1，无应答 1", 24),
            ["已离开：", "  被响应方复位 1，", "  已关闭 1，无应答 1"]
        );
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_line() {
        assert_eq!(paragraph("what is silent leaves too", 14), ["what is", "  silent", "  leaves too"]);
        assert_eq!(paragraph("静默的连接也会离开", 10), ["静默的连", "  接也会离", "  开"]);
    }
}
