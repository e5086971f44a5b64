//! `synfin cut`.

use clap::Args;

use crate::arguments::InputArguments;
use crate::arguments::annotate::CaptureArguments;

/// What stands below the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  synfin cut trace.pcap --flow 3 -o one.pcapng
  synfin cut trace.pcap --flow 3 --flow 7 --annotate -o both.pcapng
  synfin cut rotated/*.pcap --flow 3 -o - | wireshark -k -i -

The frames are those that `synfin segments --flow N` tells, in their order, with their times and octets; descriptions of \
interfaces, names and secrets for decryption are kept. Not among them are fragments other than the first, ICMP errors about the \
connection, and frames whose TCP header was not captured. Alone, a connection may be told otherwise than \
among others of the same addresses and ports.";

#[derive(Args, Debug)]
pub(crate) struct CutArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The connection of this number, as `synfin flows` tells it; for several, say it again or put commas between.
    #[arg(long = "flow", value_name = "N", required = true, value_delimiter = ',')]
    pub(crate) flows: Vec<u64>,
    /// Give every frame a comment, as `synfin annotate --dissect none` does.
    #[arg(long, help_heading = "Writing")]
    pub(crate) annotate: bool,
    #[command(flatten)]
    pub(crate) output: CaptureArguments,
}
