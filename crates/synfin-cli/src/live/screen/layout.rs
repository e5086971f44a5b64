//! What stands where on the screen.

use ratatui::layout::{Constraint, Layout, Rect};

/// Lines below all.
pub(crate) const FOOT: u16 = 1;
/// The head of the table.
const HEADS: u16 = 1;
/// Of the rows between, those that have left lately take one of so many at most.
const SHARE: u16 = 3;

/// Lines that totals may take on a screen of this height: two of five, and one at least.
pub(crate) const fn most_of_head(height: u16) -> usize {
    let lines = (height.saturating_sub(FOOT) as usize * 2 + 2) / 5;
    if lines == 0 { 1 } else { lines }
}

/// How many rows of connections that are there a screen of this height has room for, below so many lines of totals and beside so many
/// that have left.
pub(crate) fn room(height: u16, head: usize, gone: usize) -> usize {
    let between = between(height, head);
    usize::from(between - lower(between, gone))
}

/// The places of the totals, of the table, of what has left lately, and of the keys.
pub(crate) fn places(area: Rect, head: usize, gone: usize) -> [Rect; 4] {
    let lower = lower(between(area.height, head), gone);
    let [head, lower, foot] = [head as u16, lower, FOOT].map(Constraint::Length);
    Layout::vertical([head, Constraint::Fill(1), lower, foot]).areas(area)
}

/// Lines for what has left, its heading included.
fn lower(between: u16, gone: usize) -> u16 {
    let most = between / SHARE;
    if gone == 0 || most < 2 { 0 } else { most.min(1 + u16::try_from(gone).unwrap_or(u16::MAX - 1)) }
}

/// Lines between the heads and the foot.
fn between(height: u16, head: usize) -> u16 {
    height.saturating_sub(head as u16 + HEADS + FOOT)
}

#[cfg(test)]
mod tests {
    use super::{most_of_head, room};

    #[test]
    fn what_has_left_takes_a_third_at_most_and_no_more_than_it_needs() {
        assert_eq!(room(24, 4, 0), 18);
        assert_eq!(room(24, 4, 1), 16);
        assert_eq!(room(24, 4, 500), 12);
        assert_eq!((room(8, 4, 9), room(3, 1, 9)), (2, 0));
    }

    #[test]
    fn totals_leave_most_lines_to_the_table() {
        assert_eq!([0, 1, 3, 5, 10, 20, 24, 30].map(most_of_head), [1, 1, 1, 2, 4, 8, 9, 12]);
    }
}
