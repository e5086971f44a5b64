//! The arguments of `synfin columns`.

use clap::Args;
use synfin::report::meaning::Subject;

use crate::arguments::output::OutputArguments;
use crate::arguments::word::Words;

#[derive(Args, Debug)]
pub(crate) struct ColumnsArguments {
    /// What to explain; everything unless something is named.
    #[arg(value_name = "WHAT", value_parser = Words::new("list", &Subject::ALL, Subject::name))]
    pub(crate) subjects: Vec<Subject>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}
