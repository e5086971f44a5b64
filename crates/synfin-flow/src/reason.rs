//! Why a segment got its label: the numbers first, the sentence when somebody asks.

use core::fmt;

use synfin_wire::segment::seq::Seq;

use crate::verdict::Verdict;

/// The grounds of a verdict: what was compared with what. Sequence numbers are raw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// The header contradicts itself.
    HeaderContradictsItself,
    /// The same packet was captured a moment ago.
    SamePacketAgain,
    /// SYN and FIN in one segment.
    SynWithFin,
    /// Neither SYN nor ACK nor RST, and no connection.
    ProbesWithoutConnection,
    /// No ACK bit in a live connection.
    LacksAckBit,
    /// The first SYN.
    FirstSyn {
        /// Initial sequence number.
        isn: Seq,
        /// Octets of payload.
        octets: u32,
    },
    /// The SYN again.
    SynAgain {
        /// Initial sequence number.
        isn: Seq,
        /// How many attempts that makes.
        attempt: u16,
    },
    /// The SYN again after a refusal.
    SynAfterRefusal {
        /// Initial sequence number.
        isn: Seq,
        /// How many attempts that makes.
        attempt: u16,
    },
    /// The SYN of a connection whose SYN-ACK was captured first.
    SynAfterItsAnswer {
        /// Initial sequence number.
        isn: Seq,
    },
    /// An old SYN into a live connection.
    SynIntoConnection {
        /// Initial sequence number.
        isn: Seq,
    },
    /// A SYN while the peer's SYN is unanswered.
    SynCrosses {
        /// Initial sequence number.
        isn: Seq,
        /// The peer's.
        peer_isn: Seq,
    },
    /// A SYN-ACK for a SYN.
    AcknowledgesSyn {
        /// SEG.ACK.
        ack: Seq,
        /// The peer's ISN.
        peer_isn: Seq,
        /// The sender's own ISN.
        isn: Seq,
        /// Octets of the peer's SYN that are acknowledged with it.
        octets: u32,
    },
    /// A SYN-ACK whose SYN was not captured.
    AcknowledgesUnseenSyn {
        /// SEG.ACK.
        ack: Seq,
        /// The sender's own ISN.
        isn: Seq,
    },
    /// The SYN-ACK again.
    SynAckAgain {
        /// The sender's ISN.
        isn: Seq,
    },
    /// A SYN-ACK that acknowledges no SYN.
    SynAckForNothing {
        /// SEG.ACK.
        ack: Seq,
        /// What it should have been.
        expected: Seq,
    },
    /// An ACK of the SYN without a SYN of its own.
    AcknowledgesSynOnly {
        /// SEG.ACK.
        ack: Seq,
    },
    /// Completes the handshake.
    CompletesHandshake {
        /// SEG.ACK.
        ack: Seq,
        /// The peer's ISN.
        peer_isn: Seq,
        /// Octets of payload carried along.
        octets: u32,
    },
    /// New octets.
    NewOctets {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
    },
    /// Octets of which the first were sent before.
    PartlyNewOctets {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
        /// How many of them are new, the last.
        new: u32,
    },
    /// Octets beyond something missing.
    OctetsBeyondHole {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
        /// What was expected.
        expected: Seq,
    },
    /// Octets that were missing.
    OctetsIntoHole {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
    },
    /// Octets sent before.
    OldOctets {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
        /// The highest number seen without a hole.
        known: Seq,
    },
    /// Octets toward an end that closed its direction.
    OctetsTowardClosedEnd {
        /// How many.
        octets: u32,
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
    },
    /// Octets beyond the own FIN.
    OctetsAfterOwnFin {
        /// SEG.SEQ.
        seq: Seq,
        /// How many.
        octets: u32,
        /// The number of the FIN.
        fin: Seq,
    },
    /// Acknowledges more than before.
    Acknowledges {
        /// SEG.ACK.
        ack: Seq,
        /// How many numbers more than the last one.
        octets: u32,
    },
    /// Acknowledges less than before: overtaken.
    AcknowledgesLess {
        /// SEG.ACK.
        ack: Seq,
        /// The highest one before.
        before: Seq,
    },
    /// Acknowledges what was never sent.
    AcknowledgesNeverSent {
        /// SEG.ACK.
        ack: Seq,
        /// The highest number that the peer sent.
        highest: Seq,
    },
    /// The first acknowledgement that was captured.
    AcknowledgesFirst {
        /// SEG.ACK.
        ack: Seq,
    },
    /// A SYN-ACK with another ISN into an open connection.
    SynAckChangesIsn {
        /// Its ISN.
        isn: Seq,
        /// The one that its sender opened with.
        before: Seq,
    },
    /// The same acknowledgement again.
    RepeatsAck {
        /// SEG.ACK.
        ack: Seq,
    },
    /// The same acknowledgement with another window.
    MovesWindow {
        /// SEG.ACK.
        ack: Seq,
        /// The window before, octets.
        before: u32,
        /// The window now, octets.
        now: u32,
    },
    /// One below the next number, to provoke an answer.
    AsksWhetherAlive {
        /// SEG.SEQ.
        seq: Seq,
        /// SND.NXT.
        nxt: Seq,
        /// Octets of payload.
        octets: u32,
    },
    /// Answers that.
    AnswersKeepAlive {
        /// SEG.ACK.
        ack: Seq,
    },
    /// Asks whether the window opened.
    AsksForWindow {
        /// SEG.SEQ.
        seq: Seq,
        /// SND.NXT.
        nxt: Seq,
    },
    /// Answers that.
    AnswersProbe {
        /// SEG.ACK.
        ack: Seq,
        /// The window, octets.
        window: u32,
    },
    /// Repeats the last acknowledgement because the peer sent something doubtful.
    AsksBack {
        /// SEG.ACK.
        ack: Seq,
    },
    /// Acknowledges out of an older connection.
    AcknowledgesOlderConnection {
        /// SEG.ACK.
        ack: Seq,
        /// What the peer's SYN asks for.
        expected: Seq,
    },
    /// A FIN.
    Fin {
        /// The number of the FIN.
        fin: Seq,
        /// Octets before it in the same segment.
        octets: u32,
        /// Whether it is the second of the connection.
        second: bool,
    },
    /// A FIN that also acknowledges the peer's.
    FinAcknowledgesFin {
        /// The number of the FIN.
        fin: Seq,
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
    },
    /// A FIN that does not acknowledge the peer's.
    FinCrossesFin {
        /// The number of the FIN.
        fin: Seq,
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
    },
    /// The FIN again.
    FinAgain {
        /// The number of the FIN.
        fin: Seq,
    },
    /// Acknowledges the peer's FIN.
    AcknowledgesFin {
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
        /// Whether both directions are closed now.
        both: bool,
    },
    /// Acknowledges the peer's FIN again.
    AcknowledgesFinAgain {
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
    },
    /// A reset, and nothing before it.
    ResetOfNothing,
    /// A reset that answers a SYN.
    ResetRefuses {
        /// SEG.ACK.
        ack: Seq,
        /// The ISN of the SYN.
        isn: Seq,
    },
    /// A reset that answers a SYN and acknowledges something else.
    ResetAcknowledgesNothing {
        /// SEG.ACK, if there is the bit.
        ack: Option<Seq>,
        /// What it should have been.
        expected: Seq,
    },
    /// A reset of an older connection.
    ResetOfOlderConnection {
        /// SEG.SEQ.
        seq: Seq,
    },
    /// A reset where the receiver expects the next octet.
    ResetInSequence {
        /// SEG.SEQ.
        seq: Seq,
    },
    /// Ends the connection where its sender stands; what the receiver acknowledged last is another number, or unknown.
    ResetWhereSenderStands {
        /// SEG.SEQ.
        seq: Seq,
        /// The highest acknowledgement number of the receiver, if one was captured.
        acked: Option<Seq>,
    },
    /// A reset where nothing is known to compare with.
    ResetUnchecked {
        /// SEG.SEQ.
        seq: Seq,
    },
    /// The end that asked for the connection takes that back.
    ResetGivesUp {
        /// SEG.SEQ.
        seq: Seq,
    },
    /// A reset inside the window.
    ResetInWindow {
        /// SEG.SEQ.
        seq: Seq,
        /// RCV.NXT of the receiver.
        expected: Seq,
    },
    /// A reset outside the window.
    ResetOutOfWindow {
        /// SEG.SEQ.
        seq: Seq,
        /// RCV.NXT of the receiver.
        expected: Seq,
        /// RCV.WND of the receiver, octets.
        window: u32,
    },
    /// A reset of what ended before.
    ResetAfterEnd,
    /// Something for a connection that was reset.
    AfterReset,
}

