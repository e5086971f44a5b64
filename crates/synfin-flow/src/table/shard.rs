//! One of several tables between which the flows of a capture are divided.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::segment_vars::SegmentVars;
use crate::table::address::Address;
use crate::table::ended_flow::EndedFlow;
use crate::table::flow_table::FlowTable;
use crate::table::limits::Limits;
use crate::table::numbering::final_number;
use crate::table::seen::Seen;
use crate::verdict::Verdict;

/// The flows of some pairs of sockets; see [`Shards`](crate::table::shards::Shards).
///
/// It needs nothing of the others while a round lasts, so each may be in a thread of its own.
#[derive(Debug)]
pub struct Shard {
    pub(super) table: FlowTable,
    /// What the segments of this round told.
    told: Vec<Seen>,
    /// Frames with which flows began in this round, and then their numbers, in the same order.
    pub(super) opened: Vec<u64>,
    pub(super) numbers: Vec<u64>,
    /// Flows that left in this round, each with the frame that it left with.
    pub(super) ended: VecDeque<(u64, EndedFlow)>,
    /// Frames with which a block for what is rare was lent (true) or given back.
    pub(super) rares: Vec<(u64, bool)>,
}

impl Shard {
    pub(super) fn of(table: FlowTable) -> Shard {
        Shard {
            table,
            told: Vec::new(),
            opened: Vec::new(),
            numbers: Vec::new(),
            ended: VecDeque::new(),
            rares: Vec::new(),
        }
    }

    /// A shard that is not alone.
    pub(super) fn one_of_several(limits: Limits) -> Shard {
        let mut table = FlowTable::new(limits);
        table.number_provisionally();
        Shard::of(table)
    }

    /// Forgets what was told of the round before. Its flows keep their provisional numbers until the first segment comes.
    pub(super) fn begin(&mut self) {
        self.told.clear();
        self.rares.clear();
    }

    /// Gives the flows of the round before their numbers.
    pub(super) fn settle(&mut self) {
        if !self.numbers.is_empty() {
            self.table.number_flows(&self.numbers);
            self.numbers.clear();
            self.opened.clear();
        }
    }

    /// Brings near what some segments will need; as [`FlowTable::approach`].
    #[inline]
    pub fn approach<const N: usize>(&self, addresses: &[Option<Address>; N]) {
        if self.table.is_large() {
            self.table.approach(addresses);
        }
    }

    /// Takes the next segment of those that belong here, in the order of their frames; as [`FlowTable::observe_at`].
    #[inline]
    pub fn observe(&mut self, address: &Address, segment: &SegmentVars) -> &Verdict {
        if self.told.is_empty() {
            self.settle();
        }
        let (opened, lent) = (self.table.unnumbered(), self.table.rares_lent());
        let seen = self.table.observe_at(address, segment);
        if self.table.unnumbered() > opened {
            self.opened.push(segment.frame);
        }
        if self.table.rares_lent() != lent {
            self.rares.push((segment.frame, self.table.rares_lent() > lent));
        }
        while let Some(ended) = self.table.pop_ended() {
            self.ended.push_back((segment.frame, ended));
        }
        &self.told.push_mut(seen).verdict
    }

    /// The number that a flow bears for good of which a segment of this round told this one: the same, unless the flow began in this
    /// round, which must be [complete](crate::table::shards::Shards::complete).
    pub fn final_number(&self, number: u64) -> u64 {
        final_number(number, &self.numbers)
    }

    /// How many segments it took in this round.
    pub fn told(&self) -> usize {
        self.told.len()
    }

    /// How many flows have left in this round.
    #[inline]
    pub fn left(&self) -> usize {
        self.ended.len()
    }

    /// The numbers of those that have left since there were so many, as they bear them until the round is complete.
    pub fn left_since(&self, were: usize) -> impl Iterator<Item = u64> {
        self.ended.range(were.min(self.ended.len())..).map(|(_, ended)| ended.number)
    }

    /// What the last segment of this round told, with the number that its flow bears until the round is complete.
    #[inline]
    pub fn last_seen(&self) -> Option<&Seen> {
        self.told.last()
    }

    /// What the segment of this index told, by the order in which this shard took them. A flow that began in this round has its
    /// number once the [round is complete](crate::table::shards::Shards::complete).
    #[inline]
    pub fn seen(&self, index: usize) -> Option<Seen> {
        let seen = *self.told.get(index)?;
        Some(Seen { flow: final_number(seen.flow, &self.numbers), ..seen })
    }
}
