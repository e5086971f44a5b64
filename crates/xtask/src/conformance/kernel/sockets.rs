//! Which of synfin's connections an end's kernel socket belongs to.
//!
//! A pair of ports may live several times; after a restart one end may already hold the socket of the new life while the
//! other still holds that of the old one (`half_open_new_syn`). So each end is compared in the connection to which its
//! *own* socket belongs: the one whose row stands at the packet at which that socket was born. A socket is born when it
//! leaves CLOSED, when it leaves TIME-WAIT for an opening state, or when it sends a SYN with a number of its own that it
//! had not sent before. Until a packet of its birth stands in the capture, the connection of the newest row counts: that
//! is all that an onlooker has.

use std::collections::HashSet;

use crate::conformance::kernel::run_file::{Packet, Side};

const SYN: u16 = 2;
const RST: u16 = 4;

/// One end of one pair of ports, followed through a run.
#[derive(Default)]
pub(super) struct Socket {
    last_state: Option<String>,
    sent_numbers: HashSet<u32>,
    flow: Option<u64>,
}

impl Socket {
    /// Takes a packet and the connection in which synfin put it, if it stands in the capture.
    pub(super) fn take(&mut self, side: Side, packet: &Packet, row_flow: Option<u64>) {
        let (before, after) = packet.states(side);
        let sends = packet.sent_by(side);
        let new_number = sends && packet.flags & (SYN | RST) == SYN && self.sent_numbers.insert(packet.seq);
        let opened = match self.last_state.as_deref() {
            None => true,
            Some("CLOSED") => before != "CLOSED" || after != "CLOSED",
            Some("TIME-WAIT") => matches!(after, "SYN-SENT" | "SYN-RECEIVED"),
            Some(_) => false,
        };
        let born = opened || new_number;
        if born {
            self.flow = None;
        }
        if self.flow.is_none() && (born || sends) {
            self.flow = row_flow;
        }
        self.last_state = Some(after.to_owned());
    }

    /// The connection to which the socket belongs; none while no packet of its birth was seen.
    pub(super) fn flow(&self) -> Option<u64> {
        self.flow
    }
}
