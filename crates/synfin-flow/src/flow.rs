//! One connection as an onlooker knows it: plain `Copy` data of fixed size.

use core::time::Duration;

use crate::compat::kept::Compat;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::{End, Mark};
use crate::endpoint::state::State;
use crate::holes::Holes;
use crate::outcome::{CloseKind, OpenKind, Outcome, Roles, Start};
use crate::packed::U48;
use crate::recent::Recent;
use crate::time::Moment;

/// How a connection was reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reset {
    /// Its SYN was refused.
    Refused,
    /// Before the handshake was complete.
    BeforeOpen,
    /// After it.
    Open,
    /// The reset stands alone: no connection was seen.
    Stray,
}

/// One connection: both ends' states and numbers, and what happened to it so far.
///
/// Feed it every segment of its pair of sockets in capture order with [`Flow::observe`]; which segments belong to it and which to a
/// later connection on the same sockets is for the caller to say ([`Flow::owns_syn`], [`Flow::is_near`]), as the flow table does.
///
/// ```
/// use synfin_flow::{direction::Direction, endpoint::state::State, flow::Flow, segment_vars::SegmentVars, step::Step};
/// use synfin_wire::segment::{flags::Flags, seq::Seq};
///
/// let syn = SegmentVars { seq: Seq(100), flags: Flags::SYN, frame: 1, ..Default::default() };
/// let (mut flow, sender) = Flow::open(&syn, 54203, 23);
/// assert_eq!(flow.observe(&syn, sender).step, Step::Syn);
///
/// let syn_ack = SegmentVars { seq: Seq(300), ack: Seq(101), flags: Flags::SYN | Flags::ACK, frame: 2, ..Default::default() };
/// let verdict = flow.observe(&syn_ack, sender.opposite());
/// assert_eq!(verdict.step, Step::SynAck);
/// assert_eq!(flow.state(Direction::Responder).0, State::SynReceived);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    pub(crate) ends: [End; 2],
    pub(crate) holes: Holes,
    pub(crate) recent: Recent,
    pub(crate) first_time: Moment,
    pub(crate) last_time: Moment,
    pub(crate) first_frame: U48,
    pub(crate) last_frame: U48,
    /// Nanoseconds from the flow's first segment to its last SYN; once the SYN-ACK came, from that SYN to it.
    pub(crate) syn: Interval,
    /// Nanoseconds from the flow's first segment to its last SYN-ACK; once that is acknowledged, from it to the ACK.
    pub(crate) syn_ack: Interval,
    pub(crate) attempts: u16,
    pub(crate) incarnation: u16,
    pub(crate) roles: Roles,
    pub(crate) start: Start,
    pub(crate) open_kind: Option<OpenKind>,
    pub(crate) close_kind: Option<CloseKind>,
    pub(crate) first_closer: Option<Direction>,
    pub(crate) reset: Option<(Reset, Direction)>,
    /// The third segment of the handshake was seen, or must have been there.
    pub(crate) handshake_done: bool,
    /// Which ends announced once that they take no more octets for now.
    pub(crate) closed_window: [bool; 2],
    /// The port's number was used before; told with the first segment.
    pub(crate) reused: bool,
    /// What Zeek and Wireshark would remember of it.
    pub(crate) compat: Compat,
}

/// How far the windows of an end with these marks and this shift count are shifted, beside a peer with those marks; none while that was
/// settled unseen.
#[inline]
pub(crate) const fn shift(own: u32, peer: u32, window_scale: u8) -> Option<u8> {
    let both = own & peer;
    if both & Mark::SentSyn as u32 == 0 {
        return None;
    }
    // RFC 7323, section 2.2: both ends must send the option for either to scale.
    Some(if both & Mark::ScaleKnown as u32 == 0 {
        0
    } else if window_scale > 14 {
        // RFC 7323, section 2.3: a shift beyond 14 is logged, and 14 used instead.
        14
    } else {
        window_scale
    })
}

