//! The closed list of labels that a segment can get, one row each.

use crate::stage::Stage;

/// Declares the enum, its names and its stages from one table.
macro_rules! steps {
    ($($stage:ident { $($variant:ident = $name:literal : $label:literal, $doc:literal;)* })*) => {
        /// What exactly a segment does in its connection's life: one label for every TCP segment.
        ///
        /// ```
        /// use synfin_flow::{stage::Stage, step::Step};
        ///
        /// assert_eq!(Step::SynAck.name(), "SYN_ACK");
        /// assert_eq!(Step::SynAck.label(), "handshake 2/3");
        /// assert_eq!(Step::SynAck.stage(), Stage::Open);
        /// assert_eq!(Step::ALL.len(), 44);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Step { $($(#[doc = $doc] $variant,)*)* }

        impl Step {
            /// Every step, in the order of the table.
            pub const ALL: [Step; [$($(Step::$variant),*),*].len()] = [$($(Step::$variant),*),*];

            /// The name used in tables, a contract.
            pub const fn name(self) -> &'static str {
                match self { $($(Step::$variant => $name,)*)* }
            }

            /// A few words for people.
            pub const fn label(self) -> &'static str {
                match self { $($(Step::$variant => $label,)*)* }
            }

            /// What it means, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $($(Step::$variant => $doc,)*)* }
            }

            /// The part of the connection's life that the step belongs to.
            pub const fn stage(self) -> Stage {
                match self { $($(Step::$variant => Stage::$stage,)*)* }
            }
        }
    };
}

