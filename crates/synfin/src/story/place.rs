//! From which frame to which something goes, and when those came.

use synfin_flow::time::Moment;

use crate::observation::Observation;

/// From which frame to which something goes, and when those came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) first_frame: u64,
    pub(crate) last_frame: u64,
    pub(crate) first_time: Moment,
    pub(crate) last_time: Moment,
}

impl Place {
    /// This one segment.
    pub(crate) fn of(segment: &Observation<'_>) -> Place {
        Place::at(segment.frame(), segment.time())
    }

    /// This one frame.
    pub(crate) const fn at(frame: u64, time: Moment) -> Place {
        Place { first_frame: frame, last_frame: frame, first_time: time, last_time: time }
    }

    /// Lets something go on to this segment, or begin with it. A clock that went backwards makes nothing shorter.
    pub(crate) fn reach(place: &mut Option<Place>, segment: &Observation<'_>) {
        let one = Place::of(segment);
        *place = Some(place.map_or(one, |place| place.and(one)));
    }

    /// All from the one to the other.
    pub(crate) fn and(self, other: Place) -> Place {
        Place {
            first_frame: self.first_frame.min(other.first_frame),
            last_frame: self.last_frame.max(other.last_frame),
            first_time: self.first_time.min(other.first_time),
            last_time: self.last_time.max(other.last_time),
        }
    }
}