/// A span of capture time that is being measured, or has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interval {
    /// Nothing to measure from.
    None,
    /// Runs since this many nanoseconds after the flow's first segment.
    Since(U48),
    /// Took this many nanoseconds.
    Took(U48),
}

impl Interval {
    /// Stops a running interval.
    pub(crate) fn stop(&mut self, now: Duration) {
        if let Interval::Since(start) = *self {
            let nanoseconds = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
            *self = Interval::Took(U48::new(nanoseconds.saturating_sub(start.get())));
        }
    }

    /// Starts, or starts again; one that has stopped stays as it is.
    pub(crate) fn start(&mut self, now: Duration) {
        if !matches!(self, Interval::Took(_)) {
            *self = Interval::Since(U48::new(u64::try_from(now.as_nanos()).unwrap_or(u64::MAX)));
        }
    }

    fn took(self) -> Option<Duration> {
        match self {
            Interval::Took(nanoseconds) => Some(Duration::from_nanos(nanoseconds.get())),
            Interval::None | Interval::Since(_) => None,
        }
    }
}

/// What one end sent, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Segments, without those that the capture brought twice.
    pub segments: u32,
    /// Octets of all IP packets, headers included.
    pub ip_bytes: u64,
    /// Distinct octets of payload that were captured.
    pub payload_bytes: u64,
    /// Segments that brought nothing but octets, SYN or FIN captured before; one that fills a hole may have been sent before, too,
    /// and is not counted.
    pub retransmits: u32,
    /// Octets that the peer acknowledged and the capture lacks.
    pub missed_bytes: u64,
    /// Maximum segment size option, octets.
    pub mss: Option<u16>,
    /// Window scale option: the shift count as sent.
    pub wscale: Option<u8>,
    /// It offered SACK.
    pub sack_permitted: bool,
    /// It sent timestamps.
    pub timestamps: bool,
    /// Largest window, in octets, scaled as far as the scale is known.
    pub max_window: u32,
    /// It announced that it takes no more octets for now.
    pub zero_window: bool,
}

impl Reset {
    /// Every way, in order.
    pub(crate) const ALL: [Reset; 4] = [Reset::Refused, Reset::BeforeOpen, Reset::Open, Reset::Stray];
}

impl Flow {
    /// A flow that is yet to be told anything.
    #[cfg(feature = "alloc")]
    pub(crate) const BLANK: Flow = Flow::begin(Moment(0), 0, Roles::Guess, Start::Midstream);

    pub(crate) const fn begin(time: Moment, frame: u64, roles: Roles, start: Start) -> Flow {
        Flow {
            ends: [End::UNKNOWN; 2],
            holes: Holes::EMPTY,
            recent: Recent::EMPTY,
            first_time: time,
            last_time: time,
            first_frame: U48::new(frame),
            last_frame: U48::new(frame),
            syn: Interval::None,
            syn_ack: Interval::None,
            attempts: 0,
            incarnation: 0,
            roles,
            start,
            open_kind: None,
            close_kind: None,
            first_closer: None,
            reset: None,
            handshake_done: false,
            closed_window: [false; 2],
            reused: false,
            compat: Compat::EMPTY,
        }
    }

    #[inline]
    pub(crate) const fn end(&self, of: Direction) -> &End {
        match of {
            Direction::Originator => &self.ends[0],
            Direction::Responder => &self.ends[1],
        }
    }

    #[inline]
    pub(crate) const fn end_mut(&mut self, of: Direction) -> &mut End {
        match of {
            Direction::Originator => &mut self.ends[0],
            Direction::Responder => &mut self.ends[1],
        }
    }

    /// Moves the flow's time on to a segment's; returns how long nothing came, and whether time went backwards.
    pub(crate) fn pass_to(&mut self, time: Moment, frame: u64) -> (Duration, bool) {
        self.last_frame = U48::new(frame);
        let idle = time.since(self.last_time);
        let backwards = time < self.last_time;
        if !backwards {
            self.last_time = time;
        }
        (idle, backwards)
    }

    /// Capture time since the flow's first segment.
    pub(crate) const fn age(&self) -> Duration {
        self.last_time.since(self.first_time)
    }

