//! A row in one good line.

use std::fmt;
use std::net::SocketAddr;

use crate::convert::address::Address;
use crate::row::flow::Flow;
use crate::row::segment::Segment;

/// `2, flow 0: 192.0.2.2:23 > 192.0.2.1:54203 SYN|ACK, seq 0, ack 1, SYN_ACK: ESTABLISHED/SYN-RECEIVED`
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let socket = |address: Address, port| SocketAddr::new(address.0, port);
        let (source, destination) = (socket(self.src, self.src_port), socket(self.dst, self.dst_port));
        write!(f, "{}, flow {}: {source} > {destination} {}", self.frame, self.flow, self.flags.0)?;
        match self.rel_seq {
            Some(seq) => write!(f, ", seq {seq}")?,
            None => write!(f, ", raw seq {}", self.seq)?,
        }
        if let Some(ack) = self.rel_ack {
            write!(f, ", ack {ack}")?;
        }
        if self.payload_len > 0 {
            write!(f, ", {} octets", self.payload_len)?;
        }
        let (originator, responder) = (self.originator_state.0, self.responder_state.0);
        write!(f, ", {}: {originator}/{responder}", self.step.0.name())
    }
}

/// `0: 192.0.2.1:54203 > 192.0.2.2:23 CLOSED, 6 > < 5 segments, 9 > < 15 octets`
impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let originator = SocketAddr::new(self.originator.0, self.originator_port);
        let responder = SocketAddr::new(self.responder.0, self.responder_port);
        write!(f, "{}: {originator} > {responder} {}", self.flow, self.outcome.0.name())?;
        write!(f, ", {} > < {} segments", self.orig_segments, self.resp_segments)?;
        write!(f, ", {} > < {} octets", self.orig_payload_bytes, self.resp_payload_bytes)
    }
}
