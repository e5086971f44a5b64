//! What arrived beyond something missing.

use synfin_wire::segment::seq::Seq;

use crate::direction::Direction;
use crate::saved::saved;

/// A run of sequence numbers, `start` to before `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Range {
    start: Seq,
    end: Seq,
}

saved!(Range { start: Seq, end: Seq });

/// The ranges that both ends sent beyond a hole: at most four in all, each direction's in order, none touching another.
///
/// Ours: no RFC says how much an onlooker must remember. What does not fit is told, and forgotten.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Holes {
    ranges: [Range; 4],
    /// How many of the ranges belong to the originator (they come first) and how many to the responder.
    counts: [u8; 2],
}

saved!(Holes { ranges: [Range; 4], counts: [u8; 2] });

impl PartialEq for Holes {
    /// Whether both hold the same; what lies in free places does not count.
    fn eq(&self, other: &Holes) -> bool {
        Direction::BOTH.into_iter().all(|of| self.of(of) == other.of(of))
    }
}

impl Eq for Holes {}

impl Holes {
    pub(crate) const EMPTY: Holes =
        Holes { ranges: [Range { start: Seq(0), end: Seq(0) }; 4], counts: [0; 2] };

    fn bounds(&self, of: Direction) -> (usize, usize) {
        let [originator, responder] = self.counts.map(usize::from);
        match of {
            Direction::Originator => (0, originator),
            Direction::Responder => (originator, originator.saturating_add(responder)),
        }
    }

    fn of(&self, of: Direction) -> &[Range] {
        let (from, to) = self.bounds(of);
        self.ranges.get(from..to).unwrap_or(&[])
    }

    /// Whether this end sent nothing beyond a hole.
    #[inline]
    pub(crate) fn is_empty(&self, of: Direction) -> bool {
        match of {
            Direction::Originator => self.counts[0] == 0,
            Direction::Responder => self.counts[1] == 0,
        }
    }

    /// Octets held beyond holes.
    pub(crate) fn octets(&self, of: Direction) -> u64 {
        self.of(of).iter().map(|range| u64::from(range.end.since(range.start).unsigned_abs())).sum()
    }

    /// Whether all of `start` to `end` is held already.
    pub(crate) fn contains(&self, of: Direction, start: Seq, end: Seq) -> bool {
        self.of(of).iter().any(|range| !start.before(range.start) && !end.after(range.end))
    }

    /// Holds one range more, joined with those that it touches; false when there was no place for it.
    pub(crate) fn insert(&mut self, of: Direction, start: Seq, end: Seq) -> bool {
        let mut joined = Range { start, end };
        self.retain(of, |range| {
            let apart = range.end.before(joined.start) || joined.end.before(range.start);
            if !apart {
                joined.start = if range.start.before(joined.start) { range.start } else { joined.start };
                joined.end = joined.end.latest(range.end);
            }
            apart
        });
        let [originator, responder] = self.counts.map(usize::from);
        let used = originator.saturating_add(responder);
        let (from, to) = self.bounds(of);
        let before = self.of(of).iter().take_while(|range| range.start.before(joined.start)).count();
        let at = from.saturating_add(before);
        debug_assert!(at <= to);
        let Some(room) = self.ranges.get_mut(at..=used) else { return false };
        room.rotate_right(1);
        if let Some(first) = room.first_mut() {
            *first = joined;
        }
        let count = of.of_mut(&mut self.counts);
        *count = count.saturating_add(1);
        true
    }

    /// Nothing is missing before `contig` any more: joins what touches it, and returns how far that reaches and
    /// how many octets of the way were held here.
    pub(crate) fn absorb(&mut self, of: Direction, contig: Seq) -> (Seq, u64) {
        let (mut reached, mut held) = (contig, 0);
        self.retain(of, |range| {
            let touches = !range.start.after(reached);
            if touches {
                held = u64::from(range.end.since(range.start).unsigned_abs()).saturating_add(held);
                reached = reached.latest(range.end);
            }
            !touches
        });
        (reached, held)
    }

    /// Forgets what this end sent.
    pub(crate) fn clear(&mut self, of: Direction) {
        self.retain(of, |_| false);
    }

    fn retain(&mut self, of: Direction, mut keep: impl FnMut(Range) -> bool) {
        let (from, to) = self.bounds(of);
        let mut kept = from;
        for at in from..to {
            let Some(&range) = self.ranges.get(at) else { break };
            if keep(range) {
                if let Some(place) = self.ranges.get_mut(kept) {
                    *place = range;
                }
                kept = at.min(kept).saturating_add(1);
            }
        }
        let gone = to.saturating_sub(kept);
        if gone > 0 {
            if let Some(rest) = self.ranges.get_mut(kept..) {
                rest.rotate_left(gone.min(rest.len()));
            }
            let count = of.of_mut(&mut self.counts);
            *count = count.saturating_sub(gone as u8);
        }
    }

    /// Exchanges the two ends.
    pub(crate) fn swap_ends(&mut self) {
        let [originator, responder] = self.counts.map(usize::from);
        if let Some(used) = self.ranges.get_mut(..originator.saturating_add(responder)) {
            used.rotate_left(originator.min(used.len()));
        }
        self.counts.swap(0, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Holes;
    use crate::direction::Direction::{Originator, Responder};
    use synfin_wire::segment::seq::Seq;

    #[test]
    fn touching_ranges_become_one() {
        let mut holes = Holes::default();
        assert!(holes.insert(Originator, Seq(20), Seq(30)));
        assert!(holes.insert(Originator, Seq(40), Seq(50)));
        assert!(holes.insert(Originator, Seq(30), Seq(40)));
        assert!(holes.contains(Originator, Seq(20), Seq(50)));
        assert_eq!(holes.octets(Originator), 30);
        assert_eq!(holes.absorb(Originator, Seq(20)), (Seq(50), 30));
        assert!(holes.is_empty(Originator));
    }

    #[test]
    fn both_ends_share_four_places() {
        let mut holes = Holes::default();
        assert!(holes.insert(Responder, Seq(1), Seq(2)));
        assert!(holes.insert(Originator, Seq(1), Seq(2)));
        assert!(holes.insert(Responder, Seq(5), Seq(6)));
        assert!(holes.insert(Originator, Seq(u32::MAX), Seq(0)));
        assert!(!holes.insert(Originator, Seq(9), Seq(10)));
        assert!(holes.contains(Originator, Seq(u32::MAX), Seq(0)));
        holes.swap_ends();
        assert!(holes.contains(Responder, Seq(u32::MAX), Seq(0)));
        assert!(holes.contains(Originator, Seq(5), Seq(6)));
        holes.clear(Responder);
        assert!(holes.is_empty(Responder) && !holes.is_empty(Originator));
        assert_eq!(holes.octets(Originator), 2);
    }
}
