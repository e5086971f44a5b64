//! Blocks of pcapng, in the byte order of their section.

use crate::format::pcapng::fields::ByteOrder;
use crate::format::pcapng::option::{COMMENT, SHB_USERAPPL};
use pcap_parser::{BOM_MAGIC, SHB_MAGIC};
use std::io::{self, BufWriter, Write};

/// Octets around a block's body.
const FRAME_LEN: usize = 12;

/// Writes block after block.
pub(crate) struct BlockWriter<W: Write> {
    write: BufWriter<W>,
    pub(crate) order: ByteOrder,
    /// The options of the next block, kept for their room.
    options: Vec<u8>,
}

impl<W: Write> BlockWriter<W> {
    /// Octets are gathered: no need to hand in a [`BufWriter`].
    pub(crate) fn new(write: W) -> BlockWriter<W> {
        BlockWriter { write: BufWriter::new(write), order: ByteOrder::Little, options: Vec::new() }
    }

    /// Begins a section of our own, little endian.
    pub(crate) fn begin_section(&mut self) -> io::Result<()> {
        self.order = ByteOrder::Little;
        let mut fields = [0; 16];
        fields[..4].copy_from_slice(&BOM_MAGIC.to_le_bytes());
        fields[4..6].copy_from_slice(&1_u16.to_le_bytes());
        // The section's length, left open.
        fields[8..].copy_from_slice(&(-1_i64).to_le_bytes());
        self.option(SHB_USERAPPL, concat!("synfin ", env!("CARGO_PKG_VERSION")).as_bytes());
        self.block(SHB_MAGIC, &fields, &[])
    }

    /// Adds an option to the next block; `value`, of 65,535 octets at most, is in the byte order of the section.
    pub(crate) fn option(&mut self, code: u16, value: &[u8]) {
        self.options.extend_from_slice(&self.order.u16(code));
        self.options.extend_from_slice(&self.order.u16(value.len() as u16));
        self.options.extend_from_slice(value);
        self.options.resize(self.options.len().next_multiple_of(4), 0);
    }

    /// Adds a comment to the next block; one longer than an option can hold, 65,535 octets, is cut.
    pub(crate) fn comment(&mut self, comment: &str) {
        let length = comment.floor_char_boundary(usize::from(u16::MAX));
        self.option(COMMENT, &comment.as_bytes()[..length]);
    }

    /// Writes a block of fixed fields, captured octets and the options added before.
    pub(crate) fn block(&mut self, block_type: u32, fields: &[u8], octets: &[u8]) -> io::Result<()> {
        if !self.options.is_empty() {
            self.options.extend_from_slice(&[0; 4]);
        }
        let padding = octets.len().next_multiple_of(4) - octets.len();
        let length = FRAME_LEN + fields.len() + octets.len() + padding + self.options.len();
        let length = self.order.u32(u32::try_from(length).map_err(|_| io::ErrorKind::InvalidInput)?);
        let block_type = self.order.u32(block_type);
        for part in [&block_type, &length, fields, octets, &[0; 3][..padding], &self.options, &length] {
            self.write.write_all(part)?;
        }
        self.options.clear();
        Ok(())
    }

    /// Writes a block as it stands.
    pub(crate) fn verbatim(&mut self, block: &[u8]) -> io::Result<()> {
        self.write.write_all(block)
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.write.flush()
    }

    /// Writes out what was gathered, and returns the output.
    pub(crate) fn finish(self) -> io::Result<W> {
        self.write.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
