//! How an arrow looks, by what its segment does.

use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

/// A manner of drawing an arrow. Each has its own line and, where something is wrong, its own mark, so that none is told by
/// colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Opens the connection.
    Opens,
    /// Brings octets.
    Data,
    /// Acknowledges, and brings nothing.
    Acknowledges,
    /// Asks whether the other end is there, or answers that.
    Probes,
    /// Closes a direction, or acknowledges that.
    Closes,
    /// Sent before.
    Again,
    /// Resets, or tries to.
    Resets,
    /// No part of the connection's life.
    Outside,
}

impl Stroke {
    /// Every stroke, in the order of a life.
    pub const ALL: [Stroke; 8] = [
        Stroke::Opens,
        Stroke::Data,
        Stroke::Acknowledges,
        Stroke::Probes,
        Stroke::Closes,
        Stroke::Again,
        Stroke::Resets,
        Stroke::Outside,
    ];

    /// The stroke of a step.
    pub const fn of(step: Step) -> Stroke {
        match step {
            Step::SynRetransmit | Step::SynAckRetransmit | Step::DataRetransmit | Step::FinRetransmit => {
                Stroke::Again
            }
            Step::Data | Step::DataHalfClosed => Stroke::Data,
            Step::KeepAlive | Step::KeepAliveAck | Step::ZeroWindowProbe | Step::ZeroWindowProbeAck => {
                Stroke::Probes
            }
            Step::SynDuplicate
            | Step::SynAckInvalid
            | Step::DataAfterFin
            | Step::DataAfterReset
            | Step::StrayAfterReset => Stroke::Outside,
            _ => match step.stage() {
                Stage::Open => Stroke::Opens,
                Stage::Transfer => Stroke::Acknowledges,
                Stage::Close => Stroke::Closes,
                Stage::Reset => Stroke::Resets,
                Stage::Outside => Stroke::Outside,
            },
        }
    }

    /// Whether its octets are part of what the sender's stream consists of.
    pub(crate) const fn is_of_the_stream(self) -> bool {
        !matches!(self, Stroke::Resets | Stroke::Outside)
    }

    /// A word for it, also its class in SVG.
    pub const fn name(self) -> &'static str {
        match self {
            Stroke::Opens => "opens",
            Stroke::Data => "data",
            Stroke::Acknowledges => "acknowledges",
            Stroke::Probes => "probes",
            Stroke::Closes => "closes",
            Stroke::Again => "again",
            Stroke::Resets => "resets",
            Stroke::Outside => "outside",
        }
    }

    /// The mark before its label, if it has one: first in Unicode, then in ASCII.
    pub const fn mark(self) -> Option<[&'static str; 2]> {
        match self {
            Stroke::Again => Some(["↻", "@"]),
            Stroke::Resets => Some(["✖", "X"]),
            Stroke::Outside => Some(["◌", "o"]),
            _ => None,
        }
    }
}
