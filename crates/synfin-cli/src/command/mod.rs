//! The subcommands.

mod all_flows;
mod carry_out;
mod chart;
mod chosen;
mod chosen_flows;
mod columns;
mod copy;
pub(crate) mod dispatch;
mod explain;
mod flows;
mod generate;
mod ladder;
mod live;
mod matches;
mod one_flow;
mod overview;
mod segments;
mod selected_flows;
mod sequence;
mod spool;
mod stats;
