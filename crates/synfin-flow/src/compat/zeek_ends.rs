//! Zeek's state machine of an end: each end moves by what it sends, and no sequence number is asked.

use crate::compat::zeek_ends::EndState::{
    Closed, ClosedOtherwise, Established, Inactive, Partial, Reset, ResetAfterFin, SynAckSent, SynSent,
};
use crate::direction::Direction::{self, Originator, Responder};
use crate::saved::saved;

/// Zeek's state of an end, with the one before it where that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum EndState {
    /// Sent nothing that counts.
    Inactive,
    /// The originator sent a SYN.
    SynSent,
    /// The originator sent a SYN-ACK.
    SynAckSent,
    /// Sent something, and no SYN.
    Partial,
    /// Its SYN was answered, or answers one.
    Established,
    /// Sent a FIN when established.
    Closed,
    /// Sent a FIN when not.
    ClosedOtherwise,
    /// Sent a RST.
    Reset,
    /// Sent a RST after its FIN.
    ResetAfterFin,
}

/// Every state, by its number.
const ALL: [EndState; 9] =
    [Inactive, SynSent, SynAckSent, Partial, Established, Closed, ClosedOtherwise, Reset, ResetAfterFin];

impl EndState {
    /// Whether its last act of note was a FIN.
    pub(crate) const fn is_closed(self) -> bool {
        matches!(self, Closed | ClosedOtherwise)
    }

    /// Whether it sent a RST.
    pub(crate) const fn is_reset(self) -> bool {
        matches!(self, Reset | ResetAfterFin)
    }

    /// Whether it was established, and is or has closed in order since.
    pub(crate) const fn is_clean(self) -> bool {
        matches!(self, Established | Closed)
    }
}

/// What moves an end. A segment with several flags moves it several times: SYN, then FIN, then RST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Syn,
    SynAck,
    Fin,
    Rst,
    /// No payload, and none of the above; with or without ACK.
    Bare {
        ack: bool,
    },
    /// Payload, and none of the above.
    Data {
        ack: bool,
    },
}

/// The states of the sender and of its peer after the sender sent something.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "rows stand grouped by what was sent, each with its own grounds")]
pub(crate) const fn next(sent: Sent, sender: Direction, own: EndState, peer: EndState) -> (EndState, EndState) {
    match (sent, sender, own, peer) {
        // Zeek has two rows for a SYN captured after its answer, by which end it took for the originator: this is the one
        // for ports that it does not know.
        (Sent::Syn, Originator, Inactive, Established)             => (Established, Established),
        (Sent::Syn, Originator, Inactive, _)                       => (SynSent, peer),
        (Sent::SynAck, Originator, Inactive, _)                    => (SynAckSent, peer),
        (Sent::Syn | Sent::SynAck, Responder, Inactive, SynSent)   => (Established, Established),
        (Sent::Syn | Sent::SynAck, Responder, Inactive, _)         => (Established, peer),
        (Sent::Syn, _, Partial, Inactive)                          => (SynSent, Inactive),

        (Sent::Fin, _, Established, ResetAfterFin)                 => (Closed, ClosedOtherwise),  // FIN, RST, FIN is a close in order
        (Sent::Fin, _, Partial, ResetAfterFin)                     => (ClosedOtherwise, ClosedOtherwise),
        (Sent::Fin, _, Established, _)                             => (Closed, peer),
        (Sent::Fin, _, Inactive | SynSent | SynAckSent | Partial, _) => (ClosedOtherwise, peer),

        (Sent::Rst, _, Closed | ClosedOtherwise, Closed | ClosedOtherwise) => (own, peer),         // both had closed
        (Sent::Rst, _, Closed | ClosedOtherwise, _)                => (ResetAfterFin, peer),
        (Sent::Rst, _, Inactive | SynSent | SynAckSent | Partial | Established, _) => (Reset, peer),

        (Sent::Bare { .. }, Responder, Inactive, SynSent)          => (Inactive, SynSent),         // an ACK before the SYN-ACK
        (Sent::Bare { ack: true } | Sent::Data { ack: true }, _, Inactive, Established)
                                                                   => (Established, Established),  // its SYN was not captured
        (Sent::Bare { .. } | Sent::Data { .. }, _, Inactive, _)    => (Partial, peer),

        _ => (own, peer),
    }
}

/// The states of both ends in one octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends(u8);

saved!(Ends { 0: u8 });

impl Ends {
    /// Nothing was sent.
    pub(crate) const INACTIVE: Ends = Ends(0);

    #[inline]
    pub(crate) fn get(self, of: Direction) -> EndState {
        ALL.get(usize::from(self.0 >> shift(of) & 15)).copied().unwrap_or(Inactive)
    }

    #[inline]
    const fn set(&mut self, of: Direction, state: EndState) {
        self.0 = self.0 & !(15 << shift(of)) | (state as u8) << shift(of);
    }

    /// Moves both ends by what one of them sent.
    #[inline]
    pub(crate) fn send(&mut self, sent: Sent, sender: Direction) {
        let (own, peer) = next(sent, sender, self.get(sender), self.get(sender.opposite()));
        self.set(sender, own);
        self.set(sender.opposite(), peer);
    }

