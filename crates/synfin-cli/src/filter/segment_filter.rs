//! Which segments are told.

use synfin::observation::Observation;

use crate::arguments::segment_filter::SegmentFilterArguments;
use crate::filter::ends::one_is_among;

/// Whether a segment is one of those that were asked for.
pub(crate) fn takes<'r>(arguments: &SegmentFilterArguments, segment: &'r Observation<'r>) -> bool {
    let SegmentFilterArguments { ends, steps, notes, condition } = arguments;
    let ends_of_it =
        || [(segment.source(), segment.source_port()), (segment.destination(), segment.destination_port())];
    (steps.is_empty() || steps.contains(&segment.step()))
        && (notes.is_empty() || notes.iter().any(|note| segment.notes().contains(*note)))
        && one_is_among(ends_of_it(), &ends.hosts, &ends.ports)
        && condition.as_ref().is_none_or(|condition| condition.holds(segment))
}
