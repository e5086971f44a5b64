//! Which connections are told.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use synfin::column::flows::Flows;
use synfin::dissect::registry::Registry;
use synfin::flow::note::Note;
use synfin::flow::outcome::Outcome;
use synfin::flow::step::Step;

use crate::arguments::dissect::all;
use crate::arguments::ends::EndsArguments;
use crate::arguments::word::named;
use crate::filter::condition::Condition;

/// Each asks more: a connection is told where all hold. Of several of one kind, one is enough.
#[derive(Args, Debug)]
#[command(
    next_help_heading = "Which connections (of several of one kind one is enough, of different kinds all must hold)"
)]
pub(crate) struct FlowFilterArguments {
    /// Those that came to this, as in REFUSED; in letters of any size.
    #[arg(long = "outcome", value_name = "OUTCOME", ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Outcome::ALL.map(Outcome::name)).try_map(|name| named(&Outcome::ALL, Outcome::name, &name)))]
    pub(crate) outcomes: Vec<Outcome>,
    #[command(flatten)]
    pub(crate) ends: EndsArguments,
    /// Those in which a segment does this, as in SYN_RETRANSMIT.
    #[arg(long = "step", value_name = "STEP", ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Step::ALL.map(Step::name)).try_map(|name| named(&Step::ALL, Step::name, &name)))]
    pub(crate) steps: Vec<Step>,
    /// Those in which a segment bears this note, as in zero-window.
    #[arg(long = "note", value_name = "NOTE", ignore_case = true, hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(Note::ALL.map(Note::name)).try_map(|name| named(&Note::ALL, Note::name, &name)))]
    pub(crate) notes: Vec<Note>,
    /// Those for which this is true, in the words of an SQL WHERE over the columns (`synfin columns`), as in "duration > 1e9 AND
    /// resp_payload_bytes = 0".
    #[arg(long = "where", value_name = "CONDITION")]
    pub(crate) condition: Option<Condition<Flows>>,
}

impl FlowFilterArguments {
    /// Who looks into payload where nothing but this filter asks for it: all for a condition, which may be about what they tell.
    pub(crate) fn dissectors(&self) -> Registry {
        if self.condition.is_some() { all() } else { Registry::new() }
    }

    /// Whether every connection is told.
    pub(crate) fn is_empty(&self) -> bool {
        let FlowFilterArguments { outcomes, ends, steps, notes, condition } = self;
        outcomes.is_empty() && ends.is_empty() && steps.is_empty() && notes.is_empty() && condition.is_none()
    }
}
