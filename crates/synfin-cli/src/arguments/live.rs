//! What `synfin live` takes.

use std::num::{NonZeroU32, NonZeroU64};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::arguments::dissect::DissectArguments;
use crate::arguments::ends::EndsArguments;
use crate::arguments::number::{NO_MAX_FLOWS, number};
use crate::arguments::output::OutputArguments;

const NO_COUNT: &str = "this is a number from 1 on; without --count the capture goes on until it is ended";

/// Shown below the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  synfin live --list                            which interfaces there are
  synfin live -i eth0                           a table that fills the screen; q ends it
  synfin live -i any tcp port 443 --plain       a row for each connection that has ended
  synfin live -i eth0 --host 192.0.2.0/24 --port 443 --port 8443
  synfin live -i eth0 --format json | jq .outcome
  synfin live -i lo --duration 60 -w lo.pcap    what was captured is kept too
  synfin live -i eth0 -w - -o flows.json | wireshark -k -i -

A connection has ended when it was closed or reset 5 s ago, or was silent for too long: 30 s while it opens, 60 s if only one end was \
seen, 120 s while it closes, 600 s open. What is still there when the capture ends is told then.

The table shows what becomes of each connection that is there, by stage, and below it for 30 s those that have left. As many columns are shown as \
the terminal has room for. Keys: q ends, ? explains all of it, s changes the order, v shows names or addresses where there is no room for both, \
p pauses, ↑ ↓ PgUp PgDn Home End move.

--host and --port become part of the filter: frames between other ends are not heard.

Ctrl-C, a request to terminate, q, --count and --duration end the capture in an orderly way: where rows are told, those that are left; then on standard \
error the totals: frames, segments, connections (those that were over, still there, or silent for too long) by outcome, drops by the kernel and by \
the interface; exit status 0. \
-o FILE gets its name then, and -w is written all the while. Exit status 1: it could not begin; 2: the interface was lost meanwhile, and all up to there was told.";

#[derive(Args, Debug)]
pub(crate) struct LiveArguments {
    /// The interface to listen to; `any` is all of them.
    #[arg(short, long, value_name = "INTERFACE", required_unless_present = "list")]
    pub(crate) interface: Option<String>,
    /// Tell which interfaces there are, and end.
    #[arg(long, conflicts_with_all = ["interface", "filter"])]
    pub(crate) list: bool,
    /// Only frames that match this filter, in the words of tcpdump: `tcp port 443 and host 192.0.2.1`.
    #[arg(value_name = "FILTER")]
    pub(crate) filter: Vec<String>,
    #[command(flatten, next_help_heading = "Listening")]
    pub(crate) ends: EndsArguments,
    #[command(flatten)]
    pub(crate) dissect: DissectArguments,
    /// End after so many frames.
    #[arg(long, value_name = "FRAMES", help_heading = "Listening")]
    #[arg(value_parser = number(NonZeroU64::MIN..=NonZeroU64::MAX, NO_COUNT), allow_negative_numbers = true)]
    pub(crate) count: Option<NonZeroU64>,
    /// End after so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, help_heading = "Listening")]
    pub(crate) duration: Option<Duration>,
    /// Keep no more than so many octets of a frame; a frame that is cut short is told as one.
    #[arg(long, value_name = "OCTETS", default_value_t = 262_144, help_heading = "Listening")]
    #[arg(value_parser = number(64..=262_144_u32, "this is a number from 64 to 262144"), allow_negative_numbers = true)]
    pub(crate) snaplen: u32,
    /// Do not ask the interface for frames that are meant for other machines.
    #[arg(short = 'p', long, help_heading = "Listening")]
    pub(crate) no_promiscuous: bool,
    /// Mebibytes in which frames wait to be read, before the kernel drops what comes.
    #[arg(long, value_name = "MIB", default_value_t = 16, help_heading = "Listening")]
    #[arg(value_parser = number(1..=1024_u32, "this is a number from 1 to 1024"), allow_negative_numbers = true)]
    pub(crate) buffer: u32,
    /// Verify checksums; those of frames that this machine sends are often not there yet when they are captured.
    #[arg(long, help_heading = "Listening")]
    pub(crate) checksum: bool,
    /// Most connections held at once; the least valuable makes place for a new one, and is told.
    #[arg(long, value_name = "N", help_heading = "Listening")]
    #[arg(value_parser = number(NonZeroU32::MIN..=NonZeroU32::MAX, NO_MAX_FLOWS), allow_negative_numbers = true)]
    pub(crate) max_flows: Option<NonZeroU32>,
    /// Write every frame to this file too (pcap, with nanoseconds), as it comes; `-` is standard output, and rows go to a file then (-o).
    #[arg(short, long, value_name = "PCAP", help_heading = "Writing")]
    pub(crate) write: Option<PathBuf>,
    /// Rows, not the table that fills the screen, on a terminal too.
    #[arg(long, help_heading = "Writing")]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// Seconds, with decimals if need be: more than none, and less than a century.
fn seconds(text: &str) -> Result<Duration, String> {
    const CENTURY: f64 = 3.2e9;
    let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0 && *seconds < CENTURY);
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| "this is a number of seconds above 0, as in --duration 2.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::seconds;
    use std::time::Duration;

    #[test]
    fn seconds_are_a_time_that_can_be_waited_for() {
        assert_eq!(seconds("2.5"), Ok(Duration::from_millis(2500)));
        for none in ["0", "-1", "x", "", "inf", "NaN", "1e300"] {
            assert!(seconds(none).is_err(), "{none}");
        }
    }
}