    /// Takes back who opened the connection.
    pub(crate) fn swap_roles(&mut self) {
        self.ends.swap(0, 1);
        self.closed_window.swap(0, 1);
        self.holes.swap_ends();
        self.recent.swap_ends();
        self.compat.swap_ends();
        self.first_closer = self.first_closer.map(Direction::opposite);
        self.reset = self.reset.map(|(reset, by)| (reset, by.opposite()));
    }

    /// The state of one end after the last segment, and on what grounds it is told.
    pub const fn state(&self, of: Direction) -> (State, Basis) {
        let end = self.end(of);
        (end.state, end.basis)
    }

    /// What became of the connection so far; first match, as the law of the classifier lists them.
    pub fn outcome(&self) -> Outcome {
        let [originator, responder] = &self.ends;
        let fins = (originator.is(Mark::SentFin), responder.is(Mark::SentFin));
        let only_probes = self.ends.iter().all(|end| !end.is(Mark::Other));
        let one_each = self.ends.iter().all(|end| end.segments <= 1 && !end.is(Mark::SentData));
        match (self.reset, fins) {
            _ if only_probes && self.one_sided() => Outcome::Probe,
            (Some((Reset::Stray, _)), _) => Outcome::StrayReset,
            (Some((Reset::Refused, _)), _) => Outcome::Refused,
            (Some(_), _) if self.start == Start::Midstream && one_each => Outcome::ProbeAnsweredByReset,
            (Some(_), _) if self.start == Start::SynAck && one_each => Outcome::ProbeAnsweredByReset,
            (Some((Reset::BeforeOpen, by)), _) => Outcome::of_reset(by, false),
            (Some((Reset::Open, by)), _) => Outcome::of_reset(by, true),
            (None, (true, true)) if originator.is(Mark::FinAcked) && responder.is(Mark::FinAcked) => {
                Outcome::Closed
            }
            (None, (true, true)) => Outcome::Closing,
            (None, (true, false)) => Outcome::HalfClosedByInitiator,
            (None, (false, true)) => Outcome::HalfClosedByResponder,
            (None, (false, false)) if self.start == Start::Midstream || self.is_open() => Outcome::Open,
            (None, (false, false)) if responder.is(Mark::SentSyn) => Outcome::HalfOpen,
            (None, (false, false)) => Outcome::NoReply,
        }
    }

    /// Whether the handshake is complete: its third segment was seen, or both SYNs of a simultaneous open were answered.
    pub(crate) fn is_open(&self) -> bool {
        self.handshake_done || self.ends.iter().all(|end| end.is(Mark::SentSynAck))
    }

    /// How sure it is who opened the connection.
    pub const fn roles(&self) -> Roles {
        self.roles
    }

    /// With what the capture of it begins.
    pub const fn start(&self) -> Start {
        self.start
    }

    pub(crate) const fn set_start(&mut self, start: Start) {
        self.start = start;
    }

    /// How it was opened; none while no answer to the SYN was seen.
    pub const fn open_kind(&self) -> Option<OpenKind> {
        self.open_kind
    }

    /// How it was closed; none while one FIN is missing.
    pub const fn close_kind(&self) -> Option<CloseKind> {
        self.close_kind
    }

    /// The end that sent the first FIN.
    pub const fn first_closer(&self) -> Option<Direction> {
        self.first_closer
    }

    /// The end that is left in TIME-WAIT; the originator when both are, after crossing FINs, as [`Flow::state`] tells of each.
    pub fn time_wait_holder(&self) -> Option<Direction> {
        Direction::BOTH.into_iter().find(|&of| self.end(of).state == State::TimeWait)
    }

    /// The end that reset the connection.
    pub fn reset_by(&self) -> Option<Direction> {
        self.reset.map(|(_, by)| by)
    }

    /// Whether segments of only one end were captured.
    pub fn one_sided(&self) -> bool {
        self.ends.iter().any(|end| !end.is(Mark::Seen))
    }

