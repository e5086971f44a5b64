//! Which frames of the files are read.

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct BpfArguments {
    /// Read only the frames that match this filter, in the words of tcpdump: `--bpf 'tcp port 443 and host 192.0.2.1'`. Frames keep
    /// their numbers, but of files that overlap in time those left out count just before the next of their file; connections are
    /// numbered among what matches. How many frames were left out is in the books of `stats`, else the last line on standard
    /// error. What is tagged matches only where the filter says so: `tcp or (vlan and tcp)`. `len`, `less` and `greater` see the octets that
    /// were captured. Needs a build with libpcap (feature `live`).
    #[arg(long, value_name = "FILTER", help_heading = "Reading")]
    pub(crate) bpf: Option<String>,
}
