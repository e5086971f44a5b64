//! Packets per pair of sockets, as one would count them with etherparse and a hash map. Nothing about TCP is known but
//! the ports.

use std::io::{self, Read};
use std::net::IpAddr;

use ahash::AHashMap;
use etherparse::{EtherType, Ethernet2Slice, IpNumber, Ipv4Slice, Ipv6Slice, TcpSlice};

use crate::whole::capture_file::CaptureFile;
use crate::whole::told::Told;

type Socket = (IpAddr, u16);

/// Counts the segments of each pair of sockets.
///
/// # Errors
/// Those of [`CaptureFile::next_packet`].
pub fn count<R: Read>(capture: &mut CaptureFile<R>) -> io::Result<Told> {
    let mut told = Told::default();
    let (mut segments, mut counts) = (0, AHashMap::<[Socket; 2], u64>::new());
    while let Some(packet) = capture.next_packet()? {
        told.records += 1;
        if let Some(mut pair) = sockets(packet) {
            pair.sort_unstable();
            *counts.entry(pair).or_default() += 1;
            segments += 1;
        }
    }
    told.segments = Some(segments);
    told.flows = Some(counts.len() as u64);
    told.checksum = counts.values().fold(0, |sum, count| sum.wrapping_add(count * count));
    Ok(told)
}

#[inline]
fn sockets(packet: &[u8]) -> Option<[Socket; 2]> {
    let ethernet = Ethernet2Slice::from_slice_without_fcs(packet).ok()?;
    let (source, destination, segment): (IpAddr, IpAddr, _) = match ethernet.ether_type() {
        EtherType::IPV4 => {
            let packet = Ipv4Slice::from_slice(ethernet.payload_slice()).ok()?;
            let header = packet.header();
            let segment =
                (packet.payload_ip_number() == IpNumber::TCP).then_some(packet.payload().payload)?;
            (header.source_addr().into(), header.destination_addr().into(), segment)
        }
        EtherType::IPV6 => {
            let packet = Ipv6Slice::from_slice(ethernet.payload_slice()).ok()?;
            let header = packet.header();
            let segment =
                (packet.payload().ip_number == IpNumber::TCP).then_some(packet.payload().payload)?;
            (header.source_addr().into(), header.destination_addr().into(), segment)
        }
        _ => return None,
    };
    let segment = TcpSlice::from_slice(segment).ok()?;
    Some([(source, segment.source_port()), (destination, segment.destination_port())])
}
