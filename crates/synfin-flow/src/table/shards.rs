//! The flows of a capture, divided between tables that can work at once, and told as by a single one.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::key::Socket;
use crate::table::address::Address;
use crate::table::books::Books;
use crate::table::ended_flow::EndedFlow;
use crate::table::flow_table::FlowTable;
use crate::table::limits::Limits;
use crate::table::numbering::final_number;
use crate::table::shard::Shard;
use crate::table::take_over::Held;

/// Several tables that tell what one [`FlowTable`] would: the same verdicts, the same numbers, the same flows that leave, in the
/// same order.
///
/// It works in rounds: say with [`begin`](Shards::begin) how many segments come at most, give each segment to
/// [its shard](Shards::shard_of), every shard its own in the order of their frames, and then [`complete`](Shards::complete) the
/// round. Shards know nothing of each other within a round. What they cannot know, which flow of all began first, is put right
/// when it is complete.
///
/// Who has to leave when the table is full, or for silence, is decided between all flows. So with timeouts there is one shard from
/// the start; and before a round in which a flow might have to make place for another, all shards become one, for good.
///
/// ```
/// use core::net::{IpAddr, Ipv4Addr};
/// use synfin_flow::key::Socket;
/// use synfin_flow::segment_vars::SegmentVars;
/// use synfin_flow::table::{limits::Limits, shards::Shards};
/// use synfin_wire::segment::flags::Flags;
///
/// let mut shards = Shards::new(Limits::default(), 4);
/// let server = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)), 23);
/// shards.begin(2);
/// for port in [54203, 54204] {
///     let client = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), port);
///     let syn = SegmentVars { frame: u64::from(port), flags: Flags::SYN, ..Default::default() };
///     let address = shards.address(client, server, 0);
///     let shard = shards.shard_of(&address);
///     shards.parts_mut()[shard].observe(&address, &syn);
/// }
/// shards.complete();
/// shards.finish();
/// assert_eq!(shards.pop_ended().unwrap().originator().port(), 54203);
/// assert_eq!(shards.pop_ended().unwrap().number, 1);
/// ```
#[derive(Debug)]
pub struct Shards {
    limits: Limits,
    parts: Vec<Shard>,
    /// Flows that were opened in complete rounds.
    opened: u64,
    held: Held,
    rares: u64,
    /// Flows that left in complete rounds.
    ended: VecDeque<EndedFlow>,
    /// When something happened in which shard; empty between rounds.
    events: Vec<(u64, usize)>,
}

impl Shards {
    /// So many shards, at least one; one alone where the limits have timeouts.
    pub fn new(limits: Limits, count: usize) -> Shards {
        let parts = if count <= 1 || limits.timeouts.is_some() {
            [Shard::of(FlowTable::new(limits))].into()
        } else {
            (0..count).map(|_| Shard::one_of_several(limits)).collect()
        };
        Shards {
            limits,
            parts,
            opened: 0,
            held: Held::default(),
            rares: 0,
            ended: VecDeque::new(),
            events: Vec::new(),
        }
    }

    /// How many shards there are; never more than before.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Where the connections of these sockets are kept; as [`FlowTable::address`].
    #[inline]
    pub fn address(&self, source: Socket, destination: Socket, scope: u32) -> Address {
        Address::new(self.limits.hash_key, source, destination, scope)
    }

    /// The shard to which the segments of an address belong.
    #[inline]
    pub fn shard_of(&self, address: &Address) -> usize {
        // Of bits that the index of a table does not ask for.
        let part = address.hash >> 24 & 0xffff;
        (part as usize).saturating_mul(self.parts.len()) >> 16
    }

    /// Begins a round of at most so many segments. The shards may become one.
    pub fn begin(&mut self, segments: u64) {
        self.drain();
        if !self.held.has_room_for(segments, &self.limits) {
            self.become_one();
        }
        self.parts.iter_mut().for_each(Shard::begin);
    }

    /// The shards become one for good, for a reason that a caller has; between rounds.
    pub fn become_one(&mut self) {
        if self.parts.len() > 1 {
            self.merge();
        }
    }

    /// The shards, for the segments of this round.
    pub fn parts_mut(&mut self) -> &mut [Shard] {
        &mut self.parts
    }

    /// The shards, to ask what was told in this round.
    pub fn parts(&self) -> &[Shard] {
        &self.parts
    }

