//! The few honest pieces of which hostile captures are made.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::forge::flags::SYN;
use crate::forge::frame::{IPV4, IPV6, ethernet, link_type::ETHERNET};
use crate::forge::ipv4::Ipv4;
use crate::forge::ipv6::Ipv6;
use crate::forge::pcap::Pcap;
use crate::forge::record::Record;
use crate::forge::segment::Segment;

pub(crate) const LEFT: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
pub(crate) const RIGHT: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 2);
pub(crate) const LEFT6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
pub(crate) const RIGHT6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 2);

const START_NS: u64 = 1_700_000_000_000_000_000;

/// A SYN.
pub(crate) fn syn() -> Segment {
    Segment { seq: 1000, flags: SYN, ..Segment::default() }
}

/// The segment's octets over IPv4.
pub(crate) fn octets(segment: &Segment) -> Vec<u8> {
    segment.octets(IpAddr::V4(LEFT), IpAddr::V4(RIGHT))
}

/// The segment's octets over IPv6.
pub(crate) fn octets6(segment: &Segment) -> Vec<u8> {
    segment.octets(IpAddr::V6(LEFT6), IpAddr::V6(RIGHT6))
}

/// An honest IPv4 header.
pub(crate) const fn header() -> Ipv4 {
    Ipv4::tcp(LEFT, RIGHT)
}

/// An honest IPv6 header.
pub(crate) const fn header6() -> Ipv6 {
    Ipv6::tcp(LEFT6, RIGHT6)
}

/// The segment in an IPv4 packet.
pub(crate) fn packet(segment: &Segment) -> Vec<u8> {
    header().packet(&octets(segment))
}

/// The segment in an Ethernet frame.
pub(crate) fn frame(segment: &Segment) -> Vec<u8> {
    ethernet(IPV4, &packet(segment))
}

/// The segment in an Ethernet frame over IPv6.
pub(crate) fn frame6(segment: &Segment) -> Vec<u8> {
    ethernet(IPV6, &header6().packet(&octets6(segment)))
}

/// Frames a millisecond apart.
pub(crate) fn records(frames: Vec<Vec<u8>>) -> Vec<Record> {
    let stamped =
        |(place, octets): (usize, Vec<u8>)| Record::whole(START_NS + place as u64 * 1_000_000, octets);
    frames.into_iter().enumerate().map(stamped).collect()
}

/// A sound pcap file of Ethernet frames.
pub(crate) fn file(frames: Vec<Vec<u8>>) -> Vec<u8> {
    Pcap::of(ETHERNET).file(&records(frames))
}

/// A sound pcap file of frames of another link type.
pub(crate) fn file_of(link_type: u16, frames: Vec<Vec<u8>>) -> Vec<u8> {
    Pcap::of(link_type).file(&records(frames))
}
