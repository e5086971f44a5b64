//! One mark of the picture.

use crate::picture::stroke::Stroke;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Octets that are new.
    Data,
    /// A SACK block of the other end.
    Sack,
    /// A SYN.
    Opens,
    /// A FIN.
    Closes,
    /// Numbers that were sent before.
    Again,
    /// The other end takes no more for now.
    ZeroWindow,
    /// A reset.
    Resets,
}

impl Kind {
    /// Every kind; what comes later is drawn over what comes before.
    pub const ALL: [Kind; 7] =
        [Kind::Data, Kind::Sack, Kind::Opens, Kind::Closes, Kind::Again, Kind::ZeroWindow, Kind::Resets];

    /// A word for it, also its class in SVG.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Data => "data",
            Kind::Sack => "sack",
            Kind::Opens => "opens",
            Kind::Closes => "closes",
            Kind::Again => "again",
            Kind::ZeroWindow => "zero-window",
            Kind::Resets => "resets",
        }
    }

    /// The letter at it, if it has one.
    pub const fn letter(self) -> Option<&'static str> {
        match self {
            Kind::Data | Kind::Sack => None,
            Kind::Opens => Some("S"),
            Kind::Closes => Some("F"),
            Kind::Again => Some("R"),
            Kind::ZeroWindow => Some("0"),
            Kind::Resets => Some("X"),
        }
    }

    /// That of a segment which is drawn so in a ladder, with a SYN or a FIN or neither; none of one that is no part of the stream.
    pub(crate) const fn of(stroke: Stroke, syn: bool, fin: bool) -> Option<Kind> {
        match stroke {
            Stroke::Outside => None,
            Stroke::Resets => Some(Kind::Resets),
            Stroke::Again => Some(Kind::Again),
            _ if syn => Some(Kind::Opens),
            _ if fin => Some(Kind::Closes),
            _ => Some(Kind::Data),
        }
    }
}

/// One mark, or several that fall on one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it stands for.
    pub kind: Kind,
    /// Nanoseconds since the connection's first segment.
    pub time: i64,
    /// The first number, relative to the ISN.
    pub low: i64,
    /// The number after the last.
    pub high: i64,
    /// The first frame that brought it.
    pub frame: u64,
    /// How many segments it stands for.
    pub segments: u64,
}
