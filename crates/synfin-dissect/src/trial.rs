//! Trying a dissector out, without a capture.

use core::net::{IpAddr, Ipv4Addr};

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::key::Socket;
use synfin_flow::note::Notes;
use synfin_flow::reason::Why;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::step::Step;
use synfin_flow::verdict::Verdict;
use synfin_wire::segment::seq::Seq;

use crate::dissected::Dissected;
use crate::dissection::Dissection;
use crate::limits::DissectionLimits;
use crate::registry::Registry;
use crate::segment_told::SegmentTold;

/// Of nothing in particular.
const VERDICT: Verdict = Verdict {
    sender: Direction::Originator,
    step: Step::Data,
    notes: Notes::EMPTY,
    originator: (State::Unknown, Basis::Unknown),
    responder: (State::Unknown, Basis::Unknown),
    rel_seq: None,
    rel_ack: None,
    window_scaled: None,
    why: Why::HeaderContradictsItself,
};

/// Shows a segment with these numbers.
#[cfg(test)]
pub(crate) fn told_with(seq: Seq, rel_seq: Option<i64>, show: impl FnOnce(&SegmentTold<'_>)) {
    let verdict = Verdict { rel_seq, ..VERDICT };
    let vars = SegmentVars { seq, ..SegmentVars::default() };
    let sockets = [Socket::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1); 2];
    let (verdict, vars) = (&verdict, &vars);
    show(&SegmentTold { flow: 0, verdict, vars, ports: [1; 2], sockets: &sockets, payload: &[] });
}

/// A connection for trying a dissector out: say what its ends send, and see what is told.
///
/// ```
/// # #[cfg(feature = "telnet")] {
/// use synfin_dissect::plugins::telnet::Telnet;
/// use synfin_dissect::registry::Registry;
/// use synfin_dissect::trial::Trial;
///
/// let mut trial = Trial::new(Registry::new().with(Telnet), 23);
/// assert_eq!(trial.responder(b"\xff\xfb\x01login: "), ["negotiation=WILL ECHO"]);
/// assert_eq!(trial.originator(b"me\r\n"), [""; 0]);
/// assert_eq!(&*trial.end().unwrap().claimed_by[0], "telnet");
/// # }
/// ```
#[derive(Debug)]
pub struct Trial {
    dissection: Dissection,
    sockets: [Socket; 2],
    /// How many octets each end sent.
    sent: [u64; 2],
    frame: u64,
    /// The connection that sends.
    flow: u64,
}

impl Trial {
    /// A connection to this port.
    pub fn new(registry: Registry, port: u16) -> Trial {
        Trial::within(DissectionLimits::for_flows(core::num::NonZeroU32::MIN), registry, port)
    }

    /// One in a dissection with these limits.
    pub fn within(limits: DissectionLimits, registry: Registry, port: u16) -> Trial {
        let address = |last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        Trial {
            dissection: Dissection::new(registry, limits),
            sockets: [Socket::new(address(1), 54203), Socket::new(address(2), port)],
            sent: [0; 2],
            frame: 0,
            flow: 0,
        }
    }

    /// Another connection, of this number, begins; what is sent from here on is of it. Those that were before stay as they are.
    pub fn begin(&mut self, flow: u64) {
        (self.flow, self.sent) = (flow, [0; 2]);
    }

    /// The originator sends these octets after its last; what was told, as `field=value`.
    pub fn originator(&mut self, octets: &[u8]) -> Vec<String> {
        let sent = self.sent[0];
        self.segment(Direction::Originator, Step::Data, sent, octets, octets.len() as u32)
    }

    /// The responder does.
    pub fn responder(&mut self, octets: &[u8]) -> Vec<String> {
        let sent = self.sent[1];
        self.segment(Direction::Responder, Step::Data, sent, octets, octets.len() as u32)
    }

    /// An end sends a segment of this step with so many octets, of which these were captured, after so many others.
    pub fn segment(
        &mut self,
        sender: Direction,
        step: Step,
        offset: u64,
        captured: &[u8],
        payload_len: u32,
    ) -> Vec<String> {
        self.frame += 1;
        let verdict = Verdict { sender, step, rel_seq: Some(offset as i64 + 1), ..VERDICT };
        let end = usize::from(sender == Direction::Responder);
        self.sent[end] = self.sent[end].max(offset + u64::from(payload_len));
        let seq = Seq(offset as u32) + 1;
        let vars = SegmentVars { frame: self.frame, seq, payload_len, ..SegmentVars::default() };
        let (source, destination) = (self.sockets[end], self.sockets[1 - end]);
        let (ports, sockets) = ([source.port(), destination.port()], &[source, destination]);
        if self.dissection.wants(self.flow, &verdict, &vars, ports) {
            let (verdict, vars) = (&verdict, &vars);
            self.dissection.observe(&SegmentTold {
                flow: self.flow,
                verdict,
                vars,
                ports,
                sockets,
                payload: captured,
            });
        }
        let emitted = self.dissection.emitted(self.frame).iter();
        emitted.map(|emission| format!("{}={}", emission.field, emission.value)).collect()
    }

    /// The connection leaves: what was told of it, if somebody claimed it. It may begin anew.
    pub fn end(&mut self) -> Option<Dissected> {
        self.sent = [0; 2];
        self.dissection.end(self.flow)
    }

    /// The dissection, for its counts.
    pub const fn dissection(&self) -> &Dissection {
        &self.dissection
    }
}
