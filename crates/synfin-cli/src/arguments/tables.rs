//! The arguments of what writes tables.

use clap::Args;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::number::one_flow;
use crate::arguments::order::OrderArguments;
use crate::arguments::report::ReportArguments;
use crate::arguments::segment_filter::SegmentFilterArguments;

/// Of `synfin flows`.
#[derive(Args, Debug)]
pub(crate) struct FlowsTableArguments {
    #[command(flatten)]
    pub(crate) report: ReportArguments,
    #[command(flatten)]
    pub(crate) filter: FlowFilterArguments,
    #[command(flatten)]
    pub(crate) order: OrderArguments,
}

/// Of `synfin segments`.
#[derive(Args, Debug)]
pub(crate) struct SegmentsTableArguments {
    #[command(flatten)]
    pub(crate) report: ReportArguments,
    /// Only the connection of this number, as `synfin flows` tells it. In text, seconds count from its first segment then.
    #[arg(long, value_name = "N", value_parser = one_flow, allow_negative_numbers = true)]
    pub(crate) flow: Option<u64>,
    #[command(flatten)]
    pub(crate) filter: SegmentFilterArguments,
}
