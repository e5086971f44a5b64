//! Writing pcap.

use crate::timestamp::Timestamp;
use std::io::{self, BufWriter, Write};
use synfin_wire::numbers::LinkType;

/// The magic of a file with nanoseconds.
const NANOSECONDS: u32 = 0xa1b2_3c4d;

/// The snapshot length that programs expect to find: as much as libpcap keeps.
const SNAP_LEN: u32 = 262_144;

/// Writes a pcap file (little endian, nanoseconds). All its records are of one link type.
///
/// ```
/// use synfin_capture::{reader::Reader, timestamp::Timestamp, writer::pcap::PcapWriter};
/// use synfin_wire::numbers::LinkType;
///
/// let mut writer = PcapWriter::new(Vec::new(), LinkType(1))?;
/// writer.write(Timestamp::new(1, 2), b"octets", 60)?;
/// let file = writer.finish()?;
///
/// let mut reader = Reader::new(file.as_slice())?;
/// let record = reader.next_record()?.expect("one record");
/// assert_eq!((record.time, record.octets, record.original_len), (Timestamp::new(1, 2), &b"octets"[..], 60));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PcapWriter<W: Write> {
    write: BufWriter<W>,
}

impl<W: Write> PcapWriter<W> {
    /// Writes the file header. Octets are gathered: no need to hand in a [`BufWriter`].
    ///
    /// # Errors
    /// Those of writing.
    pub fn new(write: W, link_type: LinkType) -> io::Result<PcapWriter<W>> {
        let mut write = BufWriter::new(write);
        write.write_all(&NANOSECONDS.to_le_bytes())?;
        write.write_all(&2_u16.to_le_bytes())?;
        write.write_all(&4_u16.to_le_bytes())?;
        write.write_all(&[0; 8])?;
        write.write_all(&SNAP_LEN.to_le_bytes())?;
        write.write_all(&u32::from(link_type.0).to_le_bytes())?;
        Ok(PcapWriter { write })
    }

    /// Writes one record. The format holds times from 1970 to 2106; others go to the nearer end.
    ///
    /// # Errors
    /// Those of writing; or the record is longer than its length field can say.
    pub fn write(&mut self, time: Timestamp, octets: &[u8], original_len: u32) -> io::Result<()> {
        let captured_len = u32::try_from(octets.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let time = time.clamp(Timestamp::EPOCH, Timestamp::new(u32::MAX.into(), 999_999_999));
        for field in [time.seconds() as u32, time.subsecond_nanoseconds(), captured_len, original_len] {
            self.write.write_all(&field.to_le_bytes())?;
        }
        self.write.write_all(octets)
    }

    /// Writes out what was gathered, for who reads while it is written.
    ///
    /// # Errors
    /// Those of writing.
    pub fn flush(&mut self) -> io::Result<()> {
        self.write.flush()
    }

    /// Writes out what was gathered, and returns the output.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(self) -> io::Result<W> {
        self.write.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
