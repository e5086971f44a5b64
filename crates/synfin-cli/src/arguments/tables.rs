//! The arguments of what writes tables.

use clap::Args;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::order::OrderArguments;
use crate::arguments::segment_filter::SegmentFilterArguments;
use crate::arguments::{FlowsArguments, SegmentsArguments};

/// Of `synfin flows`.
#[derive(Args, Debug)]
pub(crate) struct FlowsTableArguments {
    #[command(flatten)]
    pub(crate) plain: FlowsArguments,
    #[command(flatten)]
    pub(crate) filter: FlowFilterArguments,
    #[command(flatten)]
    pub(crate) order: OrderArguments,
}

/// Of `synfin segments`.
#[derive(Args, Debug)]
pub(crate) struct SegmentsTableArguments {
    #[command(flatten)]
    pub(crate) plain: SegmentsArguments,
    #[command(flatten)]
    pub(crate) filter: SegmentFilterArguments,
}
