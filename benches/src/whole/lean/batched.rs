//! The lean classifier over a table of its own that is looked up in batches: first the places of all segments of a
//! batch, then their connections, and only then is any of them changed. No load waits for another within a step, so
//! that the processor fetches many connections from memory at a time. It stands for prefetching, which safe Rust
//! does not offer.

use std::hint::black_box;
use std::io::{self, Read};

use ahash::RandomState;

use crate::whole::capture_file::CaptureFile;
use crate::whole::lean::connection::Connection;
use crate::whole::lean::segment::{Segment, Socket};
use crate::whole::told::Told;

/// Segments of a batch.
const BATCH: usize = 32;
/// A place of the index that leads nowhere.
const FREE: u32 = u32::MAX;

/// Classifies every segment, with the same results as [`lean`](crate::whole::lean::mapped::lean).
///
/// # Errors
/// Those of [`CaptureFile::next_packet`].
pub fn lean_batched<R: Read>(capture: &mut CaptureFile<R>) -> io::Result<Told> {
    let mut told = Told::default();
    let mut segments = 0;
    let mut table = Table::new();
    let mut batch = Vec::with_capacity(BATCH);
    let mut more = true;
    while more {
        batch.clear();
        while batch.len() < BATCH {
            let Some(packet) = capture.next_packet()? else {
                more = false;
                break;
            };
            told.records += 1;
            if let Some(segment) = Segment::of_frame(packet) {
                batch.push((table.hash(&segment.pair), segment));
            }
        }
        segments += batch.len() as u64;
        table.fetch(&batch);
        for (hash, segment) in &batch {
            let states = table.connection(*hash, &segment.pair).take(segment);
            told.checksum = told.checksum.wrapping_mul(31).wrapping_add(states);
        }
    }
    told.segments = Some(segments);
    told.flows = Some(table.entries.len() as u64);
    told.checksum =
        table.entries.iter().fold(told.checksum, |sum, entry| sum.wrapping_add(entry.connection.fold()));
    Ok(told)
}

/// Connections one behind another, and an index with linear probing, at most half full.
struct Table {
    hasher: RandomState,
    index: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    hash: u64,
    pair: [Socket; 2],
    connection: Connection,
}

impl Table {
    fn new() -> Table {
        Table { hasher: RandomState::new(), index: vec![FREE; 1 << 12], entries: Vec::new() }
    }

    #[inline]
    fn hash(&self, pair: &[Socket; 2]) -> u64 {
        self.hasher.hash_one(pair)
    }

    /// Loads the places of a batch, then the first words of the connections that they lead to.
    #[inline]
    fn fetch(&self, batch: &[(u64, Segment)]) {
        let mask = self.index.len() - 1;
        let mut places = [FREE; BATCH];
        for (place, (hash, _)) in places.iter_mut().zip(batch) {
            *place = self.index[*hash as usize & mask];
        }
        let entries = places.iter().filter_map(|place| self.entries.get(*place as usize));
        let sum = entries.fold(0_u64, |sum, entry| {
            sum.wrapping_add(entry.hash).wrapping_add(entry.connection.ends[1].octets)
        });
        black_box(sum);
    }

    /// The connection of a pair of sockets, a new one if need be.
    #[inline]
    fn connection(&mut self, hash: u64, pair: &[Socket; 2]) -> &mut Connection {
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        let place = loop {
            let place = self.index[at];
            match self.entries.get(place as usize) {
                Some(entry) if entry.hash == hash && entry.pair == *pair => break place as usize,
                Some(_) => at = (at + 1) & mask,
                None => {
                    self.index[at] = self.entries.len() as u32;
                    self.entries.push(Entry { hash, pair: *pair, connection: Connection::default() });
                    if self.entries.len() * 2 > self.index.len() {
                        self.grow();
                    }
                    break self.entries.len() - 1;
                }
            }
        };
        &mut self.entries[place].connection
    }

    #[cold]
    fn grow(&mut self) {
        let mask = self.index.len() * 2 - 1;
        self.index = vec![FREE; mask + 1];
        for (place, entry) in self.entries.iter().enumerate() {
            let mut at = entry.hash as usize & mask;
            while self.index[at] != FREE {
                at = (at + 1) & mask;
            }
            self.index[at] = place as u32;
        }
    }
}
