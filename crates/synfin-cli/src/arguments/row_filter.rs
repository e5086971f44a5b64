//! What both tables can be asked for.

use clap::Args;
use synfin::flow::note::Note;
use synfin::flow::step::Step;

use crate::arguments::dissect::DissectArguments;
use crate::arguments::ends::EndsArguments;
use crate::arguments::word::{Offering, Words};
use synfin::filter::asked::Asked;
use synfin::filter::condition::Condition;

/// Each asks more: a row is told where all hold. Of several of one kind, one is enough.
#[derive(Args, Debug)]
pub(crate) struct RowFilterArguments<T: Asked> {
    #[command(flatten)]
    pub(crate) ends: EndsArguments,
    /// Those with this step, as in SYN_RETRANSMIT; in letters of any size, and several with commas between.
    #[arg(long = "step", value_name = "STEP", value_delimiter = ',', hide_possible_values = true)]
    #[arg(value_parser = Words::new("step", &Step::ALL, Step::name))]
    pub(crate) steps: Vec<Step>,
    /// Those with this note, as in zero-window; several with commas between.
    #[arg(long = "note", value_name = "NOTE", value_delimiter = ',', hide_possible_values = true)]
    #[arg(value_parser = Words::new("note", &Note::ALL, Note::name))]
    pub(crate) notes: Vec<Note>,
    #[arg(long = "where", value_name = "CONDITION", hide_possible_values = true, help = help::<T>(), allow_hyphen_values = true)]
    #[arg(value_parser = Offering::new(str::parse::<Condition<T>>, Condition::<T>::names()))]
    pub(crate) condition: Option<Condition<T>>,
}

impl<T: Asked> RowFilterArguments<T> {
    /// Whether every row is told.
    pub(crate) fn is_empty(&self) -> bool {
        let RowFilterArguments { ends, steps, notes, condition } = self;
        ends.is_empty() && steps.is_empty() && notes.is_empty() && condition.is_none()
    }

    /// Why nothing could ever be told, where the condition asks for what nobody will tell.
    pub(crate) fn objection(&self, dissect: &DissectArguments) -> Option<String> {
        let left_out = dissect.leaves_out(self.condition.as_ref()?.dissectors())?;
        Some(format!("--where asks about {left_out}, and --dissect leaves {left_out} out: name it there too"))
    }
}

fn help<T: Asked>() -> String {
    format!(
        "Those for which this is true, in the words of an SQL WHERE over the columns (`synfin columns`) and over what dissectors told, \
         as in \"{}\"",
        T::EXAMPLE
    )
}
