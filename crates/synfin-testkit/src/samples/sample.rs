//! A sample, and all of them.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::Pcap;
use crate::samples::{around, everyday, rare, telnet};
use crate::scripts::script::Script;

/// A capture file that ships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The file's name.
    pub name: &'static str,
    /// Its octets.
    pub octets: Vec<u8>,
    /// The script it was made from, with what is expected of each segment, where the file holds just that.
    pub script: Option<Script>,
}

impl Sample {
    /// A microsecond pcap file of the script's Ethernet frames.
    pub(crate) fn of_script(name: &'static str, script: Script) -> Sample {
        Sample { name, octets: Pcap::of(ETHERNET).file(&script.records()), script: Some(script) }
    }
}

/// Every sample.
///
/// # Panics
/// When a script of this crate cannot be read; the tests make them all.
pub fn all() -> Vec<Sample> {
    vec![
        telnet::four_way_close(),
        rare::simultaneous_close(),
        rare::half_close_with_data(),
        rare::midstream(),
        rare::retransmissions(),
        everyday::ipv6(),
        everyday::mixed(),
        around::vlan(),
        around::vxlan(),
        around::gre(),
        around::two_interfaces(),
    ]
}

/// The script that `text` tells.
pub(crate) fn told(text: &str) -> Script {
    Script::parse(text).unwrap_or_else(|error| panic!("a sample's script: {error}"))
}
