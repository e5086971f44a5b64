//! Marks, thinned so that no more are kept than a picture can show.

use crate::sequence::mark::Mark;

/// Columns and rows of places that are told apart.
pub(crate) const COLUMNS: i64 = 860;
pub(crate) const ROWS: i64 = 400;
/// Marks of one kind in one column that are told apart; more are drawn as the span of them.
const IN_COLUMN: usize = 8;
/// Most marks that are held.
pub const MOST_MARKS: usize = 1 << 17;

/// Marks of one picture.
#[derive(Clone, Debug, Default)]
pub struct Thinned {
    marks: Vec<Mark>,
}

impl Thinned {
    /// Takes a mark; whoever comes when all room is taken makes those that fall on one another one.
    pub fn add(&mut self, mark: Mark) {
        if self.marks.len() >= MOST_MARKS {
            self.thin();
        }
        self.marks.push(mark);
    }

    /// Makes one of those that fall on one another in a picture of all of them.
    pub fn thin(&mut self) {
        let Some((first, last)) = extent(self.marks.iter().map(|mark| mark.time)) else { return };
        let numbers = self.marks.iter().flat_map(|mark| [mark.low, mark.high]);
        let (lowest, highest) = extent(numbers).unwrap_or_default();
        let width = first.abs_diff(last).div_ceil(COLUMNS.unsigned_abs()).max(1);
        let height = lowest.abs_diff(highest).div_ceil(ROWS.unsigned_abs()).max(1);
        let place = |mark: &Mark| (mark.time.abs_diff(first) / width, mark.kind);
        self.marks.sort_by_key(|mark| (place(mark), mark.low, mark.high));
        let mut thinned: Vec<Mark> = Vec::new();
        for column in self.marks.chunk_by(|one, other| place(one) == place(other)) {
            let begin = thinned.len();
            for mark in column {
                let has_room = thinned.len() - begin < IN_COLUMN;
                match thinned[begin..].last_mut() {
                    Some(last) if !has_room || touches(last, mark, height) => unite(last, mark),
                    _ => thinned.push(*mark),
                }
            }
        }
        self.marks = thinned;
    }

    /// The marks.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}

/// Whether nothing would be seen between two marks of which the second does not begin below the first.
fn touches(one: &Mark, other: &Mark, height: u64) -> bool {
    other.low <= one.high || other.low.abs_diff(one.high) < height
}

fn unite(mark: &mut Mark, other: &Mark) {
    mark.high = mark.high.max(other.high);
    mark.low = mark.low.min(other.low);
    mark.time = mark.time.min(other.time);
    mark.frame = mark.frame.min(other.frame);
    mark.segments = mark.segments.saturating_add(other.segments);
}

/// The least and the greatest.
pub(crate) fn extent(numbers: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    numbers.fold(None, |extent, number| {
        let (least, greatest) = extent.unwrap_or((number, number));
        Some((least.min(number), greatest.max(number)))
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST_MARKS, Thinned};
    use crate::sequence::mark::{Kind, Mark};

    fn mark(kind: Kind, time: i64, low: i64, high: i64) -> Mark {
        Mark { kind, time, low, high, frame: time.unsigned_abs(), segments: 1 }
    }

    #[test]
    fn however_many_come_the_room_is_bounded_and_none_is_forgotten() {
        let mut thinned = Thinned::default();
        let total = 3 * MOST_MARKS as i64;
        for index in 0..total {
            // Numbers that jump to and fro as widely as they can.
            let low = if index % 2 == 0 { index } else { i64::MAX / 2 - index };
            thinned.add(mark(Kind::Data, index * 1_000, low, low + 1_460));
            assert!(thinned.marks().len() <= MOST_MARKS);
        }
        thinned.thin();
        assert!(thinned.marks().len() <= 8 * 861, "{}", thinned.marks().len());
        assert_eq!(thinned.marks().iter().map(|mark| mark.segments).sum::<u64>(), total.unsigned_abs());
    }

    #[test]
    fn what_stands_apart_stays_apart() {
        let mut thinned = Thinned::default();
        for one in [
            mark(Kind::Data, 0, 1, 100),
            mark(Kind::Data, 0, 100, 200),
            mark(Kind::Again, 0, 100, 200),
            mark(Kind::Data, 0, 50_000, 60_000),
            mark(Kind::Data, 1_000_000, 1, 100),
        ] {
            thinned.add(one);
        }
        thinned.thin();
        let told: Vec<_> =
            thinned.marks().iter().map(|mark| (mark.kind, mark.low, mark.high, mark.segments)).collect();
        assert_eq!(
            told,
            [
                (Kind::Data, 1, 200, 2),
                (Kind::Data, 50_000, 60_000, 1),
                (Kind::Again, 100, 200, 1),
                (Kind::Data, 1, 100, 1)
            ]
        );
    }

    #[test]
    fn the_widest_numbers_do_no_harm() {
        let mut thinned = Thinned::default();
        thinned.add(mark(Kind::Sack, i64::MIN, i64::MIN, i64::MAX));
        thinned.add(mark(Kind::Data, i64::MAX, i64::MIN, i64::MIN));
        thinned.thin();
        assert_eq!(thinned.marks().len(), 2);
    }
}
