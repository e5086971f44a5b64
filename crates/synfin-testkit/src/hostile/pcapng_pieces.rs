//! The honest pieces of a pcapng file.

use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::ByteOrder;
use crate::forge::pcapng::Pcapng;
use crate::forge::record::Record;
use crate::hostile::build::{frame, syn};

pub(crate) const NG: Pcapng = Pcapng { order: ByteOrder::Little };
pub(crate) const TICKS: u64 = 1_700_000_000_000_000;

/// A frame with a SYN.
pub(crate) fn good() -> Record {
    Record::whole(0, frame(&syn()))
}

/// That frame in an enhanced packet of the first interface.
pub(crate) fn packet() -> Vec<u8> {
    NG.enhanced(0, TICKS, &good(), &[])
}

/// A section and one Ethernet interface.
pub(crate) fn start() -> Vec<u8> {
    [NG.section(&[]), NG.interface(ETHERNET, 262_144, &[])].concat()
}

/// These blocks behind that start.
pub(crate) fn started(blocks: &[Vec<u8>]) -> Vec<u8> {
    [start(), blocks.concat()].concat()
}
