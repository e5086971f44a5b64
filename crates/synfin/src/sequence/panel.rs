//! What is drawn of one direction.

use synfin_wire::segment::seq::Seq;

use crate::sequence::mark::{Kind, Mark};
use crate::sequence::numbers::Numbers;
use crate::sequence::steps::Steps;
use crate::sequence::thinned::{Thinned, extent};

/// What is drawn of the octets that one end sends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panel {
    pub(crate) marks: Thinned,
    /// What the other end acknowledged.
    pub(crate) acknowledged: Steps,
    /// How far the other end's window reaches.
    pub(crate) window: Steps,
    /// Counts where no ISN is known.
    pub(crate) numbers: Numbers,
    /// Whether a window's scale was not known, so that it is not drawn.
    pub(crate) unscaled: bool,
    /// Segments that are no part of the stream, and are not drawn.
    pub(crate) outside: u64,
}

impl Panel {
    /// The numbers that are to be seen: all of marks and acknowledgements, and of the window, where some of it lies so near, as much as
    /// leaves the rest half of the height; and whether the window goes beyond that.
    pub(crate) fn extent(&self) -> (i64, i64, bool) {
        let marks = self.marks.marks().iter().flat_map(|mark| [mark.low, mark.high]);
        let acknowledged = self.acknowledged.steps().iter().flat_map(|step| [step.low, step.high]);
        let (low, high) = extent(marks.chain(acknowledged)).unwrap_or((0, 1));
        let high = high.max(low.saturating_add(1));
        let room = high.saturating_add(high.saturating_sub(low));
        let window = self.window.steps().iter().flat_map(|step| [step.low, step.high]);
        let (lowest, highest) = extent(window).unwrap_or((high, high));
        let seen = if lowest > room { high } else { highest.clamp(high, room) };
        (low, seen, highest > seen)
    }

    /// A number of this direction relative to the ISN, if that is known, else to the first that was seen.
    pub(crate) fn relative(&mut self, known: Option<i64>, raw: Seq) -> i64 {
        match known {
            Some(relative) if !self.numbers.is_used() => relative,
            _ => self.numbers.count(raw),
        }
    }

    /// Whether there is so much to see that it needs room.
    pub(crate) fn is_rich(&self) -> bool {
        let brings = |mark: &&Mark| matches!(mark.kind, Kind::Data | Kind::Again) && mark.high > mark.low + 1;
        self.marks.marks().iter().filter(brings).count() > 3
    }
}