    /// Completes the round: flows that began in it get their numbers, and flows that left in it wait in [`Shards::pop_ended`].
    ///
    /// It takes time for each of those, and none for the other segments.
    pub fn complete(&mut self) {
        if let [alone] = self.parts.as_mut_slice() {
            self.ended.extend(alone.ended.drain(..).map(|(_, ended)| ended));
            return;
        }
        self.number();
        self.count_rares();
        self.events.extend(events_of(&self.parts, |shard| shard.ended.iter().map(|(frame, _)| *frame)));
        self.events.sort_unstable();
        for (_, shard) in self.events.drain(..) {
            let Some(Shard { ended, numbers, .. }) = self.parts.get_mut(shard) else { continue };
            let numbered = |(_, ended): (u64, EndedFlow)| EndedFlow {
                number: final_number(ended.number, numbers),
                ..ended
            };
            self.ended.extend(ended.pop_front().map(numbered));
        }
        self.held.live = self.parts.iter().map(|shard| shard.table.books().live).sum();
    }

    /// Numbers the flows that began in this round, in the order of their first frames.
    fn number(&mut self) {
        self.events.extend(events_of(&self.parts, |shard| {
            // Without a segment in this round they are those of one before.
            let opened = if shard.told() > 0 { shard.opened.as_slice() } else { &[] };
            opened.iter().copied()
        }));
        self.events.sort_unstable();
        for (_, shard) in self.events.drain(..) {
            if let Some(shard) = self.parts.get_mut(shard) {
                shard.numbers.push(self.opened);
                self.opened = self.opened.saturating_add(1);
            }
        }
    }

    /// How many blocks for what is rare one table would have lent at most at once.
    fn count_rares(&mut self) {
        let lent = |&(frame, is_lent): &(u64, bool)| frame << 1 | u64::from(is_lent);
        self.events.extend(events_of(&self.parts, |shard| shard.rares.iter().map(lent)));
        self.events.sort_unstable();
        for (event, _) in self.events.drain(..) {
            self.rares =
                if event & 1 == 1 { self.rares.saturating_add(1) } else { self.rares.saturating_sub(1) };
            self.held.most_rares = self.held.most_rares.max(self.rares);
        }
    }

    fn merge(&mut self) {
        let tables = self.parts.drain(..).map(|mut shard| {
            shard.settle();
            shard.table
        });
        let tables: Vec<FlowTable> = tables.collect();
        self.parts.push(Shard::of(FlowTable::merged(self.limits, tables, self.held.most_rares)));
    }

    /// The next flow that left, in the order in which they left.
    pub fn pop_ended(&mut self) -> Option<EndedFlow> {
        if let Some(ended) = self.ended.pop_front() {
            return Some(ended);
        }
        self.next_to_end()
    }

    /// Of the flows that the end of the capture ends, the one with the lowest number.
    fn next_to_end(&mut self) -> Option<EndedFlow> {
        let next = |shard: &&mut Shard| shard.table.next_to_end().unwrap_or(u64::MAX);
        self.parts.iter_mut().min_by_key(next)?.table.pop_ended()
    }

    /// Ends what was left of the capture before, if its flows were not all asked for; they wait in their order.
    fn drain(&mut self) {
        if self.parts.iter().all(|shard| shard.table.next_to_end().is_none()) {
            return;
        }
        while self.parts.iter().any(|shard| shard.table.next_to_end().is_some()) {
            let next = self.next_to_end();
            self.ended.extend(next);
        }
        (self.held, self.rares) = (Held::default(), 0);
    }

    /// The capture is at its end: all flows leave, in order of their numbers, as [`Shards::pop_ended`] asks for them.
    pub fn finish(&mut self) {
        self.drain();
        for shard in &mut self.parts {
            shard.settle();
            shard.table.finish();
        }
    }

    /// The accounts of all tables together.
    pub fn books(&self) -> Books {
        self.parts.iter().fold(Books::default(), |all, shard| all.with(shard.table.books()))
    }
}

/// When something happened in each shard.
fn events_of<'s, I: Iterator<Item = u64> + 's>(
    shards: &'s [Shard],
    of: impl Fn(&'s Shard) -> I + 's,
) -> impl Iterator<Item = (u64, usize)> + 's {
    shards.iter().enumerate().flat_map(move |(at, shard)| of(shard).map(move |when| (when, at)))
}
