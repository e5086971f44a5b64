//! Which segments are told.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use synfin::column::segments::Segments;
use synfin::flow::note::Note;
use synfin::flow::step::Step;

use crate::arguments::ends::EndsArguments;
use crate::arguments::word::named;
use crate::filter::condition::Condition;

/// Each asks more: a segment is told where all hold. Of several of one kind, one is enough.
///
/// What became of its connection is not among them: that is not known yet when a segment is told.
#[derive(Args, Debug)]
#[command(
    next_help_heading = "Which segments (of several of one kind one is enough, of different kinds all must hold)"
)]
pub(crate) struct SegmentFilterArguments {
    #[command(flatten)]
    pub(crate) ends: EndsArguments,
    /// Those that do this, as in SYN_RETRANSMIT; in letters of any size.
    #[arg(long = "step", value_name = "STEP", ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Step::ALL.map(Step::name)).try_map(|name| named(&Step::ALL, Step::name, &name)))]
    pub(crate) steps: Vec<Step>,
    /// Those that bear this note, as in zero-window.
    #[arg(long = "note", value_name = "NOTE", ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Note::ALL.map(Note::name)).try_map(|name| named(&Note::ALL, Note::name, &name)))]
    pub(crate) notes: Vec<Note>,
    /// Those for which this is true, in the words of an SQL WHERE over the columns (`synfin columns`), as in "payload_len > 1460 AND
    /// 'hole' = ANY(notes)".
    #[arg(long = "where", value_name = "CONDITION")]
    pub(crate) condition: Option<Condition<Segments>>,
}

impl SegmentFilterArguments {
    /// Whether every segment is told.
    pub(crate) fn is_empty(&self) -> bool {
        let SegmentFilterArguments { ends, steps, notes, condition } = self;
        ends.is_empty() && steps.is_empty() && notes.is_empty() && condition.is_none()
    }
}
