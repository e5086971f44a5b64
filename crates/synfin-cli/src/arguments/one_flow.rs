//! Which connection is told, where one is.

use clap::Args;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::number::one_flow;

/// One connection; nothing asked: the one with most to tell.
#[derive(Args, Debug)]
pub(crate) struct OneFlowArguments {
    /// The connection of this number, as `synfin flows` tells it. Without it, the first that the options below choose; without
    /// those, the one with most to tell.
    #[arg(long, value_name = "N", value_parser = one_flow, allow_negative_numbers = true)]
    pub(crate) flow: Option<u64>,
    #[command(flatten)]
    pub(crate) filter: FlowFilterArguments,
}
