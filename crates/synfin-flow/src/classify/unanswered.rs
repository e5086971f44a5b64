//! Answers that were captured and never arrived: the end that waits for one asks again.

use core::time::Duration;

use crate::direction::Direction;
use crate::endpoint::end::{End, Mark};
use crate::flow::Flow;
use crate::segment_vars::SegmentVars;

/// No answer is on its way for so long when the handshake took no time.
const LEAST_PATIENCE: Duration = Duration::from_millis(150);
/// Nor for so many round trips of the handshake.
const ROUND_TRIPS: u32 = 3;

impl Flow {
    /// Keeps when an end's SYN or FIN was acknowledged.
    pub(crate) fn note_answer(&mut self, to: Direction) {
        let age = self.age().as_millis();
        self.end_mut(to).answered_at = u32::try_from(age).unwrap_or(u32::MAX);
    }

    /// Whether an end that repeats its SYN-ACK or FIN shows by it that the answer was lost behind the capture.
    ///
    /// Ours; an onlooker near the sender would else believe in answers that never arrive. Two things must come together: the segment is a
    /// new one (a newer timestamp), not a double made by the network; and the answer passed so long ago that it cannot
    /// still be on its way.
    pub(crate) fn lacks_answer(&self, again: &SegmentVars, before: &End) -> bool {
        let new = match again.ts_val {
            Some(ts_val) => before.is(Mark::Timestamps) && ts_val.wrapping_sub(before.ts_recent) as i32 > 0,
            None => false,
        };
        let round_trip = self
            .handshake_rtt_server()
            .unwrap_or_default()
            .saturating_add(self.handshake_rtt_client().unwrap_or_default());
        let patience = LEAST_PATIENCE.max(round_trip.saturating_mul(ROUND_TRIPS));
        let waited = self.age().saturating_sub(Duration::from_millis(u64::from(before.answered_at)));
        new && waited > patience
    }
}
