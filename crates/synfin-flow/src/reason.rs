//! Why a segment got its label: the numbers first, the sentence when somebody asks.

use core::fmt;

use synfin_wire::pieces::{Piece, Sink};
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

impl Piece for Octets {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        if self.0 == 1 { out.write_str("1 octet") } else { (self.0, " octets").put(out) }
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for Reason<'_> {
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        sentence(self.0, out)?;
        relative(self.0, out)
    }
}

/// The sentence itself, in raw numbers.
#[rustfmt::skip]
fn sentence(verdict: &Verdict, out: &mut impl Sink) -> fmt::Result {
    match verdict.why {
        Why::HeaderContradictsItself => "the TCP header contradicts itself: only its ports, numbers and flags can be read".put(out),
        Why::SamePacketAgain => "the same packet was captured a moment ago: the capture saw it twice".put(out),
        Why::SynWithFin => "SYN and FIN together open nothing and close nothing: every stack drops them".put(out),
        Why::ProbesWithoutConnection => "no SYN, no ACK, no RST, and no connection to belong to: a probe".put(out),
        Why::LacksAckBit => "no ACK bit in a live connection: the receiver must drop it (RFC 9293, section 3.10.7.4)".put(out),
        Why::FirstSyn { isn, octets: 0 } => ("asks for a connection: the first SYN, ISN ", isn).put(out),
        Why::FirstSyn { isn, octets } => ("asks for a connection and sends ", Octets(octets), " along: the first SYN, ISN ", isn).put(out),
        Why::SynAgain { isn, attempt } => ("asks again (attempt ", attempt, "): the same ISN ", isn, " as before").put(out),
        Why::SynAfterRefusal { isn, attempt } => ("asks again after the refusal (attempt ", attempt, "): the same ISN ", isn).put(out),
        Why::SynAfterItsAnswer { isn } => ("ISN ", isn, " is what the SYN-ACK acknowledged: the SYN was captured after its answer").put(out),
        Why::SynIntoConnection { isn } => ("an old SYN with ISN ", isn, ": this connection is past its handshake, the receiver answers with an ACK").put(out),
        Why::SynCrosses { isn, peer_isn } => ("a SYN with ISN ", isn, " before any SYN-ACK for the peer's ISN ", peer_isn, ": both ends ask at once").put(out),
        Why::AcknowledgesSyn { ack, peer_isn, isn, octets: 0 } => ("acknowledges the SYN: ack ", ack, " = ISN ", peer_isn, " + 1; brings its own ISN ", isn).put(out),
        Why::AcknowledgesSyn { ack, peer_isn, isn, octets } => ("acknowledges the SYN and ", Octets(octets), " of its data: ack ", ack, " = ISN ", peer_isn, " + 1 + ", octets, "; brings its own ISN ", isn).put(out),
        Why::AcknowledgesUnseenSyn { ack, isn } => ("acknowledges a SYN that was not captured: ack ", ack, "; brings its own ISN ", isn).put(out),
        Why::SynAckAgain { isn } => ("the same SYN-ACK again: ISN ", isn, " as before").put(out),
        Why::SynAckForNothing { ack, expected } => ("acknowledges no SYN of this connection: ack ", ack, ", not ", expected).put(out),
        Why::AcknowledgesSynOnly { ack } => ("acknowledges the SYN with ack ", ack, " and brings no SYN of its own yet").put(out),
        Why::CompletesHandshake { ack, peer_isn, octets: 0 } => ("completes the handshake: ack ", ack, " acknowledges ISN ", peer_isn).put(out),
        Why::CompletesHandshake { ack, peer_isn, octets } => ("completes the handshake and brings ", Octets(octets), ": ack ", ack, " acknowledges ISN ", peer_isn).put(out),
        Why::NewOctets { seq, octets } => (Octets(octets), " of new data from seq ", seq, " on").put(out),
        Why::PartlyNewOctets { seq, octets, new } => (Octets(octets), " from seq ", seq, " on, of which the last ", new, " are new and the others were sent before").put(out),
        Why::OctetsBeyondHole { seq, octets, expected } => (Octets(octets), " of new data at seq ", seq, ", but ", expected, " was expected: something before it is missing").put(out),
        Why::OctetsIntoHole { seq, octets } => (Octets(octets), " at seq ", seq, " that were missing so far").put(out),
        Why::OldOctets { seq, octets, known } => (Octets(octets), " at seq ", seq, " were sent before: everything up to ", known, " is known").put(out),
        Why::OctetsTowardClosedEnd { octets, ack, peer_fin } if ack.after(peer_fin) => (Octets(octets), " toward the end that sent its FIN: the connection is half-closed, and ack ", ack, " = seq ", peer_fin, " + 1 acknowledges that FIN").put(out),
        Why::OctetsTowardClosedEnd { octets, ack, peer_fin } => (Octets(octets), " toward the end that sent its FIN at seq ", peer_fin, ", which ack ", ack, " does not acknowledge yet").put(out),
        Why::OctetsAfterOwnFin { seq, octets, fin } => (Octets(octets), " at seq ", seq, ", beyond the sender's own FIN at ", fin).put(out),
        Why::Acknowledges { ack, octets } => ("acknowledges ", Octets(octets), " more, up to ack ", ack).put(out),
        Why::AcknowledgesLess { ack, before } => ("acknowledges up to ", ack, ", less than ", before, " before: it was overtaken on its way").put(out),
        Why::AcknowledgesNeverSent { ack, highest } => ("acknowledges up to ", ack, ", where nothing beyond ", highest, " was sent: the receiver drops it").put(out),
        Why::AcknowledgesFirst { ack } => ("acknowledges up to ", ack, ", the first acknowledgement from this end that was captured").put(out),
        Why::SynAckChangesIsn { isn, before } => ("another ISN ", isn, " in an open connection that began with ", before, ": the receiver only repeats its acknowledgement").put(out),
        Why::RepeatsAck { ack } => ("repeats ack ", ack).put(out),
        Why::MovesWindow { ack, before, now } => ("repeats ack ", ack, " with another window: ", before, " became ", now).put(out),
        Why::AsksWhetherAlive { seq, nxt, octets: 0 } => ("asks whether the peer is alive: seq ", seq, " = next ", nxt, " - 1, no octets").put(out),
        Why::AsksWhetherAlive { seq, nxt, octets } => ("asks whether the peer is alive: seq ", seq, " = next ", nxt, " - 1 with ", Octets(octets), " sent before").put(out),
        Why::AnswersKeepAlive { ack } => ("answers the keep-alive: still here, ack ", ack).put(out),
        Why::AsksForWindow { seq, nxt } => ("asks whether the closed window has opened: seq ", seq, ", next ", nxt).put(out),
        Why::AnswersProbe { ack, window } => ("answers the window probe: ack ", ack, ", window ", window).put(out),
        Why::AsksBack { ack } => ("repeats its last ack ", ack, " to ask whether the doubtful segment was meant (RFC 5961)").put(out),
        Why::AcknowledgesOlderConnection { ack, expected } => ("answers out of an older connection: ack ", ack, ", where the SYN asks for ", expected).put(out),
        Why::Fin { fin, octets: 0, second: false } => ("the first FIN, seq ", fin, ": its sender has no more to send").put(out),
        Why::Fin { fin, octets, second: false } => ("the first FIN, seq ", fin, " after ", Octets(octets), " in the same segment: its sender has no more to send").put(out),
        Why::Fin { fin, octets: 0, second: true } => ("the second FIN, seq ", fin, ": this end has no more to send either").put(out),
        Why::Fin { fin, octets, second: true } => ("the second FIN, seq ", fin, " after ", Octets(octets), " in the same segment: this end has no more to send either").put(out),
        Why::FinAcknowledgesFin { fin, ack, peer_fin } => ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; and closes its own direction with FIN seq ", fin).put(out),
        Why::FinCrossesFin { fin, ack, peer_fin } => ("FIN seq ", fin, " with ack ", ack, ", which does not cover the peer's FIN ", peer_fin, ": both ends close at once").put(out),
        Why::FinAgain { fin } => ("the FIN at seq ", fin, " again").put(out),
        Why::AcknowledgesFin { ack, peer_fin, both: false } => ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; this direction is closed").put(out),
        Why::AcknowledgesFin { ack, peer_fin, both: true } => ("acknowledges the FIN: ack ", ack, " = seq ", peer_fin, " + 1; both directions are closed").put(out),
        Why::AcknowledgesFinAgain { ack, peer_fin } => ("acknowledges the repeated FIN once more: ack ", ack, " = seq ", peer_fin, " + 1").put(out),
        Why::ResetOfNothing => "a reset with nothing of its connection before it".put(out),
        Why::ResetRefuses { ack, isn } => ("refuses the connection: ack ", ack, " acknowledges the SYN with ISN ", isn).put(out),
        Why::ResetAcknowledgesNothing { ack: Some(ack), expected } => ("a reset in answer to the SYN must acknowledge it with ", expected, ", not ", ack, ": it is ignored").put(out),
        Why::ResetAcknowledgesNothing { ack: None, expected } => ("a reset in answer to the SYN must acknowledge it with ", expected, ", and acknowledges nothing: it is ignored").put(out),
        Why::ResetOfOlderConnection { seq } => ("seq ", seq, " is what the answer out of the older connection acknowledged: that one is gone").put(out),
        Why::ResetInSequence { seq } => ("ends the connection at once: seq ", seq, " is what the receiver expects next").put(out),
        Why::ResetWhereSenderStands { seq, acked: Some(acked) } => {
            ("ends the connection at once: seq ", seq, " is where its sender stands; the receiver acknowledged ", acked, " last").put(out)
        }
        Why::ResetWhereSenderStands { seq, acked: None } => ("ends the connection at once: seq ", seq, " is where its sender stands").put(out),
        Why::ResetUnchecked { seq } => ("ends the connection at once: seq ", seq, ", with nothing to compare it with").put(out),
        Why::ResetGivesUp { seq } => ("takes its own SYN back: seq ", seq).put(out),
        Why::ResetInWindow { seq, expected } => ("seq ", seq, " is in the window but is not the expected ", expected, ": the receiver asks first (RFC 5961)").put(out),
        Why::ResetOutOfWindow { seq, expected, window } => ("seq ", seq, " is outside the receiver's window of ", window, " from ", expected, " on: it is ignored").put(out),
        Why::ResetAfterEnd => "the connection had ended already".put(out),
        Why::AfterReset => "the connection was reset before".put(out),
    }
}