impl Verdict {
    /// The grounds in one sentence with the numbers, made as it is printed.
    pub fn reason(&self) -> Reason<'_> {
        Reason(self)
    }
}

/// A [`Why`] as a sentence; print it.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a>(&'a Verdict);

/// Octets, with their plural.
struct Octets(u32);

impl fmt::Display for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 1 { f.write_str("1 octet") } else { write!(f, "{} octets", self.0) }
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        sentence(self.0, f)?;
        relative(self.0, f)
    }
}

/// The sentence itself, in raw numbers.
#[rustfmt::skip]
fn sentence(verdict: &Verdict, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match verdict.why {
        Why::HeaderContradictsItself => f.write_str("the TCP header contradicts itself: only its ports, numbers and flags can be read"),
        Why::SamePacketAgain => f.write_str("the same packet was captured a moment ago: the capture saw it twice"),
        Why::SynWithFin => f.write_str("SYN and FIN together open nothing and close nothing: every stack drops them"),
        Why::ProbesWithoutConnection => f.write_str("no SYN, no ACK, no RST, and no connection to belong to: a probe"),
        Why::LacksAckBit => f.write_str("no ACK bit in a live connection: the receiver must drop it (RFC 9293, section 3.10.7.4)"),
        Why::FirstSyn { isn, octets: 0 } => write!(f, "asks for a connection: the first SYN, ISN {isn}"),
        Why::FirstSyn { isn, octets } => write!(f, "asks for a connection and sends {} along: the first SYN, ISN {isn}", Octets(octets)),
        Why::SynAgain { isn, attempt } => write!(f, "asks again (attempt {attempt}): the same ISN {isn} as before"),
        Why::SynAfterRefusal { isn, attempt } => write!(f, "asks again after the refusal (attempt {attempt}): the same ISN {isn}"),
        Why::SynAfterItsAnswer { isn } => write!(f, "ISN {isn} is what the SYN-ACK acknowledged: the SYN was captured after its answer"),
        Why::SynIntoConnection { isn } => write!(f, "an old SYN with ISN {isn}: this connection is past its handshake, the receiver answers with an ACK"),
        Why::SynCrosses { isn, peer_isn } => write!(f, "a SYN with ISN {isn} before any SYN-ACK for the peer's ISN {peer_isn}: both ends ask at once"),
        Why::AcknowledgesSyn { ack, peer_isn, isn, octets: 0 } => write!(f, "acknowledges the SYN: ack {ack} = ISN {peer_isn} + 1; brings its own ISN {isn}"),
        Why::AcknowledgesSyn { ack, peer_isn, isn, octets } => write!(f, "acknowledges the SYN and {} of its data: ack {ack} = ISN {peer_isn} + 1 + {octets}; brings its own ISN {isn}", Octets(octets)),
        Why::AcknowledgesUnseenSyn { ack, isn } => write!(f, "acknowledges a SYN that was not captured: ack {ack}; brings its own ISN {isn}"),
        Why::SynAckAgain { isn } => write!(f, "the same SYN-ACK again: ISN {isn} as before"),
        Why::SynAckForNothing { ack, expected } => write!(f, "acknowledges no SYN of this connection: ack {ack}, not {expected}"),
        Why::AcknowledgesSynOnly { ack } => write!(f, "acknowledges the SYN with ack {ack} and brings no SYN of its own yet"),
        Why::CompletesHandshake { ack, peer_isn, octets: 0 } => write!(f, "completes the handshake: ack {ack} acknowledges ISN {peer_isn}"),
        Why::CompletesHandshake { ack, peer_isn, octets } => write!(f, "completes the handshake and brings {}: ack {ack} acknowledges ISN {peer_isn}", Octets(octets)),
        Why::NewOctets { seq, octets } => write!(f, "{} of new data from seq {seq} on", Octets(octets)),
        Why::PartlyNewOctets { seq, octets, new } => write!(f, "{} from seq {seq} on, of which the last {new} are new and the others were sent before", Octets(octets)),
        Why::OctetsBeyondHole { seq, octets, expected } => write!(f, "{} of new data at seq {seq}, but {expected} was expected: something before it is missing", Octets(octets)),
        Why::OctetsIntoHole { seq, octets } => write!(f, "{} at seq {seq} that were missing so far", Octets(octets)),
        Why::OldOctets { seq, octets, known } => write!(f, "{} at seq {seq} were sent before: everything up to {known} is known", Octets(octets)),
        Why::OctetsTowardClosedEnd { octets, ack, peer_fin } if ack.after(peer_fin) => write!(f, "{} toward the end that sent its FIN: the connection is half-closed, and ack {ack} = seq {peer_fin} + 1 acknowledges that FIN", Octets(octets)),
        Why::OctetsTowardClosedEnd { octets, ack, peer_fin } => write!(f, "{} toward the end that sent its FIN at seq {peer_fin}, which ack {ack} does not acknowledge yet", Octets(octets)),
        Why::OctetsAfterOwnFin { seq, octets, fin } => write!(f, "{} at seq {seq}, beyond the sender's own FIN at {fin}", Octets(octets)),
        Why::Acknowledges { ack, octets } => write!(f, "acknowledges {} more, up to ack {ack}", Octets(octets)),
        Why::AcknowledgesLess { ack, before } => write!(f, "acknowledges up to {ack}, less than {before} before: it was overtaken on its way"),
        Why::AcknowledgesNeverSent { ack, highest } => write!(f, "acknowledges up to {ack}, where nothing beyond {highest} was sent: the receiver drops it"),
        Why::AcknowledgesFirst { ack } => write!(f, "acknowledges up to {ack}, the first acknowledgement from this end that was captured"),
        Why::SynAckChangesIsn { isn, before } => write!(f, "another ISN {isn} in an open connection that began with {before}: the receiver only repeats its acknowledgement"),
        Why::RepeatsAck { ack } => write!(f, "repeats ack {ack}"),
        Why::MovesWindow { ack, before, now } => write!(f, "repeats ack {ack} with another window: {before} became {now}"),
        Why::AsksWhetherAlive { seq, nxt, octets: 0 } => write!(f, "asks whether the peer is alive: seq {seq} = next {nxt} - 1, no octets"),
        Why::AsksWhetherAlive { seq, nxt, octets } => write!(f, "asks whether the peer is alive: seq {seq} = next {nxt} - 1 with {} sent before", Octets(octets)),
        Why::AnswersKeepAlive { ack } => write!(f, "answers the keep-alive: still here, ack {ack}"),
        Why::AsksForWindow { seq, nxt } => write!(f, "asks whether the closed window has opened: seq {seq}, next {nxt}"),
        Why::AnswersProbe { ack, window } => write!(f, "answers the window probe: ack {ack}, window {window}"),
        Why::AsksBack { ack } => write!(f, "repeats its last ack {ack} to ask whether the doubtful segment was meant (RFC 5961)"),
        Why::AcknowledgesOlderConnection { ack, expected } => write!(f, "answers out of an older connection: ack {ack}, where the SYN asks for {expected}"),
        Why::Fin { fin, octets: 0, second: false } => write!(f, "the first FIN, seq {fin}: its sender has no more to send"),
        Why::Fin { fin, octets, second: false } => write!(f, "the first FIN, seq {fin} after {} in the same segment: its sender has no more to send", Octets(octets)),
        Why::Fin { fin, octets: 0, second: true } => write!(f, "the second FIN, seq {fin}: this end has no more to send either"),
        Why::Fin { fin, octets, second: true } => write!(f, "the second FIN, seq {fin} after {} in the same segment: this end has no more to send either", Octets(octets)),
        Why::FinAcknowledgesFin { fin, ack, peer_fin } => write!(f, "acknowledges the FIN: ack {ack} = seq {peer_fin} + 1; and closes its own direction with FIN seq {fin}"),
        Why::FinCrossesFin { fin, ack, peer_fin } => write!(f, "FIN seq {fin} with ack {ack}, which does not cover the peer's FIN {peer_fin}: both ends close at once"),
        Why::FinAgain { fin } => write!(f, "the FIN at seq {fin} again"),
        Why::AcknowledgesFin { ack, peer_fin, both: false } => write!(f, "acknowledges the FIN: ack {ack} = seq {peer_fin} + 1; this direction is closed"),
        Why::AcknowledgesFin { ack, peer_fin, both: true } => write!(f, "acknowledges the FIN: ack {ack} = seq {peer_fin} + 1; both directions are closed"),
        Why::AcknowledgesFinAgain { ack, peer_fin } => write!(f, "acknowledges the repeated FIN once more: ack {ack} = seq {peer_fin} + 1"),
        Why::ResetOfNothing => f.write_str("a reset with nothing of its connection before it"),
        Why::ResetRefuses { ack, isn } => write!(f, "refuses the connection: ack {ack} acknowledges the SYN with ISN {isn}"),
        Why::ResetAcknowledgesNothing { ack: Some(ack), expected } => write!(f, "a reset in answer to the SYN must acknowledge it with {expected}, not {ack}: it is ignored"),
        Why::ResetAcknowledgesNothing { ack: None, expected } => write!(f, "a reset in answer to the SYN must acknowledge it with {expected}, and acknowledges nothing: it is ignored"),
        Why::ResetOfOlderConnection { seq } => write!(f, "seq {seq} is what the answer out of the older connection acknowledged: that one is gone"),
        Why::ResetInSequence { seq } => write!(f, "ends the connection at once: seq {seq} is what the receiver expects next"),
        Why::ResetWhereSenderStands { seq, acked: Some(acked) } => {
            write!(f, "ends the connection at once: seq {seq} is where its sender stands; the receiver acknowledged {acked} last")
        }
        Why::ResetWhereSenderStands { seq, acked: None } => write!(f, "ends the connection at once: seq {seq} is where its sender stands"),
        Why::ResetUnchecked { seq } => write!(f, "ends the connection at once: seq {seq}, with nothing to compare it with"),
        Why::ResetGivesUp { seq } => write!(f, "takes its own SYN back: seq {seq}"),
        Why::ResetInWindow { seq, expected } => write!(f, "seq {seq} is in the window but is not the expected {expected}: the receiver asks first (RFC 5961)"),
        Why::ResetOutOfWindow { seq, expected, window } => write!(f, "seq {seq} is outside the receiver's window of {window} from {expected} on: it is ignored"),
        Why::ResetAfterEnd => f.write_str("the connection had ended already"),
        Why::AfterReset => f.write_str("the connection was reset before"),
    }
}

