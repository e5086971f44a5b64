//! On what grounds a state is told.

/// On what grounds an end is said to be in its state; later ones are stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Nothing is known.
    Unknown,
    /// A segment that changes the state was seen on its way, and something is missing: no answer shows that it arrived.
    Assumed,
    /// A segment that must change the state was seen on its way to this end. That it arrived is believed until this end repeats
    /// what the segment answered (note `reply-was-lost`): the state is taken back there, and what was told before stays.
    Received,
    /// A segment that this end sent proves it.
    Sent,
}

impl Basis {
    /// Every basis, the weakest first.
    pub const ALL: [Basis; 4] = [Basis::Unknown, Basis::Assumed, Basis::Received, Basis::Sent];

    /// The word used in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Basis::Unknown => "unknown",
            Basis::Assumed => "assumed",
            Basis::Received => "received",
            Basis::Sent => "sent",
        }
    }
}