    /// Whether both ends are established, which no payload and no bare ACK changes.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn are_established(self) -> bool {
        self.0 == (Established as u8) << 4 | Established as u8
    }

    /// Exchanges the two ends.
    pub(crate) const fn swap(&mut self) {
        self.0 = self.0.rotate_left(4);
    }
}

const fn shift(of: Direction) -> u32 {
    match of {
        Direction::Originator => 0,
        Direction::Responder => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, EndState, Ends, Sent, next};
    use crate::direction::Direction::{self, Originator, Responder};

    const EVENTS: [Sent; 8] = [
        Sent::Syn,
        Sent::SynAck,
        Sent::Fin,
        Sent::Rst,
        Sent::Bare { ack: true },
        Sent::Bare { ack: false },
        Sent::Data { ack: true },
        Sent::Data { ack: false },
    ];

    fn life(told: &[(Direction, Sent)]) -> (EndState, EndState) {
        let mut ends = Ends::INACTIVE;
        for &(sender, sent) in told {
            ends.send(sent, sender);
        }
        (ends.get(Originator), ends.get(Responder))
    }

    #[test]
    fn both_ends_keep_apart_in_their_octet() {
        for (number, state) in ALL.into_iter().enumerate() {
            let mut ends = Ends::INACTIVE;
            assert_eq!(state as usize, number);
            ends.set(Responder, state);
            assert_eq!((ends.get(Originator), ends.get(Responder)), (EndState::Inactive, state));
            ends.swap();
            assert_eq!((ends.get(Originator), ends.get(Responder)), (state, EndState::Inactive));
        }
    }

    #[test]
    fn payload_and_acks_leave_established_ends_as_they_are() {
        let mut ends = Ends::INACTIVE;
        ends.set(Originator, EndState::Established);
        assert!(!ends.are_established());
        ends.set(Responder, EndState::Established);
        for sent in [Sent::Bare { ack: true }, Sent::Data { ack: true }] {
            for sender in Direction::BOTH {
                ends.send(sent, sender);
                assert!(ends.are_established(), "{sent:?} by {sender:?}");
            }
        }
    }

    #[test]
    fn a_reset_end_stays_reset_but_for_the_peers_fin() {
        for sent in EVENTS {
            for peer in ALL {
                assert_eq!(next(sent, Originator, EndState::Reset, peer), (EndState::Reset, peer));
                let after_fin = next(sent, Responder, peer, EndState::ResetAfterFin).1;
                let forgiven = sent == Sent::Fin && matches!(peer, EndState::Established | EndState::Partial);
                assert_eq!(after_fin == EndState::ClosedOtherwise, forgiven, "{sent:?} {peer:?}");
            }
        }
    }

    #[test]
    fn no_end_goes_back_to_silence() {
        for sent in EVENTS {
            for sender in Direction::BOTH {
                for own in &ALL[1..] {
                    for peer in &ALL[1..] {
                        let (after, peer_after) = next(sent, sender, *own, *peer);
                        assert!(after != EndState::Inactive && peer_after != EndState::Inactive);
                    }
                }
            }
        }
    }

    #[test]
    fn a_handshake_establishes_both_ends() {
        let open = [(Originator, Sent::Syn), (Responder, Sent::SynAck)];
        assert_eq!(life(&open), (EndState::Established, EndState::Established));
        let crossed = [(Originator, Sent::Syn), (Responder, Sent::Syn)];
        assert_eq!(life(&crossed), (EndState::Established, EndState::Established));
        let late = [(Responder, Sent::SynAck), (Originator, Sent::Syn)];
        assert_eq!(life(&late), (EndState::Established, EndState::Established));
    }

    #[test]
    fn an_ack_before_the_syn_ack_starts_nothing() {
        let early = [(Originator, Sent::Syn), (Responder, Sent::Bare { ack: true })];
        assert_eq!(life(&early), (EndState::SynSent, EndState::Inactive));
        let data = [(Originator, Sent::Syn), (Responder, Sent::Data { ack: true })];
        assert_eq!(life(&data), (EndState::SynSent, EndState::Partial));
    }

    #[test]
    fn an_ack_to_an_established_peer_stands_for_the_lost_syn() {
        let lost = [(Responder, Sent::SynAck), (Originator, Sent::Bare { ack: true })];
        assert_eq!(life(&lost), (EndState::Established, EndState::Established));
        let lost = [(Responder, Sent::SynAck), (Originator, Sent::Data { ack: false })];
        assert_eq!(life(&lost), (EndState::Partial, EndState::Established));
    }

    #[test]
    fn a_syn_after_an_ack_begins_anew_only_before_any_answer() {
        let alone = [(Originator, Sent::Bare { ack: true }), (Originator, Sent::Syn)];
        assert_eq!(life(&alone), (EndState::SynSent, EndState::Inactive));
        let both = [
            (Originator, Sent::Data { ack: true }),
            (Responder, Sent::Data { ack: true }),
            (Originator, Sent::Syn),
        ];
        assert_eq!(life(&both), (EndState::Partial, EndState::Partial));
    }
}
