//! What a round told.

use rayon::ThreadPool;
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    ParallelIterator as _,
};
use synfin_capture::batch::Batch;
use synfin_capture::error::CaptureError;
use synfin_capture::record::Record;
use synfin_dissect::emission::Emissions;
use synfin_flow::table::seen::Seen;
use synfin_flow::table::shards::Shards;
use synfin_flow::time::Moment;
use synfin_wire::decode::Decoded as DecodedFrame;

use crate::analyzer::decoding::decode_record;
use crate::observation::Observation;
use crate::parallel::decoded::{Decoded, Segment};
use crate::parallel::fields_told::FieldsTold;
use crate::report::before::SegmentsBefore;

/// What the segments of a round told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'r> {
    pub(crate) batches: &'r [Batch],
    pub(crate) decoded: &'r [Decoded],
    pub(crate) shards: &'r Shards,
    /// Of each shard; none where nobody looks into payload.
    pub(crate) fields: &'r [FieldsTold],
    pub(crate) pool: &'r ThreadPool,
}

/// What the segments of one batch told.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'r> {
    batch: &'r Batch,
    decoded: &'r Decoded,
    shards: &'r Shards,
    fields: &'r [FieldsTold],
}

impl<'r> Told<'r> {
    /// What each segment told, in capture order, of all connections or of one.
    pub fn observations(self, of_flow: Option<u64>) -> impl Iterator<Item = Observation<'r>> {
        self.pieces().flat_map(move |piece| piece.observations(of_flow))
    }

    /// When each segment was captured and what it told, in capture order; no packet is read for it.
    pub fn seen(self) -> impl Iterator<Item = (Moment, Seen)> {
        self.pieces().flat_map(|piece| piece.seen().map(|(segment, seen)| (segment.vars.time, seen)))
    }

    /// How many pieces there are: one for each batch.
    pub fn len(self) -> usize {
        self.batches.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.batches.is_empty()
    }

    /// The pieces in capture order.
    pub fn pieces(self) -> impl Iterator<Item = Piece<'r>> {
        let Told { shards, fields, .. } = self;
        let pieces = self.batches.iter().zip(self.decoded);
        pieces.map(move |(batch, decoded)| Piece { batch, decoded, shards, fields })
    }

    /// Makes something of each piece and of one of `things`, by all threads at once; the results are in capture order.
    ///
    /// Where there are fewer things than pieces, the rest of the pieces is left out.
    pub fn map<T: Send, U: Send>(
        self,
        things: Vec<T>,
        make: impl Fn(Piece<'r>, T) -> U + Sync + Send,
    ) -> Vec<U> {
        let Told { shards, fields, .. } = self;
        self.pool.install(|| {
            let pieces = self.batches.par_iter().zip(self.decoded);
            let pieces = pieces.map(|(batch, decoded)| Piece { batch, decoded, shards, fields });
            pieces.zip(things.into_par_iter()).map(|(piece, thing)| make(piece, thing)).collect()
        })
    }
}

impl<'r> Piece<'r> {
    /// What each segment told, in capture order, of all connections or of one.
    pub fn observations(self, of_flow: Option<u64>) -> impl Iterator<Item = Observation<'r>> {
        self.with_records(of_flow).map(|(_, observation)| observation)
    }

    /// The same, each with its record.
    pub fn with_records(self, of_flow: Option<u64>) -> impl Iterator<Item = (Record<'r>, Observation<'r>)> {
        self.wanted(of_flow).filter_map(move |(segment, seen)| self.observation(segment, seen))
    }

    /// What was wrong with the capture behind these.
    pub fn fault(self) -> Option<&'r CaptureError> {
        self.batch.fault()
    }

    /// What these observations decide about rows behind them; no packet is read for it.
    pub(crate) fn counted(self, of_flow: Option<u64>) -> SegmentsBefore {
        self.wanted(of_flow).fold(SegmentsBefore::default(), |mut before, (segment, seen)| {
            before.count(segment.vars.time, seen.flow);
            before
        })
    }

    fn wanted(self, of_flow: Option<u64>) -> impl Iterator<Item = (&'r Segment, Seen)> {
        self.seen().filter(move |(_, seen)| of_flow.is_none_or(|flow| flow == seen.flow))
    }

    fn seen(self) -> impl Iterator<Item = (&'r Segment, Seen)> {
        let mut next = self.decoded.before.clone();
        self.decoded.segments.iter().filter_map(move |segment| {
            let shard = self.shards.shard_of(&segment.address);
            let index = next.get_mut(shard)?;
            let seen = self.shards.parts().get(shard)?.seen(*index)?;
            *index += 1;
            Some((segment, seen))
        })
    }

    /// The packet is read again: that is less work than to keep it.
    fn observation(self, segment: &Segment, seen: Seen) -> Option<(Record<'r>, Observation<'r>)> {
        let record = self.batch.record(segment.record as usize)?;
        let fields = if self.fields.is_empty() {
            Emissions::NONE
        } else {
            let told = self.fields.get(self.shards.shard_of(&segment.address))?;
            told.with(segment.vars.frame)
        };
        let DecodedFrame::Tcp(packet) = decode_record(&record) else { return None };
        let observation = Observation {
            frame: segment.vars.frame,
            time: segment.vars.time,
            seen,
            packet,
            options: packet.segment.options().summary(),
            checksum: segment.checksum,
            fields,
        };
        Some((record, observation))
    }
}
