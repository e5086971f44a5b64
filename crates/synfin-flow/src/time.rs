//! Capture time.

use core::time::Duration;

/// A moment of capture time in nanoseconds since 1970-01-01T00:00:00Z; never a clock's reading.
///
/// ```
/// use core::time::Duration;
/// use synfin_flow::time::Moment;
///
/// assert_eq!(Moment(1_500).since(Moment(500)), Duration::from_nanos(1_000));
/// assert_eq!(Moment(500).since(Moment(1_500)), Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// How long after `earlier` this is; zero when it is not later.
    #[inline]
    pub const fn since(self, earlier: Moment) -> Duration {
        let nanoseconds = self.0.saturating_sub(earlier.0);
        Duration::from_nanos(if nanoseconds < 0 { 0 } else { nanoseconds as u64 })
    }
}
