//! How far one direction of a connection was told, and which of the octets at hand are new.

/// Most gaps of a direction that are remembered, so that what fills them is known to be late. Of more the oldest are forgotten: what
/// fills those counts as told before.
const MOST_GAPS: usize = 4;

/// How far one direction was told. Offsets count the octets of payload from 0.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    /// The offset behind all that was told, gaps included.
    next: u64,
    /// Gaps that were told and not filled, from the lowest; as many as `held`.
    gaps: [(u64, u64); MOST_GAPS],
    held: u8,
}

/// What is to be told of a segment's payload. `from` and `to` are places in what was captured of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Octets that nobody told are missing.
    Gap { offset: u64, len: u64 },
    /// Octets that follow on the last.
    New { offset: u64, from: usize, to: usize },
    /// Octets out of a gap that was told.
    Late { offset: u64, from: usize, to: usize },
}

impl Cursor {
    /// That of a direction of which so many octets were told, and no gap.
    pub(crate) fn behind(octets: u64) -> Cursor {
        Cursor { next: octets, ..Cursor::default() }
    }

    /// The offset behind all that was told, gaps included.
    #[inline]
    pub(crate) const fn next(&self) -> u64 {
        self.next
    }

    /// Takes octets that follow on the last.
    #[inline]
    pub(crate) fn advance(&mut self, octets: u64) {
        // Fewer than 2^64 octets come in segments.
        self.next = self.next.wrapping_add(octets);
    }

    /// Takes any segment's payload: where it begins, how much of it was captured, and how long it was; hands on each piece of it that
    /// is to be told, in order.
    pub(crate) fn take(&mut self, start: i64, captured: usize, len: u32, tell: &mut dyn FnMut(Piece)) {
        // Octets before the first are none of the stream's: a keep-alive's.
        let before = start.min(0).unsigned_abs();
        let begin = start.max(0) as u64;
        let captured = (captured as u64).min(u64::from(len));
        let end = begin.saturating_add(u64::from(len).saturating_sub(before));
        let captured_end = begin.saturating_add(captured.saturating_sub(before));
        let place = |offset: u64| (offset - begin + before) as usize;
        if end == begin {
            return;
        }
        self.skip_to(begin, tell);
        let told = self.next.min(captured_end);
        for (from, to) in self.fill(begin, told).into_iter().flatten() {
            tell(Piece::Late { offset: from, from: place(from), to: place(to) });
        }
        if captured_end > self.next {
            let offset = self.next;
            self.next = captured_end;
            tell(Piece::New { offset, from: place(offset), to: place(captured_end) });
        }
        self.skip_to(end, tell);
    }

    /// Tells a gap up to `offset`, if nothing up to there was told.
    fn skip_to(&mut self, offset: u64, tell: &mut dyn FnMut(Piece)) {
        if offset <= self.next {
            return;
        }
        let gap = (self.next, offset);
        self.next = offset;
        self.remember(gap);
        tell(Piece::Gap { offset: gap.0, len: gap.1 - gap.0 });
    }

    fn remember(&mut self, gap: (u64, u64)) {
        if usize::from(self.held) == MOST_GAPS {
            self.gaps.copy_within(1.., 0);
            self.held -= 1;
        }
        self.gaps[usize::from(self.held)] = gap;
        self.held += 1;
    }

