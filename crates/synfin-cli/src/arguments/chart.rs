//! The arguments of pictures with axes.

use clap::{Args, ValueEnum};
use synfin::chart::format::ChartFormat;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::input::InputArguments;
use crate::arguments::one_flow::OneFlowArguments;
use crate::arguments::order::OrderArguments;
use crate::arguments::page::PageArguments;
use crate::arguments::word::Words;

/// Of `synfin overview`.
#[derive(Args, Debug)]
pub(crate) struct OverviewArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// What is drawn.
    #[arg(long, value_name = "KIND", value_enum, ignore_case = true, default_value_t = Overview::Flows)]
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
    #[command(flatten)]
    pub(crate) which: OneFlowArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ChartArguments {
    /// In which form; by default as the name of OUT ends (.txt, .svg), else text.
    #[arg(long, value_name = "FORMAT", value_parser = Words::new("form", &ChartFormat::ALL, ChartFormat::name), help_heading = "Writing")]
    pub(crate) format: Option<ChartFormat>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
}
