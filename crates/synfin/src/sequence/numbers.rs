//! Sequence numbers that do not wrap, where no ISN is known.

use synfin_wire::segment::seq::Seq;

/// Counts the numbers of one end from the first that is seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers {
    /// The farthest number so far, and how far it is from the first.
    farthest: Option<(Seq, i64)>,
}

impl Numbers {
    /// How far a number is from the first.
    pub(crate) fn count(&mut self, seq: Seq) -> i64 {
        let (farthest, at) = *self.farthest.get_or_insert((seq, 0));
        let count = at.saturating_add(i64::from(seq.since(farthest)));
        if count > at {
            self.farthest = Some((seq, count));
        }
        count
    }

    /// Whether anything was counted so.
    pub(crate) const fn is_used(&self) -> bool {
        self.farthest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;
    use synfin_wire::segment::seq::Seq;

    #[test]
    fn numbers_go_on_behind_the_wrap_and_below_the_first() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.count(Seq(0xffff_fff0)), 0);
        assert_eq!(numbers.count(Seq(0x10)), 0x20);
        assert_eq!(numbers.count(Seq(0xffff_ffe0)), -0x10);
        assert_eq!(numbers.count(Seq(0x7000_0000)), 0x7000_0010);
        assert_eq!(numbers.count(Seq(0xe000_0000)), 0xe000_0010);
    }
}