    /// Takes out of the gaps what lies from `from` to before `to`; tells which of it was in one.
    fn fill(&mut self, from: u64, to: u64) -> [Option<(u64, u64)>; MOST_GAPS] {
        let mut filled = [None; MOST_GAPS];
        if self.held == 0 || from >= to {
            return filled;
        }
        let (gaps, held) = (self.gaps, usize::from(self.held));
        self.held = 0;
        for (filled, &(left, right)) in filled.iter_mut().zip(&gaps[..held]) {
            let (first, last) = (left.max(from), right.min(to));
            if first >= last {
                self.remember((left, right));
                continue;
            }
            *filled = Some((first, last));
            for rest in [(left, first), (last, right)] {
                if rest.0 < rest.1 {
                    self.remember(rest);
                }
            }
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, MOST_GAPS, Piece};
    use proptest::prelude::*;

    fn pieces(cursor: &mut Cursor, start: i64, captured: usize, len: u32) -> Vec<Piece> {
        let mut told = Vec::new();
        // The short way and the long way tell the same.
        let mut long = *cursor;
        long.take(start, captured, len, &mut |piece| told.push(piece));
        let offset = cursor.next;
        if start == offset as i64 && captured as u64 == u64::from(len) && captured > 0 {
            cursor.advance(captured as u64);
            assert_eq!(told, [Piece::New { offset, from: 0, to: captured }]);
            assert_eq!((cursor.next, cursor.held), (long.next, long.held));
        }
        *cursor = long;
        told
    }

    #[test]
    fn what_was_told_before_is_cut_off() {
        let mut cursor = Cursor::default();
        assert_eq!(pieces(&mut cursor, 0, 10, 10), [Piece::New { offset: 0, from: 0, to: 10 }]);
        assert_eq!(pieces(&mut cursor, 0, 10, 10), []);
        assert_eq!(pieces(&mut cursor, 5, 8, 8), [Piece::New { offset: 10, from: 5, to: 8 }]);
        assert_eq!(pieces(&mut cursor, 12, 1, 1), []);
    }

    #[test]
    fn a_gap_is_told_once_and_what_fills_it_is_late() {
        let mut cursor = Cursor::default();
        let told = pieces(&mut cursor, 100, 10, 10);
        assert_eq!(told, [Piece::Gap { offset: 0, len: 100 }, Piece::New { offset: 100, from: 0, to: 10 }]);
        assert_eq!(pieces(&mut cursor, 20, 30, 30), [Piece::Late { offset: 20, from: 0, to: 30 }]);
        assert_eq!(pieces(&mut cursor, 20, 30, 30), []);
        let told = pieces(&mut cursor, 40, 100, 100);
        assert_eq!(
            told,
            [Piece::Late { offset: 50, from: 10, to: 60 }, Piece::New { offset: 110, from: 70, to: 100 }]
        );
    }

    #[test]
    fn what_the_capture_did_not_keep_is_a_gap_behind_what_it_kept() {
        let mut cursor = Cursor::default();
        let told = pieces(&mut cursor, 0, 40, 100);
        assert_eq!(told, [Piece::New { offset: 0, from: 0, to: 40 }, Piece::Gap { offset: 40, len: 60 }]);
        assert_eq!(pieces(&mut cursor, 0, 100, 100), [Piece::Late { offset: 40, from: 40, to: 100 }]);
    }

    #[test]
    fn of_more_gaps_than_are_remembered_the_oldest_is_forgotten() {
        let mut cursor = Cursor::default();
        for gap in 1..=MOST_GAPS as i64 + 1 {
            assert_eq!(pieces(&mut cursor, gap * 20, 10, 10).len(), 2, "a gap, and what lies behind it");
        }
        assert_eq!(pieces(&mut cursor, 5, 5, 5), [], "that gap is forgotten");
        assert_eq!(pieces(&mut cursor, 30, 10, 10), [Piece::Late { offset: 30, from: 0, to: 10 }]);
        let last = 20 * MOST_GAPS as i64 + 10;
        assert_eq!(pieces(&mut cursor, last, 5, 5), [Piece::Late { offset: last as u64, from: 0, to: 5 }]);
    }

    #[test]
    fn octets_before_the_first_are_not_told() {
        let mut cursor = Cursor::default();
        assert_eq!(pieces(&mut cursor, -1, 1, 1), []);
        assert_eq!(pieces(&mut cursor, -2, 5, 5), [Piece::New { offset: 0, from: 2, to: 5 }]);
        assert_eq!(pieces(&mut cursor, i64::MIN, 5, 5), []);
    }

    proptest! {
        /// The slow way: a bit for each octet.
        #[test]
        fn no_octet_is_told_twice_and_each_octet_is_told_or_in_a_gap(
            segments in proptest::collection::vec((-5_i64..300, 0_u32..60, 0_u32..20), 0..40),
        ) {
            let mut cursor = Cursor::default();
            let (mut told, mut gap) = (vec![false; 400], vec![false; 400]);
            for (start, len, cut) in segments {
                let captured = len.saturating_sub(cut) as usize;
                for piece in pieces(&mut cursor, start, captured, len) {
                    match piece {
                        Piece::Gap { offset, len } => {
                            for at in offset..offset + len {
                                prop_assert!(!told[at as usize] && !gap[at as usize]);
                                gap[at as usize] = true;
                            }
                        }
                        Piece::New { offset, from, to } => {
                            prop_assert!(from < to && to <= captured);
                            prop_assert_eq!(offset as i64, start + from as i64);
                            for at in offset as usize..offset as usize + to - from {
                                prop_assert!(!told[at] && !gap[at]);
                                prop_assert!(at == 0 || told[at - 1] || gap[at - 1]);
                                told[at] = true;
                            }
                        }
                        Piece::Late { offset, from, to } => {
                            prop_assert!(from < to && to <= captured);
                            prop_assert_eq!(offset as i64, start + from as i64);
                            for at in offset as usize..offset as usize + to - from {
                                prop_assert!(!told[at] && gap[at]);
                                told[at] = true;
                            }
                        }
                    }
                }
                let end = (start + i64::from(len)).max(0) as usize;
                prop_assert!(len == 0 || (0..end).all(|at| told[at] || gap[at]));
            }
        }
    }
}
