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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Socket;
    use crate::conformance::kernel::run_file::{Packet, Side};

    /// A packet of end a with a's and b's states before and after.
    fn packet(flags: u16, seq: u32, a: [&str; 2], b: [&str; 2]) -> Packet {
        serde_json::from_value(json!({
            "n": 1, "nd": 1, "frm": "a", "fate": "delivered", "sp": 1, "dp": 2, "flags": flags, "seq": seq,
            "a_before": a[0], "a_after": a[1], "b_before": b[0], "b_after": b[1],
            "a_obs": null, "b_obs": null, "foreign": false,
        }))
        .expect("all fields are there")
    }

    #[test]
    fn after_a_restart_each_end_is_compared_in_the_connection_of_its_own_socket() {
        let (mut a, mut b) = (Socket::default(), Socket::default());
        let mut take = |packet: &Packet, flow| {
            a.take(Side::A, packet, flow);
            b.take(Side::B, packet, flow);
            (a.flow(), b.flow())
        };
        let opened = packet(2, 100, ["SYN-SENT", "SYN-SENT"], ["LISTEN", "SYN-RECEIVED"]);
        assert_eq!(take(&opened, Some(0)), (Some(0), Some(0)));
        // a was restarted and sends a SYN with another number; b still holds the old connection.
        let again = packet(2, 900, ["SYN-SENT", "SYN-SENT"], ["ESTABLISHED", "ESTABLISHED"]);
        assert_eq!(take(&again, Some(1)), (Some(1), Some(0)));
        // The reset ends b's old socket; the SYN sent again makes it a new one.
        let reset = packet(4, 101, ["SYN-SENT", "SYN-SENT"], ["ESTABLISHED", "LISTEN"]);
        assert_eq!(take(&reset, Some(0)), (Some(1), Some(0)));
        let repeated = packet(2, 900, ["SYN-SENT", "SYN-SENT"], ["LISTEN", "SYN-RECEIVED"]);
        assert_eq!(take(&repeated, Some(1)), (Some(1), Some(1)));
    }

    #[test]
    fn a_socket_whose_first_packets_were_lost_belongs_to_no_connection_yet() {
        let mut a = Socket::default();
        let lost = packet(2, 100, ["SYN-SENT", "SYN-SENT"], ["LISTEN", "LISTEN"]);
        a.take(Side::A, &lost, None);
        assert_eq!(a.flow(), None);
        a.take(Side::A, &lost, Some(7));
        assert_eq!(a.flow(), Some(7));
    }
}
