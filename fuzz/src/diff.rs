//! Two other parsers, where they claim to read the same: etherparse and smoltcp.

use etherparse::TcpSlice;
use smoltcp::wire::TcpPacket;
use synfin_wire::segment::header::Segment;

/// Whatever a peer accepts, synfin reads alike; what a peer refuses says nothing.
pub fn read_the_same(octets: &[u8]) {
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
