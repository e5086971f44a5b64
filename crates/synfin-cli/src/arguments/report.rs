//! What everything that tells of captures takes: what is read, who looks into payload, and where it is told.

use clap::Args;

use crate::arguments::dissect::DissectArguments;
use crate::arguments::input::InputArguments;
use crate::arguments::output::OutputArguments;

#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) dissect: DissectArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}
