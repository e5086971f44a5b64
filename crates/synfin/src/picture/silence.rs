//! From when on nothing is a silence.

use core::time::Duration;

/// A silence from which on the lifelines are cut, and a run of one end's segments ends.
pub const GAP: Duration = Duration::from_millis(500);
