//! Where the octets of one direction begin.

use synfin_wire::segment::seq::Seq;

use crate::segment_told::{SegmentTold, offset_by_isn};

/// The sequence number of the first octet of one direction, once it is known: the one after the ISN, or else the first that was captured.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start(Option<Seq>);

impl Start {
    /// Whether a segment's octets follow on those that were told, of which there were `next`: what [`Start::offset`] would say too.
    #[inline]
    pub(crate) fn is_next(self, told: &SegmentTold<'_>, next: u64) -> bool {
        let seq = told.vars.seq + u32::from(told.vars.flags.syn());
        self.0.is_some_and(|start| start + next as u32 == seq)
    }

    /// How many octets its sender sent before those of this segment, of which `told` were told; less than none for a keep-alive.
    ///
    /// Numbers wrap round: what is meant is what lies nearest to the last.
    #[inline]
    pub(crate) fn offset(&mut self, told: &SegmentTold<'_>, next: u64) -> i64 {
        let seq = told.vars.seq + u32::from(told.vars.flags.syn());
        let start = *self.0.get_or_insert_with(|| {
            // What lies farther from the ISN than numbers tell apart is where the capture joins.
            let known = offset_by_isn(told.verdict, told.vars).and_then(|offset| i32::try_from(offset).ok());
            seq + known.map_or(0, i32::wrapping_neg) as u32
        });
        next as i64 + i64::from(seq.since(start + next as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::Start;
    use crate::trial::told_with;
    use synfin_wire::segment::seq::Seq;

    #[test]
    fn octets_are_counted_from_the_isn_and_beyond_where_numbers_wrap_round() {
        let mut start = Start::default();
        told_with(Seq(u32::MAX), Some(11), |told| assert_eq!(start.offset(told, 0), 10));
        told_with(Seq(9), Some(21), |told| {
            assert_eq!(start.offset(told, 10), 20);
            assert!(
                start.is_next(told, 20) && start.is_next(told, 20 + (1 << 32)) && !start.is_next(told, 21)
            );
            assert!(!Start::default().is_next(told, 20), "nothing is known of it yet");
        });
        told_with(Seq(9), None, |told| assert_eq!(start.offset(told, (1 << 32) + 15), (1 << 32) + 20));
        told_with(Seq(u32::MAX), None, |told| assert_eq!(start.offset(told, (1 << 32) + 15), (1 << 32) + 10));
    }

    #[test]
    fn without_an_isn_they_are_counted_from_the_first_that_was_captured() {
        let mut start = Start::default();
        told_with(Seq(500), None, |told| assert_eq!(start.offset(told, 0), 0));
        told_with(Seq(499), None, |told| assert_eq!(start.offset(told, 10), -1));
        told_with(Seq(510), Some(11), |told| assert_eq!(start.offset(told, 10), 10));
        let mut far = Start::default();
        told_with(Seq(7), Some(1 << 40), |told| assert_eq!(far.offset(told, 0), 0));
    }
}
