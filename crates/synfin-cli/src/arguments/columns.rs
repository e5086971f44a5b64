//! The arguments of `synfin columns`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use synfin::report::meaning::Subject;

use crate::arguments::OutputArguments;
use crate::arguments::word::named;

#[derive(Args, Debug)]
pub(crate) struct ColumnsArguments {
    /// What to explain; everything unless something is named.
    #[arg(value_name = "WHAT", ignore_case = true)]
    #[arg(value_parser = PossibleValuesParser::new(Subject::ALL.map(Subject::name)).try_map(|name| named(&Subject::ALL, Subject::name, &name)))]
    pub(crate) subjects: Vec<Subject>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}
