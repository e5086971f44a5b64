//! tshark prints the edges of SACK blocks relative to the first sequence number of the other direction. This keeps that
//! number for both directions of each of its streams, by tshark's own rule.

use std::collections::HashMap;

use crate::conformance::columns::SegmentRow;

const SYN: u16 = 2;
const ACK: u16 = 16;

/// The number from which tshark counts, for each direction of each stream.
#[derive(Default)]
pub(super) struct Bases {
    bases: HashMap<(u64, String, u16), u32>,
}

impl Bases {
    /// Takes a segment in: the sender's base comes from its SYN or else one below its first number; the receiver's,
    /// when none of its segments was seen yet, from the first acknowledgement of it.
    pub(super) fn take(&mut self, stream: u64, row: &SegmentRow) {
        let sender = (stream, row.src.clone(), row.src_port);
        if row.flags & SYN != 0 {
            self.bases.insert(sender, row.seq);
        } else {
            self.bases.entry(sender).or_insert(row.seq.wrapping_sub(1));
        }
        if row.flags & ACK != 0 {
            let receiver = (stream, row.dst.clone(), row.dst_port);
            self.bases.entry(receiver).or_insert(row.ack.wrapping_sub(1));
        }
    }

    /// A number of the receiver's sequence space, as tshark prints it in a segment of the sender.
    pub(super) fn of_receiver(&self, stream: u64, row: &SegmentRow, number: u32) -> u64 {
        let base = self.bases.get(&(stream, row.dst.clone(), row.dst_port)).copied().unwrap_or_default();
        u64::from(number.wrapping_sub(base))
    }
}
