//! Why a segment got its label: the numbers first, the sentence when somebody asks.

use core::fmt;

use synfin_wire::pieces::{Piece, Sink};
use synfin_wire::segment::seq::Seq;

use crate::sentence::{Parts, Relative};
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
    /// The FIN again, and the first acknowledgement of the peer's with it.
    FinAgainAcknowledgesFin {
        /// The number of the FIN.
        fin: Seq,
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
    },
    /// Another FIN, elsewhere than the one before.
    FinElsewhere {
        /// The number of the FIN.
        fin: Seq,
        /// The number of the one that counts.
        before: Seq,
    },
    /// A FIN on a number that its sender has used for its SYN or for data.
    FinOnUsedNumber {
        /// The number of the FIN.
        fin: Seq,
        /// SND.NXT of its sender.
        nxt: Seq,
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
    /// Acknowledges the second FIN, while nothing acknowledges the first, which crossed it.
    AcknowledgesSecondFinFirst {
        /// SEG.ACK.
        ack: Seq,
        /// The number of the peer's FIN.
        peer_fin: Seq,
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

impl Reason<'_> {
    /// The sentence taken apart, to be said in another language.
    pub fn parts(self) -> Parts {
        self.0.why.parts()
    }

    /// The same numbers counted from the ISNs, likewise; none where no ISN is known, or none of the numbers is one of sequence.
    pub fn relative(self) -> Option<Parts> {
        self.of_relative().map(Relative::parts)
    }

    fn of_relative(self) -> Option<Relative> {
        let Reason(verdict) = self;
        match verdict.why {
            Why::AcknowledgesFin { .. }
            | Why::AcknowledgesSecondFinFirst { .. }
            | Why::AcknowledgesFinAgain { .. }
            | Why::FinAgainAcknowledgesFin { .. }
            | Why::FinAcknowledgesFin { .. } => {
                verdict.rel_ack.map(|ack| Relative::OneMore { ack, before: ack.saturating_sub(1) })
            }
            Why::Fin { octets, .. } => {
                verdict.rel_seq.map(|seq| Relative::Number(seq.saturating_add(i64::from(octets))))
            }
            Why::Acknowledges { .. }
            | Why::AcknowledgesLess { .. }
            | Why::RepeatsAck { .. }
            | Why::AsksBack { .. } => verdict.rel_ack.map(Relative::Number),
            Why::NewOctets { .. }
            | Why::PartlyNewOctets { .. }
            | Why::OldOctets { .. }
            | Why::OctetsBeyondHole { .. }
            | Why::OctetsIntoHole { .. } => verdict.rel_seq.map(Relative::Number),
            _ => None,
        }
    }
}

/// In English.
impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for Reason<'_> {
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        self.0.why.write(out)?;
        self.of_relative().map_or(Ok(()), |relative| relative.write(out))
    }
}
