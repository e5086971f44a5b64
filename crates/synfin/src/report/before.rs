//! What the rows before decide about a row, for a writer that did not write them.

use synfin_flow::time::Moment;

/// What the rows of the table `segments` that were written so far decide about those that follow: whether there is a head, from
/// when time counts, which connections have had their heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentsBefore {
    /// Time of the first row, from which seconds count, or from when else they count; none while there is no row.
    pub start: Option<Moment>,
    /// Connections with a lower number have had their heading.
    pub next_flow: u64,
}

impl SegmentsBefore {
    /// After one row more, with its time and its connection.
    pub fn count(&mut self, time: Moment, flow: u64) {
        self.start.get_or_insert(time);
        self.next_flow = self.next_flow.max(flow.saturating_add(1));
    }

    /// After these rows, and then those.
    #[must_use]
    pub fn then(self, those: SegmentsBefore) -> SegmentsBefore {
        let start = self.start.or(those.start);
        SegmentsBefore { start, next_flow: self.next_flow.max(those.next_flow) }
    }
}

#[cfg(test)]
mod tests {
    use super::SegmentsBefore;
    use synfin_flow::time::Moment;

    #[test]
    fn nothing_before_and_nothing_behind_changes_nothing() {
        let some = SegmentsBefore { start: Some(Moment(7)), next_flow: 3 };
        assert_eq!(SegmentsBefore::default().then(some), some);
        assert_eq!(some.then(SegmentsBefore::default()), some);
        let later = SegmentsBefore { start: Some(Moment(9)), next_flow: 2 };
        assert_eq!(some.then(later), some);
    }
}
