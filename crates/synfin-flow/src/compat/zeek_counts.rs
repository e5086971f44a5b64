//! How often an end did what Zeek writes a letter for again and again.

use crate::saved::saved;

/// What is counted, with its place among 31 bits: the lowest bit, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Retransmit,
    Window,
    Checksum,
    Gap,
}

impl Counted {
    const fn place(self) -> (u32, u32) {
        match self {
            Counted::Retransmit => (0, 10),
            Counted::Window => (10, 7),
            Counted::Checksum => (17, 7),
            Counted::Gap => (24, 7),
        }
    }
}

/// One end's counts: retransmissions up to 1,023, the rest up to 127.
///
/// Zeek writes a letter at the 1st, 10th, 100th … time, without end; here the last are the 1,000th retransmission and
/// the 100th of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts([u8; 4]);

saved!(Counts { 0: [u8; 4] });

impl Counts {
    pub(crate) const NONE: Counts = Counts([0; 4]);

    /// Counts one more; true when Zeek writes a letter for it.
    pub(crate) const fn add(&mut self, what: Counted) -> bool {
        let (lowest, width) = what.place();
        let full = !(u32::MAX << width);
        let all = u32::from_le_bytes(self.0);
        let count = all >> lowest & full;
        if count == full {
            return false;
        }
        // It is not full, so that nothing is carried into the next one.
        self.0 = all.wrapping_add(1 << lowest).to_le_bytes();
        matches!(count, 0 | 9 | 99 | 999)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Counts};

    #[test]
    fn a_letter_is_due_at_the_powers_of_ten_and_counts_do_not_mix() {
        let mut counts = Counts::NONE;
        for what in [Counted::Gap, Counted::Checksum, Counted::Window, Counted::Retransmit] {
            let last = if what == Counted::Retransmit { 1000 } else { 100 };
            for time in 1..5000_u32 {
                let due = [1, 10, 100, 1000].contains(&time) && time <= last;
                assert_eq!(counts.add(what), due, "{what:?}, time {time}");
            }
        }
    }
}
