//! Writing pcapng.

use crate::format::pcapng::option::{IF_FCSLEN, IF_TSOFFSET, IF_TSRESOL};
use crate::record::Record;
use crate::timestamp::Timestamp;
use crate::writer::block::BlockWriter;
use pcap_parser::{EPB_MAGIC, IDB_MAGIC};
use std::collections::HashMap;
use std::io::{self, Write};
use synfin_wire::numbers::LinkType;

/// Seconds from the epoch to just before the earliest [`Timestamp`]: the offset of an interface with records
/// from before 1970.
const BEFORE_ALL: i64 = -9_223_372_037;

/// Interfaces that differ in one of these are described apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Interface {
    number: u32,
    link_type: LinkType,
    fcs_len: u8,
    /// Seconds to add to its time stamps.
    offset: i64,
}

/// Writes a pcapng file: one section, little endian, nanoseconds, each interface described when its first
/// record comes. Records may be of different link types.
///
/// ```
/// use synfin_capture::{reader::Reader, writer::pcapng::PcapngWriter};
/// # use synfin_capture::{timestamp::Timestamp, writer::pcap::PcapWriter};
/// # use synfin_wire::numbers::LinkType;
/// # let mut writer = PcapWriter::new(Vec::new(), LinkType(101))?;
/// # writer.write(Timestamp::new(7, 0), &[0x45, 0], 1500)?;
/// # let file = writer.finish()?;
///
/// let mut reader = Reader::new(file.as_slice())?;
/// let mut writer = PcapngWriter::new(Vec::new())?;
/// while let Some(record) = reader.next_record()? {
///     writer.write(&record, &["a comment that Wireshark shows"])?;
/// }
/// let commented = writer.finish()?;
/// # assert_eq!(Reader::new(commented.as_slice())?.next_record()?.map(|record| record.original_len), Some(1500));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PcapngWriter<W: Write> {
    blocks: BlockWriter<W>,
    interfaces: HashMap<Interface, u32>,
}

impl<W: Write> PcapngWriter<W> {
    /// Writes the section header. Octets are gathered: no need to hand in a [`BufWriter`](std::io::BufWriter).
    ///
    /// # Errors
    /// Those of writing.
    pub fn new(write: W) -> io::Result<PcapngWriter<W>> {
        let mut writer = PcapngWriter { blocks: BlockWriter::new(write), interfaces: HashMap::new() };
        writer.blocks.begin_section()?;
        Ok(writer)
    }

    /// Writes one record, with comments. A comment longer than an option can hold, 65,535 octets, is cut.
    ///
    /// # Errors
    /// Those of writing; or the record is longer than its length field can say.
    pub fn write(&mut self, record: &Record<'_>, comments: &[&str]) -> io::Result<()> {
        let (time, offset) = if record.time < Timestamp::EPOCH {
            (i128::from(record.time.nanoseconds()) - i128::from(BEFORE_ALL) * 1_000_000_000, BEFORE_ALL)
        } else {
            (record.time.nanoseconds().into(), 0)
        };
        let interface = self.interface(Interface {
            number: record.interface,
            link_type: record.link_type,
            fcs_len: record.fcs_len,
            offset,
        })?;
        let captured_len = u32::try_from(record.octets.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let ticks = time as u64;
        let words = [interface, (ticks >> 32) as u32, ticks as u32, captured_len, record.original_len];
        let mut fields = [0; 20];
        for (field, word) in fields.chunks_exact_mut(4).zip(words) {
            field.copy_from_slice(&word.to_le_bytes());
        }
        for comment in comments {
            self.blocks.comment(comment);
        }
        self.blocks.block(EPB_MAGIC, &fields, record.octets)
    }

    /// Writes out what was gathered, and returns the output.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(self) -> io::Result<W> {
        self.blocks.finish()
    }

    /// The interface's number in this file; describes it when it is new.
    fn interface(&mut self, interface: Interface) -> io::Result<u32> {
        let next = self.interfaces.len() as u32;
        let number = *self.interfaces.entry(interface).or_insert(next);
        if number == next {
            let mut fields = [0; 8];
            fields[..2].copy_from_slice(&interface.link_type.0.to_le_bytes());
            self.blocks.option(IF_TSRESOL, &[9]);
            if interface.fcs_len > 0 {
                self.blocks.option(IF_FCSLEN, &[interface.fcs_len]);
            }
            if interface.offset != 0 {
                self.blocks.option(IF_TSOFFSET, &interface.offset.to_le_bytes());
            }
            self.blocks.block(IDB_MAGIC, &fields, &[])?;
        }
        Ok(number)
    }
}