/// The same numbers counted from the ISNs, where those are known.
fn relative(verdict: &Verdict, out: &mut impl Sink) -> fmt::Result {
    match verdict.why {
        Why::AcknowledgesFin { .. } | Why::AcknowledgesFinAgain { .. } | Why::FinAcknowledgesFin { .. } => {
            let Some(ack) = verdict.rel_ack else { return Ok(()) };
            (" (relative: ", ack, " = ", ack.saturating_sub(1), " + 1)").put(out)
        }
        Why::Fin { octets, .. } => {
            let Some(seq) = verdict.rel_seq else { return Ok(()) };
            (" (relative: ", seq.saturating_add(i64::from(octets)), ")").put(out)
        }
        Why::Acknowledges { .. }
        | Why::AcknowledgesLess { .. }
        | Why::RepeatsAck { .. }
        | Why::AsksBack { .. } => {
            let Some(ack) = verdict.rel_ack else { return Ok(()) };
            (" (relative: ", ack, ")").put(out)
        }
        Why::NewOctets { .. }
        | Why::PartlyNewOctets { .. }
        | Why::OldOctets { .. }
        | Why::OctetsBeyondHole { .. }
        | Why::OctetsIntoHole { .. } => {
            let Some(seq) = verdict.rel_seq else { return Ok(()) };
            (" (relative: ", seq, ")").put(out)
        }
        _ => Ok(()),
    }
}
