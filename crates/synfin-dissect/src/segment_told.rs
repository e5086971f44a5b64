//! A segment, as a dissection wants it.

use synfin_flow::direction::Direction;
use synfin_flow::key::Socket;
use synfin_flow::note::Note;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::verdict::Verdict;

use crate::data::At;
use crate::flow_info::FlowInfo;

/// The ends of a segment: the one that sent it, and the one that it was sent to.
pub trait Sockets {
    /// Both of them.
    fn sockets(&self) -> [Socket; 2];
}

impl Sockets for [Socket; 2] {
    fn sockets(&self) -> [Socket; 2] {
        *self
    }
}

/// A segment, with what the classifier told of it.
#[derive(Clone, Copy)]
pub struct SegmentTold<'a> {
    /// Number of its connection.
    pub flow: u64,
    /// What the classifier told.
    pub verdict: &'a Verdict,
    /// What it told that of.
    pub vars: &'a SegmentVars,
    /// The port of the end that sent it, and of the one that it was sent to.
    pub ports: [u16; 2],
    /// Both ends: looked at where ports do not tell.
    pub sockets: &'a dyn Sockets,
    /// What was captured of its payload.
    pub payload: &'a [u8],
}

impl SegmentTold<'_> {
    /// The connection, by what the classifier says of it now.
    pub(crate) fn flow_info(&self) -> FlowInfo {
        let [source, destination] = self.sockets.sockets();
        match self.verdict.sender {
            Direction::Originator => FlowInfo { originator: source, responder: destination },
            Direction::Responder => FlowInfo { originator: destination, responder: source },
        }
    }

    /// The end that sent it. Who opened a connection may turn out to be the other end after all; a dissector hears of the ends as they
    /// were when it claimed.
    pub(crate) fn direction_in(&self, flow: &FlowInfo) -> Direction {
        if !flow.has_equal_ports() {
            return self.direction_by_port(flow);
        }
        let [source, _] = self.sockets.sockets();
        if source == flow.originator { Direction::Originator } else { Direction::Responder }
    }

    /// The same, where the ports of both ends differ.
    #[inline]
    pub(crate) fn direction_by_port(&self, flow: &FlowInfo) -> Direction {
        if self.ports[0] == flow.originator.port() { Direction::Originator } else { Direction::Responder }
    }

    #[inline]
    pub(crate) fn at(&self, direction: Direction) -> At {
        let Verdict { step, notes, .. } = *self.verdict;
        At { frame: self.vars.frame, time: self.vars.time, direction, step, notes }
    }

    /// Whether the capture kept only a part of the payload.
    pub(crate) const fn is_cut(&self) -> bool {
        self.payload.len() < self.vars.payload_len as usize
    }

    /// Whether it brings octets that come to the application, if it arrives.
    #[inline]
    pub(crate) fn brings_octets(&self) -> bool {
        brings_octets(self.verdict, self.vars)
    }
}

/// Whether a segment brings octets that come to the application, if it arrives.
#[inline]
pub(crate) fn brings_octets(verdict: &Verdict, vars: &SegmentVars) -> bool {
    vars.payload_len > 0 && carries(verdict.step)
}

/// Whether its octets are the first of their direction: by the ISN; where that is not known, those with which the capture joins.
#[inline]
pub(crate) fn is_first(verdict: &Verdict, vars: &SegmentVars) -> bool {
    let is_first = match offset_by_isn(verdict, vars) {
        Some(offset) => offset == 0,
        None => verdict.notes.contains(Note::Midstream),
    };
    is_first && brings_octets(verdict, vars)
}

/// How many octets its sender sent before those of this segment: less than none for a keep-alive.
#[inline]
pub(crate) fn offset_by_isn(verdict: &Verdict, vars: &SegmentVars) -> Option<i64> {
    // The first octet has the number after the SYN's.
    Some(verdict.rel_seq?.saturating_add(i64::from(vars.flags.syn()) - 1))
}

/// Whether the octets of such a segment come to the application, if it arrives.
#[inline]
const fn carries(step: Step) -> bool {
    CARRYING >> step as u8 & 1 != 0
}

/// A bit for each step whose octets do.
const CARRYING: u64 = {
    let mut steps = 0;
    let mut place = 0;
    while place < Step::ALL.len() {
        let step = Step::ALL[place];
        let is_outside = matches!(step.stage(), Stage::Reset | Stage::Outside);
        let is_odd =
            matches!(step, Step::KeepAlive | Step::SynDuplicate | Step::SynAckInvalid | Step::DataAfterFin);
        if !is_outside && !is_odd {
            steps |= 1 << step as u8;
        }
        place += 1;
    }
    steps
};
