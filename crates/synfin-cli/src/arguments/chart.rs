//! The arguments of pictures with axes.

use clap::{Args, ValueEnum};
use synfin::chart::format::ChartFormat;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::order::OrderArguments;
use crate::arguments::{ChartFormatParser, InputArguments, PageArguments};

/// Of `synfin overview`.
#[derive(Args, Debug)]
pub(crate) struct OverviewArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// What is drawn.
    #[arg(long, value_name = "KIND", value_enum, default_value_t = Overview::Flows)]
    pub(crate) kind: Overview,
    #[command(flatten)]
    pub(crate) writing: ChartArguments,
    #[command(flatten)]
    pub(crate) filter: FlowFilterArguments,
    #[command(flatten)]
    pub(crate) order: OrderArguments,
}

/// What an overview shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Overview {
    /// Connections over time, a bar each.
    Flows,
    /// How long handshakes took: a histogram of each half.
    Rtt,
}

/// Of `synfin sequence`.
#[derive(Args, Debug)]
pub(crate) struct SequenceArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) writing: ChartArguments,
    /// Only the connection of this number, as `synfin flows` tells it.
    #[arg(long, value_name = "N")]
    pub(crate) flow: Option<u64>,
}

#[derive(Args, Debug)]
pub(crate) struct ChartArguments {
    /// In which form; by default as the name of OUT ends (.txt, .svg), else text.
    #[arg(long, value_name = "FORMAT", value_parser = ChartFormatParser, help_heading = "Writing")]
    pub(crate) format: Option<ChartFormat>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
}
