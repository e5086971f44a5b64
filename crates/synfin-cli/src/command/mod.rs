//! The subcommands.

mod all_flows;
mod chart;
mod chosen;
mod columns;
mod copy;
mod explain;
mod flows;
mod generate;
mod ladder;
mod live;
mod matches;
mod one_flow;
mod overview;
pub(crate) mod run;
mod segments;
mod selected_flows;
mod sequence;
mod spool;
mod stats;
