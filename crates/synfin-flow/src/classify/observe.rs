//! The way in: one segment of a flow, in capture order.

use crate::direction::Direction;
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::note::{Note, Notes};
use crate::outcome::{Roles, Start};
use crate::reason::Why;
use crate::recent::Sighting;
use crate::segment_vars::SegmentVars;
use crate::step::Step;
use crate::verdict::Verdict;

/// What a chapter finds: the label and its grounds.
pub(crate) type Finding = (Step, Why);

impl Flow {
    /// A flow that begins with this segment, and the end that sent it; the segment itself is yet to be observed.
    ///
    /// Who opened the connection is told by a SYN or SYN-ACK; else the port numbers are asked, which may be taken back later.
    pub fn open(first: &SegmentVars, source_port: u16, destination_port: u16) -> (Flow, Direction) {
        let flags = first.flags;
        let (sender, roles, start) = match (flags.syn() && !flags.rst() && !flags.fin(), flags.ack()) {
            (true, true) => (Direction::Responder, Roles::SynAck, Start::SynAck),
            (true, false) => (Direction::Originator, Roles::Syn, Start::Syn),
            _ if serves(source_port, destination_port) => {
                (Direction::Responder, Roles::Guess, Start::Midstream)
            }
            _ => (Direction::Originator, Roles::Guess, Start::Midstream),
        };
        (Flow::begin(first.time, first.frame, roles, start), sender)
    }

    /// Takes the flow's next segment, sent by `sender`, and tells what it does.
    ///
    /// Where the segment shows that the roles were guessed wrongly, they are exchanged first, and the verdict's
    /// sender is the other one from the one given.
    pub fn observe(&mut self, segment: &SegmentVars, sender: Direction) -> Verdict {
        let sender = self.correct_roles(segment, sender);
        let (idle, backwards) = self.pass_to(segment.time, segment.frame);
        let mut notes = Notes::EMPTY
            .with_if(backwards, Note::TimeBackwards)
            .with_if(segment.bad_checksum, Note::BadChecksum)
            .with_if(segment.truncated, Note::Truncated)
            .with_if(self.reused && !self.any(Mark::Seen), Note::PortReuse);
        let before = self.before(sender, idle);
        let sighting = self.recent.saw_before(segment, sender, idle);
        let (step, why) = if sighting == Sighting::Again {
            (Step::CaptureDuplicate, Why::SamePacketAgain)
        } else if segment.malformed {
            self.end_mut(sender).mark(Mark::Other);
            (Step::Malformed, Why::HeaderContradictsItself)
        } else {
            notes = notes.with_if(sighting == Sighting::PerhapsAgain, Note::MaybeCaptureDuplicate);
            self.classify(segment, sender, &mut notes)
        };
        if step != Step::CaptureDuplicate {
            self.count(segment, sender, step);
        }
        self.keep_compat(segment, sender, &before);
        self.verdict(segment, sender, step, notes, why)
    }

    fn classify(&mut self, segment: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let flags = segment.flags;
        *notes = notes
            .with_if(contradictory(segment), Note::IllegalFlags)
            .with_if(segment.window == 0 && !flags.syn() && !flags.rst(), Note::ZeroWindow);
        *sender.of_mut(&mut self.closed_window) |= notes.contains(Note::ZeroWindow);
        // RFC 9293 allows a FIN in a SYN-ACK; out of nothing, SYN and FIN together are a probe.
        let probes = flags.syn() && flags.fin() && !(flags.ack() && self.any(Mark::NumbersKnown));
        let finding = if flags.rst() {
            self.on_reset(segment, sender, notes)
        } else if probes {
            (Step::ScanProbe, Why::SynWithFin)
        } else if flags.syn() && flags.ack() {
            self.on_syn_ack(segment, sender, notes)
        } else if flags.syn() {
            self.on_syn(segment, sender, notes)
        } else if flags.ack() {
            self.on_ordinary(segment, sender, notes)
        } else if self.any(Mark::NumbersKnown) || self.reset.is_some() {
            (Step::Invalid, Why::LacksAckBit)
        } else {
            (Step::ScanProbe, Why::ProbesWithoutConnection)
        };
        let end = self.end_mut(sender);
        end.mark(if finding.0 == Step::ScanProbe { Mark::ScanProbe } else { Mark::Other });
        end.set(Mark::SentKeepAlive, finding.0 == Step::KeepAlive);
        end.set(Mark::SentProbe, finding.0 == Step::ZeroWindowProbe);
        end.unmark(Mark::OwesChallenge);
        finding
    }

    pub(crate) fn any(&self, mark: Mark) -> bool {
        self.ends.iter().any(|end| end.is(mark))
    }

    fn count(&mut self, segment: &SegmentVars, sender: Direction, step: Step) {
        let end = self.end_mut(sender);
        end.mark(Mark::Seen);
        end.segments = end.segments.saturating_add(1);
        end.ip_octets.add(u64::from(segment.ip_len));
        if matches!(
            step,
            Step::DataRetransmit | Step::SynRetransmit | Step::SynAckRetransmit | Step::FinRetransmit
        ) {
            end.retransmits = end.retransmits.saturating_add(1);
        }
        let ignored = matches!(step, Step::Malformed | Step::Invalid | Step::ScanProbe | Step::SynAckInvalid);
        if ignored || segment.flags.rst() {
            return;
        }
        if segment.payload_len > 0 {
            end.mark(Mark::SentData);
        }
        end.mark(Mark::WindowKnown);
        end.window = segment.window;
        end.set(Mark::WindowScaled, !segment.flags.syn());
        // RFC 7323, section 2.2: the window of a SYN itself is never scaled.
        let scaled = !segment.flags.syn();
        let octets = if scaled { self.in_octets(sender, segment.window) } else { u32::from(segment.window) };
        if octets > self.largest_window(sender) {
            let end = self.end_mut(sender);
            end.max_window = segment.window;
            end.set(Mark::MaxWindowScaled, scaled);
        }
    }

    fn verdict(
        &self,
        segment: &SegmentVars,
        sender: Direction,
        step: Step,
        notes: Notes,
        why: Why,
    ) -> Verdict {
        let (end, peer) = (self.end(sender), self.end(sender.opposite()));
        Verdict {
            sender,
            step,
            notes,
            originator: self.state(Direction::Originator),
            responder: self.state(Direction::Responder),
            rel_seq: end.is(Mark::IsnKnown).then(|| end.relative(segment.seq)),
            rel_ack: (segment.flags.ack() && peer.is(Mark::IsnKnown)).then(|| peer.relative(segment.ack)),
            window_scaled: if segment.flags.syn() {
                Some(u32::from(segment.window))
            } else {
                self.scale(sender).map(|shift| u32::from(segment.window) << shift)
            },
            why,
        }
    }
}

/// Whether the sender is the end that serves, by the port numbers alone.
// Ours, as no RFC gives ports a role: a port below 1024 serves; else the only one below 32768, where the ranges for callers begin.
const fn serves(source_port: u16, destination_port: u16) -> bool {
    match (source_port < 1024, destination_port < 1024) {
        (true, false) => true,
        (false, true) => false,
        _ => source_port < 32768 && destination_port >= 32768,
    }
}

/// Whether the flags contradict each other: more than one of SYN, FIN and RST, or none of SYN, ACK and RST.
fn contradictory(segment: &SegmentVars) -> bool {
    let flags = segment.flags;
    let several = segment.controls() > 1;
    several || !(flags.syn() || flags.ack() || flags.rst())
}
