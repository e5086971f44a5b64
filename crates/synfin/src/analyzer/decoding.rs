//! From a record to what the classifier wants to know of its segment.

use synfin_capture::record::Record;
use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::time::Moment;
use synfin_wire::checksum::ChecksumStatus;
use synfin_wire::decode::tcp_packet::TcpPacket;
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::notes::Notes as WireNotes;
use synfin_wire::segment::summary::OptionSummary;

use crate::observation::Checksum;

/// Ours: equal sockets in different VLANs or tunnels are the same connection, as Wireshark has it.
pub(crate) const SCOPE: u32 = 0;

/// Those of the sender and of the receiver.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
pub(crate) fn sockets(packet: &TcpPacket<'_>) -> [Socket; 2] {
    [
        Socket::new(packet.source(), packet.segment.source_port()),
        Socket::new(packet.destination(), packet.segment.destination_port()),
    ]
}

/// Reads a record down to its segment.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
pub(crate) fn decode_record<'a>(record: &Record<'a>) -> Decoded<'a> {
    decode(record.link_type, record.octets_without_fcs(), record.original_len)
}

/// What the classifier wants to know of a packet.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
pub(crate) fn vars(
    frame: u64,
    time: Moment,
    packet: &TcpPacket<'_>,
    options: &OptionSummary,
    checksum: Checksum,
    malformed: bool,
) -> SegmentVars {
    SegmentVars {
        time,
        frame,
        ip_len: packet.ip_len(),
        identification: packet.identification(),
        malformed,
        bad_checksum: matches!(checksum, Checksum::Checked(ChecksumStatus::Bad { .. })),
        truncated: packet.notes.contains(WireNotes::TRUNCATED),
        ..SegmentVars::of(&packet.segment, options)
    }
}
