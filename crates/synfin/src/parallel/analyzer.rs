//! From batches of records to observations, by several threads.

use core::num::NonZeroUsize;
use std::io;

use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    IntoParallelRefMutIterator as _, ParallelIterator as _,
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use synfin_capture::batch::Batch;
use synfin_dissect::limits::DissectionLimits;
use synfin_dissect::registry::Registry;
use synfin_flow::table::address::Address;
use synfin_flow::table::limits::Limits;
use synfin_flow::table::shard::Shard;
use synfin_flow::table::shards::Shards;

use crate::accounts::Accounts;
use crate::analyzer::decoding::SCOPE;
use crate::analyzer::options::AnalyzerOptions;
use crate::books::Books;
use crate::census::Census;
use crate::flow_summary::FlowSummary;
use crate::parallel::decoded::{Decoded, Segment};
use crate::parallel::dissections::{Dissections, ShardDissection};
use crate::parallel::told::Told;

/// Octets that a decoded record takes at most until the next round, with what was told of it.
pub const DECODED_LEN: usize =
    size_of::<Segment>() + size_of::<u32>() + size_of::<synfin_flow::table::seen::Seen>();

/// An [`Analyzer`](crate::analyzer::Analyzer) that works with several threads and tells the same.
#[derive(Debug)]
pub struct ParallelAnalyzer {
    options: AnalyzerOptions,
    pool: ThreadPool,
    shards: Shards,
    decoded: Vec<Decoded>,
    books: Books,
    census: Census,
    frames_before: u64,
    last_frame: u64,
    dissections: Dissections,
}

impl ParallelAnalyzer {
    /// An analyzer that has seen nothing yet, with so many threads of its own.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn new(options: AnalyzerOptions, threads: NonZeroUsize) -> io::Result<ParallelAnalyzer> {
        let AnalyzerOptions { max_flows, timeouts, hash_key, .. } = options;
        let names = |number| format!("synfin-{number}");
        let pool = ThreadPoolBuilder::new().num_threads(threads.get()).thread_name(names).build();
        Ok(ParallelAnalyzer {
            options,
            pool: pool.map_err(io::Error::other)?,
            shards: Shards::new(Limits { max_flows, timeouts, hash_key }, threads.get()),
            decoded: Vec::new(),
            books: Books::default(),
            census: Census::default(),
            frames_before: 0,
            last_frame: 0,
            dissections: Dissections::default(),
        })
    }

    /// Has these dissectors look into payload, as [`Analyzer::dissecting`](crate::analyzer::Analyzer::dissecting): from the next
    /// segment on, if that is the first.
    #[must_use]
    pub fn dissecting(self, registry: &Registry) -> ParallelAnalyzer {
        let limits = DissectionLimits::for_flows(self.options.max_flows);
        let dissections = Dissections::new(registry, limits, self.shards.count());
        ParallelAnalyzer { dissections, ..self }
    }

    /// Takes the next batches of records, in their order, all of the same file; tells what their segments do.
    ///
    /// What dissectors told with segments is held until the next round: of each record at most 64 fields, each of at most 1,024 octets
    /// beside its own size. Who does not want it calls [`ParallelAnalyzer::observe_without_fields`].
    pub fn observe<'r>(&'r mut self, batches: &'r [Batch]) -> Told<'r> {
        self.observe_round(batches, true);
        self.told(batches)
    }

    /// The same; but of what dissectors tell only that is held which goes with connections, and the segments have no fields.
    pub fn observe_without_fields<'r>(&'r mut self, batches: &'r [Batch]) -> Told<'r> {
        self.observe_round(batches, false);
        self.told(batches)
    }

    fn observe_round(&mut self, batches: &[Batch], with_fields: bool) {
        let records = batches.iter().map(|batch| batch.len() as u64).sum();
        if self.dissections.may_be_full(self.threads()) {
            self.shards.become_one();
        }
        self.shards.begin(records);
        self.dissections.begin(self.shards.count());
        if self.decoded.len() < batches.len() {
            self.decoded.resize_with(batches.len(), Decoded::default);
        }
        let decoded = &mut self.decoded[..batches.len()];
        let (frames_before, options, shards) = (self.frames_before, self.options, &mut self.shards);
        let dissections = &mut self.dissections;
        self.pool.install(|| {
            decode(batches, decoded, |batch, decoded| decoded.decode(batch, frames_before, &options, shards));
            count_before(decoded, shards.count());
            let parts = dissections.parts_mut(shards.count(), with_fields);
            self.census.add(&classify(batches, decoded, shards.parts_mut(), parts));
        });
        shards.complete();
        dissections.complete(shards.parts());
        for decoded in &*decoded {
            decoded.enter(&mut self.books);
            self.census.oddities.add(&decoded.oddities);
        }
        if let Some(last) = batches.iter().rev().find_map(|batch| batch.record(batch.len().checked_sub(1)?)) {
            self.last_frame = self.frames_before.saturating_add(last.number);
        }
    }

    /// What the segments of the batches do that [`ParallelAnalyzer::observe`] took last; of others nothing that is true.
    pub fn told<'r>(&'r self, batches: &'r [Batch]) -> Told<'r> {
        let ParallelAnalyzer { decoded, shards, dissections: Dissections { told: fields, .. }, pool, .. } =
            self;
        Told { batches, decoded, shards, fields, pool }
    }

    /// Says that the next batch comes from another file of the same capture: its frames are numbered on from here.
    pub fn next_file(&mut self) {
        self.frames_before = self.last_frame;
    }

    /// Takes out a connection that has left, as [`Analyzer::pop_ended`](crate::analyzer::Analyzer::pop_ended).
    pub fn pop_ended(&mut self) -> Option<FlowSummary> {
        let ended = self.shards.pop_ended()?;
        let dissected = if self.dissections.is_empty() {
            None
        } else {
            let address = self.shards.address(ended.originator(), ended.responder(), SCOPE);
            self.dissections.end(self.shards.shard_of(&address), ended.number)
        };
        let summary = FlowSummary::new(&ended, dissected);
        self.census.count_flow(&summary);
        Some(summary)
    }

    /// Says that the capture has ended: every connection leaves, in order of its number.
    pub fn finish(&mut self) {
        self.shards.finish();
    }

    /// Says that a [filter](synfin_capture::reader::Reader::filter_tally) left so many frames out of what was read: they are in the
    /// books, and nowhere else.
    pub fn leave_out(&mut self, frames: u64) {
        self.books.leave_out(frames);
    }

    /// The accounts of all that was told so far.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts {
            options: &self.options,
            books: &self.books,
            flow_books: self.shards.books(),
            census: &self.census,
            dissectors: self.dissections.counts(),
            inputs: None,
        }
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Makes something of each thing, by all threads at once; the results are in the order of the things.
    pub fn map<T: Send, U: Send>(&self, things: Vec<T>, make: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
        self.pool.install(|| things.into_par_iter().map(make).collect())
    }
}

