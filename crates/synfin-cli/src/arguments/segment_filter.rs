//! Which segments are told.

use clap::Args;
use synfin::column::segments::Segments;
use synfin::observation::Observation;

use crate::arguments::row_filter::RowFilterArguments;
use crate::filter::ends::one_is_among;

/// Each asks more: a segment is told where all hold. Of several of one kind, one is enough.
///
/// What became of its connection is not among them: that is not known yet when a segment is told.
#[derive(Args, Debug)]
#[command(
    next_help_heading = "Which segments (of several of one kind one is enough, of different kinds all must hold)"
)]
pub(crate) struct SegmentFilterArguments {
    #[command(flatten)]
    pub(crate) rows: RowFilterArguments<Segments>,
}

impl SegmentFilterArguments {
    /// Whether every segment is told.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a segment is one of those that were asked for.
    pub(crate) fn takes<'r>(&self, segment: &'r Observation<'r>) -> bool {
        let RowFilterArguments { ends, steps, notes, condition } = &self.rows;
        let ends_of_it = || {
            [(segment.source(), segment.source_port()), (segment.destination(), segment.destination_port())]
        };
        (steps.is_empty() || steps.contains(&segment.step()))
            && (notes.is_empty() || notes.iter().any(|note| segment.notes().contains(*note)))
            && one_is_among(ends_of_it(), &ends.hosts, &ends.ports)
            && condition.as_ref().is_none_or(|condition| condition.holds(segment))
    }
}
