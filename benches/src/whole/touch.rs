//! The touch limit of a whole capture: every record's header, and one cache line of every packet. No program that looks
//! at each packet can do with less; it is no reader.

use std::io::{self, Read};

use crate::whole::capture_file::CaptureFile;
use crate::whole::told::Told;

/// Octets of a cache line: Ethernet, IPv4 and TCP headers without options lie within.
const LINE: usize = 64;

/// Touches every packet.
///
/// # Errors
/// Those of [`CaptureFile::next_packet`].
pub fn touch<R: Read>(capture: &mut CaptureFile<R>) -> io::Result<Told> {
    let mut told = Told::default();
    while let Some(packet) = capture.next_packet()? {
        told.records += 1;
        told.checksum = told.checksum.wrapping_add(fold(packet));
    }
    Ok(told)
}

#[inline]
fn fold(packet: &[u8]) -> u64 {
    packet.first_chunk::<LINE>().map_or_else(
        || packet.iter().fold(0, |sum, octet| sum + u64::from(*octet)),
        |line| {
            line.as_chunks::<8>().0.iter().fold(0, |sum, word| sum.wrapping_add(u64::from_le_bytes(*word)))
        },
    )
}
