//! What stands where on the screen.

use ratatui::layout::{Constraint, Layout, Rect};

/// Lines above the rows: four of totals, and the head of the table.
const HEAD: u16 = 5;
/// Lines below them.
const FOOT: u16 = 1;
/// Of the rows between, those that have left lately take one of so many at most.
const SHARE: u16 = 3;

/// How many rows of connections that are there a screen of this height has room for, beside so many that have left.
pub(crate) fn room(height: u16, gone: usize) -> usize {
    usize::from(between(height) - lower(height, gone))
}

/// The places of the totals, of the table, of what has left lately, and of the keys.
pub(crate) fn places(area: Rect, gone: usize) -> [Rect; 4] {
    let [head, lower, foot] = [HEAD - 1, lower(area.height, gone), FOOT].map(Constraint::Length);
    Layout::vertical([head, Constraint::Fill(1), lower, foot]).areas(area)
}

/// Lines for what has left, its heading included.
fn lower(height: u16, gone: usize) -> u16 {
    let most = between(height) / SHARE;
    if gone == 0 || most < 2 { 0 } else { most.min(1 + u16::try_from(gone).unwrap_or(u16::MAX - 1)) }
}

/// Lines between the heads and the foot.
fn between(height: u16) -> u16 {
    height.saturating_sub(HEAD + FOOT)
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn what_has_left_takes_a_third_at_most_and_no_more_than_it_needs() {
        assert_eq!(room(24, 0), 18);
        assert_eq!(room(24, 1), 16);
        assert_eq!(room(24, 500), 12);
        assert_eq!((room(8, 9), room(3, 9)), (2, 0));
    }
}
