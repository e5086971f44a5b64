//! Zeek's word for a whole connection.

use crate::compat::zeek_ends::EndState::{
    self, Closed, ClosedOtherwise, Established, Inactive, Partial, Reset, ResetAfterFin, SynAckSent, SynSent,
};

/// Declares the states with the words of conn.log.
macro_rules! states {
    ($($variant:ident = $name:literal, $doc:literal;)*) => {
        /// Zeek's `conn_state` (conn.log); a closed list.
        ///
        /// It tells what each end sent last, and nothing of what arrived: `SF` does not say that any FIN was acknowledged.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ConnState { $(#[doc = $doc] $variant,)* }

        impl ConnState {
            /// Every state, in order.
            pub const ALL: [ConnState; [$(ConnState::$variant),*].len()] = [$(ConnState::$variant),*];

            /// Zeek's word.
            pub const fn name(self) -> &'static str {
                match self { $(ConnState::$variant => $name,)* }
            }
        }
    };
}

states! {
    S0     = "S0",     "A SYN, and no answer.";
    S1     = "S1",     "Established, and not ended.";
    Sf     = "SF",     "Both ends sent a FIN.";
    Rej    = "REJ",    "The SYN was refused.";
    S2     = "S2",     "The originator sent a FIN, the responder none.";
    S3     = "S3",     "The responder sent a FIN, the originator none.";
    Rsto   = "RSTO",   "The originator sent a RST.";
    Rstr   = "RSTR",   "The responder sent a RST.";
    Rstos0 = "RSTOS0", "The originator sent a SYN and then a RST, the responder nothing of its own.";
    Rstrh  = "RSTRH",  "The responder sent a RST, and the originator's SYN was not captured.";
    Sh     = "SH",     "The originator sent a FIN, and no SYN-ACK was captured.";
    Shr    = "SHR",    "The responder sent a FIN, and no SYN was captured.";
    Oth    = "OTH",    "None of these: joined midway.";
}

/// The word for two ends; the first row that fits.
///
/// `empty`: neither end sent payload; `taken_back`: the history is that of a SYN with its sender's RST.
#[rustfmt::skip]
pub(crate) const fn conn_state(originator: EndState, responder: EndState, empty: bool, taken_back: bool) -> ConnState {
    match (originator, responder) {
        (SynSent | SynAckSent, Reset | ResetAfterFin)                    => ConnState::Rej,
        (Reset | ResetAfterFin, Reset | ResetAfterFin) if empty          => ConnState::Rej,
        (Inactive | Partial, Reset | ResetAfterFin)                      => ConnState::Rstrh,
        (_, Reset | ResetAfterFin)                                       => ConnState::Rstr,
        (Reset | ResetAfterFin, Inactive | Partial) if taken_back        => ConnState::Rstos0,
        (Reset | ResetAfterFin, Inactive | Partial)                      => ConnState::Oth,
        (Reset | ResetAfterFin, _)                                       => ConnState::Rsto,
        (Closed | ClosedOtherwise, Closed | ClosedOtherwise)             => ConnState::Sf,
        (Closed | ClosedOtherwise, Inactive | Partial)                   => ConnState::Sh,
        (Closed | ClosedOtherwise, _)                                    => ConnState::S2,
        (Inactive | Partial, Closed | ClosedOtherwise)                   => ConnState::Shr,
        (_, Closed | ClosedOtherwise)                                    => ConnState::S3,
        (SynSent, Inactive)                                              => ConnState::S0,
        (Established, Established)                                       => ConnState::S1,
        _                                                                => ConnState::Oth,
    }
}

#[cfg(test)]
mod tests {
    use super::{ConnState, conn_state};
    use crate::compat::zeek_ends::EndState::{
        self, Closed, ClosedOtherwise, Established, Inactive, Partial, Reset, ResetAfterFin, SynAckSent,
        SynSent,
    };

    fn word(originator: EndState, responder: EndState) -> &'static str {
        conn_state(originator, responder, false, false).name()
    }

    #[test]
    fn a_reset_of_the_responder_is_told_by_how_far_the_originator_came() {
        for (originator, name) in [
            (SynSent, "REJ"),
            (SynAckSent, "REJ"),
            (Inactive, "RSTRH"),
            (Partial, "RSTRH"),
            (Established, "RSTR"),
            (Closed, "RSTR"),
            (Reset, "RSTR"),
        ] {
            assert_eq!(word(originator, Reset), name);
            assert_eq!(word(originator, ResetAfterFin), name);
        }
        assert_eq!(conn_state(Reset, Reset, true, false), ConnState::Rej);
    }

    #[test]
    fn a_reset_of_the_originator_alone_is_told_by_its_history() {
        for responder in [Inactive, Partial] {
            assert_eq!(word(Reset, responder), "OTH");
            assert_eq!(conn_state(Reset, responder, true, true), ConnState::Rstos0);
        }
        for responder in [Established, Closed, ClosedOtherwise] {
            assert_eq!(word(ResetAfterFin, responder), "RSTO");
        }
    }

    #[test]
    fn fins_are_told_by_who_sent_one() {
        for closed in [Closed, ClosedOtherwise] {
            assert_eq!(word(closed, closed), "SF");
            assert_eq!(word(closed, Established), "S2");
            assert_eq!(word(Established, closed), "S3");
            assert_eq!(word(SynSent, closed), "S3");
            for silent in [Inactive, Partial] {
                assert_eq!(word(closed, silent), "SH");
                assert_eq!(word(silent, closed), "SHR");
            }
        }
    }

    #[test]
    fn what_neither_closed_nor_reset_is_open_unanswered_or_other() {
        assert_eq!(word(SynSent, Inactive), "S0");
        assert_eq!(word(Established, Established), "S1");
        for (originator, responder) in
            [(SynAckSent, Inactive), (Partial, Partial), (SynSent, Partial), (Inactive, Inactive)]
        {
            assert_eq!(word(originator, responder), "OTH");
        }
    }
}
