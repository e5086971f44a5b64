//! The two ends of a connection, told apart by who opened it.

/// One end of a connection, or the direction of a segment named after its sender.
///
/// ```
/// use synfin_flow::direction::Direction;
///
/// assert_eq!(Direction::Originator.opposite(), Direction::Responder);
/// assert_eq!(Direction::Responder.name(), "responder");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The end that sent the first SYN, or is believed to have sent it.
    Originator,
    /// The other end.
    Responder,
}

impl Direction {
    /// Both, originator first.
    pub const BOTH: [Direction; 2] = [Direction::Originator, Direction::Responder];

    /// The other end.
    #[inline]
    #[must_use]
    pub const fn opposite(self) -> Direction {
        match self {
            Direction::Originator => Direction::Responder,
            Direction::Responder => Direction::Originator,
        }
    }

    /// The word used in tables: `originator`, `responder`.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::Originator => "originator",
            Direction::Responder => "responder",
        }
    }

    /// Place of this end in an array of two.
    #[inline]
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}
