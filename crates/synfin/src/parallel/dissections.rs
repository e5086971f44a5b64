//! Dissectors at work on the segments of a round: those of each shard in the shard's thread.

use synfin_capture::record::Record;
use synfin_dissect::counts::Counts;
use synfin_dissect::dissected::Dissected;
use synfin_dissect::dissection::Dissection;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::name::Name;
use synfin_dissect::registry::Registry;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::address::Address;
use synfin_flow::table::seen::Seen;
use synfin_flow::table::shard::Shard;
use synfin_wire::decode::Decoded as DecodedFrame;

use crate::analyzer::decoding::decode_record;
use crate::analyzer::dissectors::dissect;
use crate::parallel::fields_told::FieldsTold;
use crate::parallel::rounds::{OCTETS_PER_THREAD, RECORDS_PER_THREAD};

/// Octets that the states of each thread may come to hold in a round: twice those of the round, as vectors grow by doubling.
const BUFFERED_BY_ROUND: usize = 2 * OCTETS_PER_THREAD;
/// Octets that may come to be kept of the segments of each thread's part of a round.
const KEPT_OF_ROUND: usize = RECORDS_PER_THREAD * DissectionLimits::MOST_KEPT_OCTETS;

/// The dissectors of each shard, and what they told in this round.
#[derive(Debug, Default)]
pub(crate) struct Dissections {
    parts: Vec<Dissection>,
    pub(crate) told: Vec<FieldsTold>,
    limits: Option<DissectionLimits>,
}

/// The dissectors of one shard, and where what they tell is put.
pub(crate) struct ShardDissection<'d> {
    dissection: &'d mut Dissection,
    /// None where nobody asks for what is told with segments.
    told: Option<&'d mut FieldsTold>,
    /// How many of the connections that left in this round it has heard of.
    left: usize,
}

impl Dissections {
    /// These dissectors, for so many shards.
    pub(crate) fn new(registry: &Registry, limits: DissectionLimits, shards: usize) -> Dissections {
        let count = if registry.is_empty() { 0 } else { shards };
        let new = |_| {
            let mut dissection = Dissection::new(registry.clone(), limits);
            if shards > 1 {
                dissection.number_provisionally();
            }
            dissection
        };
        let told = (0..count).map(|_| FieldsTold::default()).collect();
        Dissections { parts: (0..count).map(new).collect(), told, limits: Some(limits) }
    }

    /// Whether all together might hold too much within a round for so many threads: then what finds no room is decided between all
    /// connections, in capture order.
    pub(crate) fn may_be_full(&self, threads: usize) -> bool {
        let Some(limits) = self.limits.filter(|_| self.parts.len() > 1) else { return false };
        let holds = self.parts.iter().map(Dissection::holds);
        let [buffered, kept] = holds.fold([0, 0], |[buffered, kept], own| [buffered + own[0], kept + own[1]]);
        // One octet more may double what a full vector holds.
        let buffered = buffered.saturating_mul(2).saturating_add(BUFFERED_BY_ROUND.saturating_mul(threads));
        let kept = kept.saturating_add(KEPT_OF_ROUND.saturating_mul(threads));
        buffered > limits.buffered || kept > limits.kept
    }

    /// Begins a round of so many shards. If they became one, so do these.
    pub(crate) fn begin(&mut self, shards: usize) {
        self.told.iter_mut().for_each(FieldsTold::clear);
        if shards == 1 && self.parts.len() > 1 {
            self.told.truncate(1);
            let others = self.parts.split_off(1);
            self.parts[0].number_finally();
            for other in others {
                self.parts[0].take_over(other);
            }
        }
    }

    /// Those of every shard; none for each where nobody looks into payload. What they tell with segments is put aside if `with_fields`
    /// says so.
    pub(crate) fn parts_mut(&mut self, shards: usize, with_fields: bool) -> Vec<Option<ShardDissection<'_>>> {
        let parts = self.parts.iter_mut().zip(&mut self.told);
        let part = |(dissection, told)| {
            Some(ShardDissection { dissection, told: with_fields.then_some(told), left: 0 })
        };
        let mut parts: Vec<_> = parts.map(part).collect();
        parts.resize_with(shards, || None);
        parts
    }

    /// Completes a round: connections that began in it have their numbers.
    pub(crate) fn complete(&mut self, shards: &[Shard]) {
        for (dissection, shard) in self.parts.iter_mut().zip(shards) {
            dissection.renumber(|number| shard.final_number(number));
        }
    }

    /// Whether nobody looks into payload.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A connection of this shard leaves.
    pub(crate) fn end(&mut self, shard: usize, flow: u64) -> Option<Dissected> {
        self.parts.get_mut(shard)?.end(flow)
    }

    /// How often what happened to each dissector, in all shards together.
    pub(crate) fn counts(&self) -> Vec<(Name, Counts)> {
        let mut parts = self.parts.iter();
        let mut counts: Vec<_> = parts.next().into_iter().flat_map(Dissection::named_counts).collect();
        for part in parts {
            for ((_, all), own) in counts.iter_mut().zip(part.counts()) {
                *all += *own;
            }
        }
        counts
    }
}

impl ShardDissection<'_> {
    /// Hears of a segment, which the shard has just taken, and first of the connections that left with it. Its record is asked for only if that means anything to them.
    #[inline]
    pub(crate) fn observe<'r>(
        &mut self,
        shard: &Shard,
        (address, vars): (&Address, &SegmentVars),
        record: impl FnOnce() -> Option<Record<'r>>,
    ) {
        if shard.left() != self.left {
            shard.left_since(self.left).for_each(|flow| self.dissection.leave(flow));
            self.left = shard.left();
        }
        let Some(seen) = shard.last_seen() else { return };
        let ports = [address.pair().low().port(), address.pair().high().port()];
        if self.dissection.wants(seen.flow, &seen.verdict, vars, ports) {
            self.observe_wanted(seen, vars, record());
        }
    }

    /// The packet is read again: that is less work than to keep it.
    fn observe_wanted(&mut self, seen: &Seen, vars: &SegmentVars, record: Option<Record<'_>>) {
        let Some(record) = record else { return };
        let DecodedFrame::Tcp(packet) = decode_record(&record) else { return };
        dissect(self.dissection, seen, vars, &packet);
        if let Some(told) = &mut self.told {
            told.put(vars.frame, self.dissection.take_emitted(vars.frame));
        }
    }
}
