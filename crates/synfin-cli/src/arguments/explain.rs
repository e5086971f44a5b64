//! `synfin explain`.

use clap::Args;

use crate::arguments::one_flow::OneFlowArguments;
use crate::arguments::report::ReportArguments;

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    pub(crate) report: ReportArguments,
    #[command(flatten)]
    pub(crate) which: OneFlowArguments,
}
