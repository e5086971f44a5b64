//! How long handshakes took, as a histogram: both halves, as the capture saw them.
//!
//! A bin is a tenth of a power of ten wide, so that a microsecond and a minute stand in one picture. Memory does not depend on how
//! many connections there are.
//!
//! ```
//! use core::time::Duration;
//! use synfin::round_trips::histogram::Histogram;
//!
//! let mut histogram = Histogram::default();
//! [18, 20, 24].iter().for_each(|milliseconds| histogram.add(Duration::from_millis(*milliseconds)));
//! assert_eq!(histogram.count(), 3);
//! // The bin of 20 ms ends at 25.1 ms, and what is in it is not told apart.
//! assert_eq!(histogram.at_most(0.5), Some(Duration::from_millis(24)));
//! ```

pub mod histogram;
pub mod picture;
mod svg;
mod text;
mod write;