steps! {
    Open {
        Syn              = "SYN":                   "handshake 1/3",          "The first SYN of the connection.";
        SynRetransmit    = "SYN_RETRANSMIT":        "handshake 1/3 again",    "The same SYN again: no answer came, or it was refused.";
        SynCrossed       = "SYN_CROSSED":           "crossed SYN",            "A SYN from the other end before any SYN-ACK: simultaneous open or split handshake.";
        SynDuplicate     = "SYN_DUPLICATE":         "stray SYN",              "An old SYN into a live or reset connection.";
        SynAck           = "SYN_ACK":               "handshake 2/3",          "Acknowledges the SYN and brings the responder's own.";
        SynAckRetransmit = "SYN_ACK_RETRANSMIT":    "handshake 2/3 again",    "The same SYN-ACK again.";
        SynAckInvalid    = "SYN_ACK_INVALID":       "bad SYN-ACK",            "A SYN-ACK that acknowledges no SYN that was sent.";
        SplitAck         = "SPLIT_ACK":             "split handshake ACK",    "Acknowledges the SYN without bringing one: first part of a split handshake.";
        HandshakeAck     = "HANDSHAKE_ACK":         "handshake 3/3",          "Acknowledges the responder's SYN: the connection is open.";
    }
    Transfer {
        Data               = "DATA":                  "data",                   "New octets.";
        DataRetransmit     = "DATA_RETRANSMIT":       "data again",             "Octets that were sent before.";
        Ack                = "ACK":                   "acknowledgement",        "Acknowledges, and brings no octets.";
        AckDuplicate       = "ACK_DUPLICATE":         "same ACK again",         "Repeats an acknowledgement.";
        WindowUpdate       = "WINDOW_UPDATE":         "window update",          "The same acknowledgement with another window.";
        KeepAlive          = "KEEP_ALIVE":            "keep-alive",             "Asks whether the other end is still there (RFC 9293, section 3.8.4).";
        KeepAliveAck       = "KEEP_ALIVE_ACK":        "keep-alive answered",    "Answers a keep-alive.";
        ZeroWindowProbe    = "ZERO_WINDOW_PROBE":     "window probe",           "Asks whether a closed window has opened (RFC 9293, section 3.8.6.1).";
        ZeroWindowProbeAck = "ZERO_WINDOW_PROBE_ACK": "window probe answered",  "Answers a window probe.";
        ChallengeAck       = "CHALLENGE_ACK":         "challenge ACK",          "Asks the sender of a doubtful segment whether it meant it (RFC 5961).";
    }
    Close {
        FinFirst        = "FIN_FIRST":        "teardown 1/4",            "The first FIN: its sender has no more data.";
        FinFirstAck     = "FIN_FIRST_ACK":    "teardown 2/4",            "Acknowledges the first FIN: that direction is closed.";
        FinSecond       = "FIN_SECOND":       "teardown 3/4",            "The FIN of the other end.";
        FinAckCombined  = "FIN_ACK_COMBINED": "teardown 2+3/4",          "Acknowledges the first FIN and brings the second.";
        FinSecondAck    = "FIN_SECOND_ACK":   "teardown 4/4",            "Acknowledges the second FIN: that direction is closed. It may come before the first is acknowledged where both cross.";
        FinSimultaneous = "FIN_SIMULTANEOUS": "teardown, both at once",  "A FIN sent before the other end's FIN arrived.";
        FinRetransmit   = "FIN_RETRANSMIT":   "FIN again",               "The FIN again, or one elsewhere (note `fin-moved`), which ends nothing.";
        FinReack        = "FIN_REACK":        "FIN acknowledged again",  "Acknowledges a repeated FIN once more.";
        DataHalfClosed  = "DATA_HALF_CLOSED": "data, half-closed",       "Octets toward an end that has closed its own direction.";
        DataAfterFin    = "DATA_AFTER_FIN":   "data after own FIN",      "Octets beyond the sender's own FIN: not allowed.";
    }
    Reset {
        RstRefuse       = "RST_REFUSE":         "refused",              "Answers a SYN: nobody listens there.";
        RstAbortOpen    = "RST_ABORT_OPEN":     "open aborted",         "Ends a connection that was not open yet.";
        RstAbort        = "RST_ABORT":          "reset",                "Ends the connection at once.";
        RstReply        = "RST_REPLY":          "reset of an old one",  "Tells an end that its old connection is gone, from SYN-SENT.";
        RstChallenged   = "RST_CHALLENGED":     "doubtful reset",       "In the window but not at its left edge: the receiver asks first (RFC 5961).";
        RstOutOfWindow  = "RST_OUT_OF_WINDOW":  "reset ignored",        "Outside the window: the receiver drops it.";
        RstInvalid      = "RST_INVALID":        "reset ignored",        "Answers a SYN without acknowledging it: the receiver drops it.";
        RstAfterClose   = "RST_AFTER_CLOSE":    "reset after the end",  "The connection had ended already.";
        RstStray        = "RST_STRAY":          "stray reset",          "A reset with no connection seen before it.";
        DataAfterReset  = "DATA_AFTER_RESET":   "data after reset",     "Octets for a connection that was reset.";
        StrayAfterReset = "STRAY_AFTER_RESET":  "after reset",          "Anything else for a connection that was reset.";
    }
    Outside {
        ScanProbe        = "SCAN_PROBE":        "probe",              "Flags that open no connection and belong to none.";
        Invalid          = "INVALID":           "no ACK bit",         "No ACK bit in a live connection: the receiver drops it.";
        CaptureDuplicate = "CAPTURE_DUPLICATE": "captured twice",     "The same packet seen twice by the capture.";
        Malformed        = "MALFORMED":         "malformed",          "The header contradicts itself.";
    }
}

impl Step {
    /// Whether the segment opens, closes or resets: the steps by which a connection's states move.
    pub const fn moves_the_connection(self) -> bool {
        !matches!(self.stage(), Stage::Transfer | Stage::Outside)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::Step;
    use std::collections::BTreeSet;

    #[test]
    fn every_step_has_a_name_of_its_own() {
        let names: BTreeSet<_> = Step::ALL.iter().map(|step| step.name()).collect();
        assert_eq!(names.len(), 44);
    }
}
