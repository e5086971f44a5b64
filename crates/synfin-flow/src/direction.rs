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

    /// What is this end's of two, of which the originator's comes first.
    #[inline]
    pub(crate) const fn of<T>(self, [originator, responder]: &[T; 2]) -> &T {
        match self {
            Direction::Originator => originator,
            Direction::Responder => responder,
        }
    }

    /// The same, to be changed.
    #[inline]
    pub(crate) const fn of_mut<T>(self, [originator, responder]: &mut [T; 2]) -> &mut T {
        match self {
            Direction::Originator => originator,
            Direction::Responder => responder,
        }
    }
}
