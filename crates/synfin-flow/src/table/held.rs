//! Time that passes without a segment, and the flows that are held meanwhile: for whoever watches while a capture goes on.

use crate::class::Class;
use crate::outcome::Ended;
use crate::table::ended_flow::EndedFlow;
use crate::table::flow_table::FlowTable;
use crate::table::lists::ListName;
use crate::table::place::Place;
use crate::time::Moment;

/// Most flows that leave at once because time passed: what leaves waits to be asked for, and takes memory then.
const EXPIRED_AT_ONCE: usize = 1 << 10;

impl FlowTable {
    /// Says that it is `now` in capture time, though no segment came. Flows that were silent for too long leave, 1,024 at most; true
    /// when there may be more of them: take out those with [`FlowTable::pop_ended`], and say it again.
    ///
    /// Without [timeouts](crate::table::limits::Limits::timeouts) nothing happens. As with the stamps of segments, one leap of more than
    /// 30 s is not believed before a second one confirms it.
    ///
    /// ```
    /// use synfin_flow::table::{flow_table::FlowTable, limits::{Limits, Timeouts}};
    /// use synfin_flow::{key::Socket, segment_vars::SegmentVars, time::Moment};
    /// use synfin_wire::segment::flags::Flags;
    /// # use core::net::{IpAddr, Ipv4Addr};
    /// # let [client, server] = [1, 2].map(|last| Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)), 80));
    ///
    /// let mut table = FlowTable::new(Limits { timeouts: Some(Timeouts::default()), ..Limits::default() });
    /// table.observe(client, server, 0, &SegmentVars { flags: Flags::SYN, ..Default::default() });
    /// for seconds in [20, 31] {
    ///     table.pass(Moment(seconds * 1_000_000_000));
    /// }
    /// assert_eq!(table.pop_ended().unwrap().ended.name(), "timeout");
    /// ```
    pub fn pass(&mut self, now: Moment) -> bool {
        let Some(timeouts) = self.limits.timeouts else { return false };
        let now = self.clock.tick(now);
        (0..EXPIRED_AT_ONCE).all(|_| self.expire_one(&timeouts, now))
    }

    /// The flows of a class that are held, the one first whose last segment came last: as they would leave if the capture ended now.
    ///
    /// Each is made when it is asked for, so that it takes as long as one looks at.
    pub fn held(&self, class: Class) -> impl Iterator<Item = EndedFlow> + '_ {
        let [mut plain, mut rare] =
            [false, true].map(|rare| self.slots.lists.backwards(ListName::of(class, rare)).peekable());
        let last_frame = move |place: &Place| self.slots.load(*place).last_frame();
        core::iter::from_fn(move || match (plain.peek(), rare.peek()) {
            (Some(one), Some(other)) if last_frame(one) < last_frame(other) => rare.next(),
            (Some(_), _) => plain.next(),
            (None, _) => rare.next(),
        })
        .map(|place| self.slots.leaving(place, Ended::EndOfInput))
    }

    /// How many flows of a class are held. It takes the same time, however many those are.
    pub fn count_held(&self, class: Class) -> u64 {
        let length = |rare| u64::from(self.slots.lists.length(ListName::of(class, rare)));
        length(false).saturating_add(length(true))
    }
}
