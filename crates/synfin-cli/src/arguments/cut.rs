//! `synfin cut`.

use clap::Args;

use crate::arguments::annotate::CaptureArguments;
use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::input::InputArguments;
use crate::arguments::number::each_flow;

/// What stands below the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  synfin cut trace.pcap --flow 3 -o one.pcapng
  synfin cut trace.pcap --flow 3 --flow 7 --annotate -o both.pcapng
  synfin cut trace.pcap --outcome refused -o refused.pcapng
  synfin cut trace.pcap --where \"tls.sni LIKE '%.example.com'\" -o site.pcapng
  synfin cut rotated/*.pcap --flow 3 -o - | wireshark -k -i -

The frames are those that `synfin segments --flow N` tells, in their order, with their times and octets; descriptions of \
interfaces, names and secrets for decryption are kept. Not among them are fragments other than the first, ICMP errors about the \
connection, and frames whose TCP header was not captured. Alone, a connection may be told otherwise than \
among others of the same addresses and ports. Options that choose connections take all that they choose, and read the capture twice.";

#[derive(Args, Debug)]
pub(crate) struct CutArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The connection of this number, as `synfin flows` tells it; for several, say it again or put commas between. With options
    /// below: those of them that these choose.
    #[arg(long = "flow", value_name = "N", value_delimiter = ',', value_parser = each_flow(), allow_negative_numbers = true)]
    pub(crate) flows: Vec<u64>,
    #[command(flatten)]
    pub(crate) filter: FlowFilterArguments,
    /// Give every frame a comment, as `synfin annotate --dissect none` does.
    #[arg(long, help_heading = "Writing")]
    pub(crate) annotate: bool,
    #[command(flatten)]
    pub(crate) output: CaptureArguments,
}