fn decode(batches: &[Batch], decoded: &mut [Decoded], decode: impl Fn(&Batch, &mut Decoded) + Sync + Send) {
    batches.par_iter().zip(decoded).for_each(|(batch, decoded)| decode(batch, decoded));
}

/// Tells each batch how many segments come before it in each shard.
fn count_before(decoded: &mut [Decoded], shards: usize) {
    let mut before = vec![0; shards];
    for decoded in decoded {
        decoded.before.clone_from(&before);
        before.iter_mut().zip(&decoded.of_shard).for_each(|(before, own)| *before += own.len());
    }
}

/// For so many segments at a time a shard brings near what they need.
const APPROACHED: usize = 32;

/// Each shard takes its own segments in their order, and its dissectors after it; how often each thing was told.
fn classify(
    batches: &[Batch],
    decoded: &[Decoded],
    shards: &mut [Shard],
    dissections: Vec<Option<ShardDissection<'_>>>,
) -> Census {
    let parts = shards.par_iter_mut().zip(dissections).enumerate();
    let counted = parts.map(|(at, (shard, mut dissection))| {
        let mut census = Census::default();
        for (batch, decoded) in batches.iter().zip(decoded) {
            for some in decoded.of_shard[at].chunks(APPROACHED) {
                let segment = |index: u32| &decoded.segments[index as usize];
                let addresses: [Option<Address>; APPROACHED] =
                    core::array::from_fn(|at| some.get(at).map(|&index| segment(index).address));
                shard.approach(&addresses);
                for &index in some {
                    let Segment { record, address, vars, .. } = segment(index);
                    census.count_segment(shard.observe(address, vars));
                    if let Some(dissection) = &mut dissection {
                        dissection.observe(shard, (address, vars), || batch.record(*record as usize));
                    }
                }
            }
        }
        census
    });
    counted.reduce(Census::default, |mut census, others| {
        census.add(&others);
        census
    })
}
