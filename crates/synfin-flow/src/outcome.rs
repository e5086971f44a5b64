//! What became of a whole connection.

use crate::direction::Direction;

/// Declares an enum whose variants tell their own name.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal, $doc:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $doc] $variant,)* }

        impl $name {
            /// Every variant, in order.
            pub const ALL: [$name; [$($name::$variant),*].len()] = [$($name::$variant),*];

            /// The word used in tables, a contract.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// What it means, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $($name::$variant => $doc,)* }
            }
        }
    };
}

named! {
    /// What became of a connection; a closed list.
    Outcome {
        Probe                   = "PROBE",                      "Nothing but probes from one end.";
        ProbeAnsweredByReset    = "PROBE_ANSWERED_BY_RESET",    "One segment out of nothing, answered by a reset.";
        Refused                 = "REFUSED",                    "Nobody listened.";
        AbortedOpenByInitiator  = "ABORTED_OPEN_BY_INITIATOR",  "Reset by its originator before it was open.";
        AbortedOpenByResponder  = "ABORTED_OPEN_BY_RESPONDER",  "Reset by its responder before it was open.";
        ResetByInitiator        = "RESET_BY_INITIATOR",         "Reset by its originator.";
        ResetByResponder        = "RESET_BY_RESPONDER",         "Reset by its responder.";
        Closed                  = "CLOSED",                     "Both directions closed, and both FINs acknowledged.";
        Closing                 = "CLOSING",                    "Both ends sent a FIN; at least one is not acknowledged.";
        HalfClosedByInitiator   = "HALF_CLOSED_BY_INITIATOR",   "Only the originator sent a FIN.";
        HalfClosedByResponder   = "HALF_CLOSED_BY_RESPONDER",   "Only the responder sent a FIN.";
        NoReply                 = "NO_REPLY",                   "No answer to any SYN.";
        HalfOpen                = "HALF_OPEN",                  "A SYN-ACK, and no third segment.";
        Open                    = "OPEN",                       "Open when the capture ended.";
        StrayReset              = "STRAY_RESET",                "A reset and nothing else.";
    }
}

impl Outcome {
    /// Whether nothing more is to come of it: both ends closed their direction, or one gave it up.
    pub const fn is_over(self) -> bool {
        match self {
            Outcome::Closed
            | Outcome::Refused
            | Outcome::ProbeAnsweredByReset
            | Outcome::AbortedOpenByInitiator
            | Outcome::AbortedOpenByResponder
            | Outcome::ResetByInitiator
            | Outcome::ResetByResponder
            | Outcome::StrayReset => true,
            Outcome::Probe
            | Outcome::Closing
            | Outcome::HalfClosedByInitiator
            | Outcome::HalfClosedByResponder
            | Outcome::NoReply
            | Outcome::HalfOpen
            | Outcome::Open => false,
        }
    }

    /// The outcome for a reset by one end, before or after the handshake was complete.
    pub(crate) const fn of_reset(by: Direction, was_open: bool) -> Outcome {
        match (by, was_open) {
            (Direction::Originator, false) => Outcome::AbortedOpenByInitiator,
            (Direction::Responder, false) => Outcome::AbortedOpenByResponder,
            (Direction::Originator, true) => Outcome::ResetByInitiator,
            (Direction::Responder, true) => Outcome::ResetByResponder,
        }
    }
}

named! {
    /// How a connection was opened.
    OpenKind {
        ThreeWay     = "three-way",     "SYN, SYN-ACK, ACK.";
        Simultaneous = "simultaneous",  "Both ends sent a SYN at once.";
        Split        = "split",         "The responder answered with a SYN of its own instead of a SYN-ACK.";
        FastOpen     = "tfo",           "With octets in the SYN (RFC 7413).";
    }
}

named! {
    /// How a connection was closed by FINs.
    CloseKind {
        FourSegment  = "four-segment",  "FIN, ACK, FIN, ACK.";
        ThreeSegment = "three-segment", "The second FIN acknowledges the first.";
        Simultaneous = "simultaneous",  "Both FINs crossed.";
    }
}

named! {
    /// With what the capture of a connection begins.
    Start {
        Syn       = "syn",        "Its SYN.";
        SynAck    = "synack",     "Its SYN-ACK.";
        Midstream = "midstream",  "Anything else: the capture joined it later.";
    }
}

named! {
    /// How sure it is who opened the connection.
    Roles {
        Syn    = "syn",     "A SYN tells.";
        SynAck = "synack",  "A SYN-ACK tells.";
        Guess  = "guess",   "The port numbers were asked.";
    }
}

named! {
    /// Why a flow left the table.
    Ended {
        EndOfInput = "eof",      "The capture ended.";
        Timeout    = "timeout",  "Nothing came for too long.";
        Evicted    = "evicted",  "The table was full.";
        Reused     = "reused",   "A third connection began on its pair of sockets.";
    }
}