/// The same numbers counted from the ISNs, where those are known.
fn relative(verdict: &Verdict, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match verdict.why {
        Why::AcknowledgesFin { .. } | Why::AcknowledgesFinAgain { .. } | Why::FinAcknowledgesFin { .. } => {
            let Some(ack) = verdict.rel_ack else { return Ok(()) };
            write!(f, " (relative: {ack} = {} + 1)", ack.saturating_sub(1))
        }
        Why::Fin { octets, .. } => {
            let Some(seq) = verdict.rel_seq else { return Ok(()) };
            write!(f, " (relative: {})", seq.saturating_add(i64::from(octets)))
        }
        Why::Acknowledges { .. }
        | Why::AcknowledgesLess { .. }
        | Why::RepeatsAck { .. }
        | Why::AsksBack { .. } => {
            let Some(ack) = verdict.rel_ack else { return Ok(()) };
            write!(f, " (relative: {ack})")
        }
        Why::NewOctets { .. }
        | Why::PartlyNewOctets { .. }
        | Why::OldOctets { .. }
        | Why::OctetsBeyondHole { .. }
        | Why::OctetsIntoHole { .. } => {
            let Some(seq) = verdict.rel_seq else { return Ok(()) };
            write!(f, " (relative: {seq})")
        }
        _ => Ok(()),
    }
}
