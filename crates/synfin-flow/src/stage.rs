//! The parts of a connection's life.

/// The part of a connection's life that a segment belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The handshake.
    Open,
    /// Data and what keeps it flowing.
    Transfer,
    /// The close, each direction by itself.
    Close,
    /// A reset and what follows it.
    Reset,
    /// No part of a connection's life: probes, damaged segments, doubles made by the capture.
    Outside,
}

impl Stage {
    /// All five, in the order of a life.
    pub const ALL: [Stage; 5] = [Stage::Open, Stage::Transfer, Stage::Close, Stage::Reset, Stage::Outside];

    /// The word used in tables: `open`, `transfer`, `close`, `reset`, `outside`.
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Transfer => "transfer",
            Stage::Close => "close",
            Stage::Reset => "reset",
            Stage::Outside => "outside",
        }
    }
}
