//! Two other parsers, etherparse and smoltcp: whatever one of them accepts, synfin reads alike; what it refuses says nothing.

use etherparse::{NetSlice, SlicedPacket, TcpSlice, TransportSlice};
use smoltcp::wire::{EthernetFrame, EthernetProtocol, IpProtocol, Ipv4Packet, Ipv6Packet, TcpPacket};
use synfin_wire::decode::{Decoded, Options, decode_with};
use synfin_wire::error::{Kind, Reason};
use synfin_wire::numbers::LinkType;
use synfin_wire::segment::header::Segment;

/// The first octet chooses whether the others are a segment or an Ethernet frame.
pub fn check(octets: &[u8]) {
    match octets.split_first() {
        Some((0..128, segment)) => segments_are_read_the_same(segment),
        Some((_, frame)) => frames_are_read_the_same(frame),
        None => {}
    }
}

/// The segment in an Ethernet frame, found by each parser in its own way.
fn frames_are_read_the_same(octets: &[u8]) {
    // Neither peer looks into tunnels.
    let options = Options { tunnels: false, ..Options::default() };
    let decoded = decode_with(options, LinkType::ETHERNET, octets, octets.len() as u32);
    for theirs in [sliced(octets), smoltcp_in(octets)].into_iter().flatten() {
        match decoded {
            Decoded::Tcp(ours) => assert_eq!(ours.segment.octets(), theirs),
            // More layers than synfin promises to follow, or a jumbo payload option that no peer looks into.
            Decoded::Failed(error)
                if error.kind() == Kind::Unsupported || matches!(error.reason, Reason::BadLength { .. }) => {}
            other => panic!("{other:?}, not {theirs:?}"),
        }
    }
}

/// etherparse: any number of tags and extension headers that it knows.
fn sliced(octets: &[u8]) -> Option<&[u8]> {
    let packet = SlicedPacket::from_ethernet(octets).ok()?;
    match (packet.net?, packet.transport?) {
        (NetSlice::Ipv4(_) | NetSlice::Ipv6(_), TransportSlice::Tcp(segment)) => Some(segment.slice()),
        _ => None,
    }
}

/// smoltcp: untagged frames, and packets without extension headers.
fn smoltcp_in(octets: &[u8]) -> Option<&[u8]> {
    let frame = EthernetFrame::new_checked(octets).ok()?;
    let start = EthernetFrame::<&[u8]>::header_len();
    let packet = octets.get(start..)?;
    let segment = match frame.ethertype() {
        EthernetProtocol::Ipv4 => {
            let header = Ipv4Packet::new_checked(packet).ok()?;
            let whole = header.version() == 4 && !header.more_frags() && header.frag_offset() == 0;
            let end = usize::from(header.total_len());
            let segment = packet.get(usize::from(header.header_len())..end)?;
            (whole && header.next_header() == IpProtocol::Tcp).then_some(segment)
        }
        EthernetProtocol::Ipv6 => {
            let header = Ipv6Packet::new_checked(packet).ok()?;
            let segment = packet.get(header.header_len()..header.total_len())?;
            (header.version() == 6 && header.next_header() == IpProtocol::Tcp).then_some(segment)
        }
        _ => None,
    }?;
    TcpPacket::new_checked(segment).ok().map(|_| segment)
}

/// All fields of the header.
fn segments_are_read_the_same(octets: &[u8]) {
    let Ok(ours) = Segment::parse(octets, octets.len() as u32) else {
        assert!(TcpSlice::from_slice(octets).is_err() && TcpPacket::new_checked(octets).is_err());
        return;
    };
    let flags = ours.flags();
    if let Ok(theirs) = TcpSlice::from_slice(octets) {
        assert!(ours.damage().is_none());
        assert_eq!(ours.source_port(), theirs.source_port());
        assert_eq!(ours.destination_port(), theirs.destination_port());
        assert_eq!(ours.seq().0, theirs.sequence_number());
        assert_eq!(ours.ack().0, theirs.acknowledgment_number());
        assert_eq!(ours.data_offset(), theirs.data_offset());
        assert_eq!(
            (flags.fin(), flags.syn(), flags.rst(), flags.ack()),
            (theirs.fin(), theirs.syn(), theirs.rst(), theirs.ack())
        );
        assert_eq!(ours.window(), theirs.window_size());
        assert_eq!(ours.checksum(), theirs.checksum());
        assert_eq!(ours.urgent_pointer(), theirs.urgent_pointer());
        assert_eq!(ours.options().octets(), theirs.options());
        assert_eq!(ours.payload(), theirs.payload());
    }
    if let Ok(theirs) = TcpPacket::new_checked(octets) {
        assert!(ours.damage().is_none());
        assert_eq!(ours.source_port(), theirs.src_port());
        assert_eq!(ours.destination_port(), theirs.dst_port());
        assert_eq!(ours.seq().0, theirs.seq_number().0 as u32);
        assert_eq!(ours.ack().0, theirs.ack_number().0 as u32);
        assert_eq!(ours.header_len(), theirs.header_len());
        assert_eq!(
            (flags.fin(), flags.syn(), flags.rst(), flags.ack()),
            (theirs.fin(), theirs.syn(), theirs.rst(), theirs.ack())
        );
        assert_eq!(ours.window(), theirs.window_len());
        assert_eq!(ours.options().octets(), theirs.options());
        assert_eq!(ours.payload(), theirs.payload());
    }
}
