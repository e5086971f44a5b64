//! How long handshakes took, as a histogram: both halves, as the capture saw them.
//!
//! A bin is a tenth of a power of ten wide, so that a microsecond and a minute stand in one picture. Of each half
//! [`quantiles::KEPT`] times are kept, for exact percentiles; of more, percentiles are told within [`quantiles::ERROR_PERCENT`], so that
//! memory is bounded however many connections there are.
//!
//! ```
//! use core::time::Duration;
//! use synfin::round_trips::histogram::Histogram;
//!
//! let mut histogram = Histogram::default();
//! [18, 20, 24].iter().for_each(|milliseconds| histogram.add(Duration::from_millis(*milliseconds)));
//! assert_eq!(histogram.count(), 3);
//! // All three are in one bin, and told apart all the same.
//! assert_eq!(histogram.at_most(0.5), Some(Duration::from_millis(20)));
//! ```

pub mod histogram;
pub mod picture;
pub mod quantiles;
mod svg;
mod text;
mod write;