    /// Which connection of the capture this is on its pair of sockets, from 0.
    pub const fn incarnation(&self) -> u32 {
        self.incarnation as u32
    }

    /// How often the originator asked: SYNs, repetitions included; at most 65,535 are counted.
    pub const fn attempts(&self) -> u32 {
        self.attempts as u32
    }

    /// Number of its first frame.
    pub const fn first_frame(&self) -> u64 {
        self.first_frame.get()
    }

    /// Number of its last frame.
    pub const fn last_frame(&self) -> u64 {
        self.last_frame.get()
    }

    /// When its first segment was captured.
    pub const fn first_time(&self) -> Moment {
        self.first_time
    }

    /// The latest moment at which one of its segments was captured.
    pub const fn last_time(&self) -> Moment {
        self.last_time
    }

    /// From its first segment to its last; 0 where the clock went backwards.
    pub const fn duration(&self) -> Duration {
        self.age()
    }

    /// From the last SYN to the SYN-ACK: the round trip between the capture and the responder.
    pub fn handshake_rtt_server(&self) -> Option<Duration> {
        self.syn.took()
    }

    /// From the last SYN-ACK to its acknowledgement: the round trip between the capture and the originator.
    pub fn handshake_rtt_client(&self) -> Option<Duration> {
        self.syn_ack.took()
    }

    /// What one end sent, counted.
    pub fn tally(&self, of: Direction) -> Tally {
        let end = self.end(of);
        Tally {
            segments: end.segments,
            ip_bytes: end.ip_octets.get(),
            payload_bytes: self.payload_octets(of),
            retransmits: end.retransmits,
            missed_bytes: end.missed.get(),
            mss: end.is(Mark::MssKnown).then_some(end.mss),
            wscale: end.is(Mark::ScaleKnown).then_some(end.window_scale),
            sack_permitted: end.is(Mark::SackPermitted),
            timestamps: end.is(Mark::Timestamps),
            max_window: self.largest_window(of),
            zero_window: *of.of(&self.closed_window),
        }
    }

    /// How far this end's windows are shifted; none while that was settled unseen.
    pub(crate) const fn scale(&self, of: Direction) -> Option<u8> {
        let (own, peer) = (self.end(of), self.end(of.opposite()));
        shift(own.marks, peer.marks, own.window_scale)
    }

    /// A window that this end announced, in octets; not scaled where the scale is unknown.
    pub(crate) fn in_octets(&self, of: Direction, window: u16) -> u32 {
        u32::from(window) << self.scale(of).unwrap_or(0)
    }

    /// The last window that this end announced before the segment at hand, in octets.
    pub(crate) fn last_window(&self, of: Direction) -> u32 {
        let end = self.end(of);
        if end.is(Mark::WindowScaled) { self.in_octets(of, end.window) } else { u32::from(end.window) }
    }

    pub(crate) fn largest_window(&self, of: Direction) -> u32 {
        let end = self.end(of);
        if end.is(Mark::MaxWindowScaled) {
            self.in_octets(of, end.max_window)
        } else {
            u32::from(end.max_window)
        }
    }

    /// Distinct octets of payload: all numbers that were captured, without those of SYN and FIN.
    fn payload_octets(&self, of: Direction) -> u64 {
        let end = self.end(of);
        if !end.is(Mark::NumbersKnown) {
            return 0;
        }
        let without_hole = u64::try_from(end.relative(end.contig)).unwrap_or(0).saturating_sub(1);
        let captured = without_hole.saturating_add(self.holes.octets(of)).saturating_sub(end.missed.get());
        captured.saturating_sub(u64::from(end.is(Mark::SentFin)))
    }
}

/// A flow on its way; the table keeps it in fewer octets.
const _: () = assert!(size_of::<Flow>() <= 320);

#[cfg(test)]
mod tests {
    use super::Flow;

    #[test]
    fn a_flow_is_plain_data() {
        fn is_copy<T: Copy>() {}
        is_copy::<Flow>();
        assert!(!core::mem::needs_drop::<Flow>());
    }
}
