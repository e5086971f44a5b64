//! The lean classifier over the hash map of the standard library, with a fast hasher: one segment after another.

use std::io::{self, Read};

use ahash::AHashMap;

use crate::whole::capture_file::CaptureFile;
use crate::whole::lean::connection::Connection;
use crate::whole::lean::segment::{Segment, Socket};
use crate::whole::told::Told;

/// Classifies every segment.
///
/// # Errors
/// Those of [`CaptureFile::next_packet`].
pub fn lean<R: Read>(capture: &mut CaptureFile<R>) -> io::Result<Told> {
    let mut told = Told::default();
    let (mut segments, mut connections) = (0, AHashMap::<[Socket; 2], Connection>::new());
    while let Some(packet) = capture.next_packet()? {
        told.records += 1;
        if let Some(segment) = Segment::of_frame(packet) {
            segments += 1;
            let states = connections.entry(segment.pair).or_default().take(&segment);
            told.checksum = told.checksum.wrapping_mul(31).wrapping_add(states);
        }
    }
    told.segments = Some(segments);
    told.flows = Some(connections.len() as u64);
    // In no order of the map.
    told.checksum =
        connections.values().fold(told.checksum, |sum, connection| sum.wrapping_add(connection.fold()));
    Ok(told)
}
