//! Both tables gathered by several threads, and written in the order of their rows.
//!
//! Batches hold the same rows however many threads there are, so that the output is the same octet for octet: each thread gathers the
//! rows of a piece, and one puts them into batches, which is a copy of what was gathered.

use std::io;
use std::mem;

use synfin::column::flows::Flows;
use synfin::column::segments::Segments;
use synfin::column::table::Table;
use synfin::in_order::InOrder;
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::ended_in_order::take_ended;
use synfin::parallel::table_writers::{FlowsTogether, SegmentsTogether};
use synfin::parallel::told::{Piece, Told};
use synfin::report::table_writer::TableWriter as _;

use crate::gathered::Gathered;
use crate::projection::Projection;
use crate::writer::{BatchSink, BatchWriter};

/// Rows that are gathered at once: as many as the cache nearest to a core holds.
const AT_ONCE: usize = 32;
/// Connections that one thread gathers at a time.
const FLOWS: usize = 1024;

/// A writer, and the memory in which rows are gathered for it.
#[derive(Debug)]
pub struct Together<T: Table, S> {
    writer: BatchWriter<T, S>,
    projection: Projection<T>,
    spare: Vec<Gathered<T>>,
    /// Only the segments of this connection.
    of_flow: Option<u64>,
    in_order: InOrder,
}

impl<T: Table, S: BatchSink> Together<T, S> {
    /// Gathers these columns for a writer of the same; of all connections or of one.
    pub fn new(
        writer: BatchWriter<T, S>,
        projection: &Projection<T>,
        of_flow: Option<u64>,
    ) -> Together<T, S> {
        Together {
            writer,
            projection: projection.clone(),
            spare: Vec::new(),
            of_flow,
            in_order: InOrder::default(),
        }
    }

    /// Empty memory for as many pieces.
    fn empty(&mut self, pieces: usize) -> Vec<Gathered<T>> {
        let Together { spare, projection, .. } = self;
        (0..pieces).map(|_| spare.pop().unwrap_or_else(|| Gathered::new(projection))).collect()
    }

    fn write_all(&mut self, pieces: Vec<Gathered<T>>) -> io::Result<()> {
        for mut piece in pieces {
            self.writer.gathered(&piece)?;
            piece.clear();
            self.spare.push(piece);
        }
        Ok(())
    }
}

impl<S: BatchSink> SegmentsTogether for Together<Segments, S> {
    fn write(&mut self, told: Told<'_>) -> io::Result<()> {
        let of_flow = self.of_flow;
        let pieces = told.map(self.empty(told.len()), |piece, mut gathered| {
            gather(piece, of_flow, &mut gathered);
            gathered
        });
        self.write_all(pieces)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.finish()
    }
}

/// Gathers the segments of a piece, of all connections or of one.
pub fn gather(piece: Piece<'_>, of_flow: Option<u64>, gathered: &mut Gathered<Segments>) {
    let mut rows = Vec::with_capacity(AT_ONCE);
    for row in piece.observations(of_flow) {
        rows.push(row);
        if rows.len() == AT_ONCE {
            gathered.extend(&rows);
            rows.clear();
        }
    }
    gathered.extend(&rows);
}

impl<S: BatchSink> FlowsTogether for Together<Flows, S> {
    fn write(&mut self, analyzer: &mut ParallelAnalyzer) -> io::Result<()> {
        let most = FLOWS.saturating_mul(2).saturating_mul(analyzer.threads());
        // What waits for its turn is held by itself, as all else is needed to write.
        let mut in_order = mem::take(&mut self.in_order);
        let done = take_ended(analyzer, &mut in_order, most, |analyzer, rows| {
            let pieces: Vec<_> = rows.chunks(FLOWS).zip(self.empty(rows.len().div_ceil(FLOWS))).collect();
            let pieces = analyzer.map(pieces, |(rows, mut gathered)| {
                rows.chunks(AT_ONCE).for_each(|rows| gathered.extend(rows));
                gathered
            });
            self.write_all(pieces)
        });
        self.in_order = in_order;
        done
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.finish()
    }
}
