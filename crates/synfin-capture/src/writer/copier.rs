//! Copying captures into one pcapng file, with comments.

use crate::format::pcap::Pcap;
use crate::format::pcapng::block::{Block, SECTION_HEADER};
use crate::format::pcapng::fields::{ByteOrder, Fields};
use crate::format::pcapng::option::{COMMENT, EPB_DROPCOUNT, IF_FCSLEN, IF_TSRESOL};
use crate::format::pcapng::section::PACKET;
use crate::options::MAX_INTERFACES;
use crate::record::Record;
use crate::writer::block::BlockWriter;
use crate::writer::converted::add_options;
use pcap_parser::{DSB_MAGIC, EPB_MAGIC, IDB_MAGIC, ISB_MAGIC, NRB_MAGIC, SPB_MAGIC};
use std::collections::HashMap;
use std::io::{self, Write};

/// Octets of descriptions of interfaces that are kept to find equal ones.
const KEPT_LEN: usize = 1 << 20;

/// Where in a section header its length stands.
const SECTION_LEN: std::ops::Range<usize> = 16..24;

/// Which of the blocks that hold no packet are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of them.
    All,
    /// Those without which packets are not understood: names of addresses, and secrets for decryption.
    NamesAndSecrets,
}

/// Copies the [items](crate::batch::Batch::items) of one capture, or of several that are
/// [merged](crate::merge::Merge), into one pcapng file.
///
/// Of one pcapng file everything is copied as it stands, octet for octet and section by section, but for the comments that are
/// added, and the length of a section, which is left open. A packet is in an Enhanced Packet Block afterwards, whatever block it was in:
/// one from a Simple Packet Block, which tells no time, is of time 0. Of a pcap file the link type, the frame check sequence's
/// length, the snapshot length and the unit of time stamps are kept.
///
/// Of several captures one section is made, little endian, with the interfaces of all; equal descriptions of interfaces are
/// written once. What section headers tell is left out then, and so is, of a big-endian section, what is neither a packet nor the
/// description of an interface.
pub struct PcapngCopier<W: Write> {
    blocks: BlockWriter<W>,
    kept: Kept,
    sources: Vec<Source>,
    has_section: bool,
    /// Interfaces described in the section that is being written.
    interfaces: u32,
    /// Descriptions of several captures, with their numbers.
    shared: HashMap<Vec<u8>, u32>,
    shared_len: usize,
    /// How comments of packets begin that are not copied.
    replaced: Option<Vec<u8>>,
}

/// What is known of an input.
#[derive(Clone, Debug, Default)]
struct Source {
    origin: Origin,
    /// The number in the output of each interface of the section; none of one whose description could not be read.
    interfaces: Vec<Option<u32>>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Origin {
    #[default]
    Unknown,
    /// Nanoseconds in a unit of time stamps.
    Pcap(i64),
    Pcapng(ByteOrder),
}

impl<W: Write> PcapngCopier<W> {
    /// Copies captures from so many inputs.
    pub fn new(write: W, inputs: usize, kept: Kept) -> PcapngCopier<W> {
        PcapngCopier {
            blocks: BlockWriter::new(write),
            kept,
            sources: vec![Source::default(); inputs],
            has_section: false,
            interfaces: 0,
            shared: HashMap::new(),
            shared_len: 0,
            replaced: None,
        }
    }

    /// Copies no comments of packets that begin so: those of an earlier copy, which new ones are to replace.
    #[must_use]
    pub fn replacing(self, beginning: &str) -> PcapngCopier<W> {
        PcapngCopier { replaced: Some(beginning.as_bytes().to_vec()), ..self }
    }

    /// Takes what is no record: the file header of an input first, then each block; writes it if it is to be written.
    ///
    /// # Errors
    /// Those of writing.
    pub fn block(&mut self, input: usize, octets: &[u8], is_faulty: bool) -> io::Result<()> {
        let Some(source) = self.sources.get(input) else { return Err(io::ErrorKind::InvalidInput.into()) };
        let order = match source.origin {
            Origin::Pcapng(order) => order,
            // A section header tells its own.
            Origin::Unknown if octets.starts_with(&SECTION_HEADER.to_be_bytes()) => ByteOrder::Little,
            Origin::Unknown => return self.pcap(input, octets),
            Origin::Pcap(_) => return Ok(()),
        };
        let Ok(block) = Block::first(octets, order, u32::MAX) else { return Ok(()) };
        match block.kind {
            IDB_MAGIC => self.interface(input, &block, octets, is_faulty),
            _ if is_faulty => Ok(()),
            SECTION_HEADER => self.section(input, &block, octets),
            _ if block.order != self.blocks.order => Ok(()),
            NRB_MAGIC | DSB_MAGIC => self.blocks.verbatim(octets),
            _ if self.kept == Kept::NamesAndSecrets => Ok(()),
            ISB_MAGIC => self.statistics(input, &block),
            _ => self.blocks.verbatim(octets),
        }
    }

    /// Takes a record and its own block as it stands; writes it, with a comment behind those that it has.
    ///
    /// A comment longer than an option can hold, 65,535 octets, is cut.
    ///
    /// # Errors
    /// Those of writing.
    pub fn record(
        &mut self,
        input: usize,
        record: &Record<'_>,
        octets: &[u8],
        comment: Option<&str>,
    ) -> io::Result<()> {
        let source = self.sources.get(input);
        let number = source.and_then(|source| *source.interfaces.get(record.interface as usize)?);
        let (Some(source), Some(number)) = (source, number) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let (ticks, order) = match source.origin {
            Origin::Pcap(unit) => ((record.time.nanoseconds() / unit) as u64, None),
            Origin::Pcapng(order) => (0, Some(order)),
            Origin::Unknown => return Err(io::ErrorKind::InvalidInput.into()),
        };
        let block = order.and_then(|order| Block::first(octets, order, u32::MAX).ok());
        let ticks = match &block {
            Some(block) => {
                let is_same =
                    (block.kind, block.order, record.interface) == (EPB_MAGIC, self.blocks.order, number);
                if is_same && comment.is_none() && !self.may_be_replaced(octets) {
                    return self.blocks.verbatim(octets);
                }
                self.options_of(block)
            }
            None => ticks,
        };
        if let Some(comment) = comment {
            self.blocks.comment(comment);
        }
        let captured = record.octets.len() as u32;
        let mut fields = [0; 20];
        let words = [number, (ticks >> 32) as u32, ticks as u32, captured, record.original_len];
        for (field, word) in fields.chunks_exact_mut(4).zip(words) {
            field.copy_from_slice(&self.blocks.order.u32(word));
        }
        self.blocks.block(EPB_MAGIC, &fields, record.octets)
    }

    /// Writes out what was gathered.
    ///
    /// # Errors
    /// Those of writing.
    pub fn flush(&mut self) -> io::Result<()> {
        self.blocks.flush()
    }

    /// Writes out what was gathered, and returns the output. Without any input it is a file of no packets.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<W> {
        self.begin_section()?;
        self.blocks.finish()
    }

    /// Whether a comment that is to be replaced may be among these octets.
    fn may_be_replaced(&self, octets: &[u8]) -> bool {
        let is_there =
            |beginning: &Vec<u8>| octets.windows(beginning.len().max(1)).any(|part| part == beginning);
        self.replaced.as_ref().is_some_and(is_there)
    }

    /// Begins a section of our own, unless there is one.
    fn begin_section(&mut self) -> io::Result<()> {
        if self.has_section {
            return Ok(());
        }
        self.has_section = true;
        self.blocks.begin_section()
    }

    /// The section header of an input: copied where there is no other input.
    fn section(&mut self, input: usize, block: &Block<'_>, octets: &[u8]) -> io::Result<()> {
        self.sources[input] = Source { origin: Origin::Pcapng(block.order), interfaces: Vec::new() };
        if self.sources.len() > 1 {
            return self.begin_section();
        }
        (self.has_section, self.interfaces, self.blocks.order) = (true, 0, block.order);
        let mut octets = octets.to_vec();
        // Its blocks become longer: -1 leaves that open in either byte order.
        if let Some(length) = octets.get_mut(SECTION_LEN) {
            length.fill(0xff);
        }
        self.blocks.verbatim(&octets)
    }

    /// The file header of a pcap file: the description of its one interface.
    fn pcap(&mut self, input: usize, header: &[u8]) -> io::Result<()> {
        let Ok(pcap) = Pcap::new(header, u32::MAX) else { return Err(io::ErrorKind::InvalidInput.into()) };
        self.begin_section()?;
        let order = self.blocks.order;
        let resolution = if pcap.unit == 1 { 9 } else { 6 };
        let mut fields = [0; 8];
        fields[..2].copy_from_slice(&order.u16(pcap.link_type.0));
        fields[4..].copy_from_slice(&order.u32(pcap.snap_len));
        let key = [&fields[..], &[resolution, pcap.fcs_len]].concat();
        let number = self.describe(key, |blocks| {
            blocks.option(IF_TSRESOL, &[resolution]);
            if pcap.fcs_len > 0 {
                blocks.option(IF_FCSLEN, &[pcap.fcs_len]);
            }
            blocks.block(IDB_MAGIC, &fields, &[])
        })?;
        self.sources[input] = Source { origin: Origin::Pcap(pcap.unit), interfaces: vec![Some(number)] };
        Ok(())
    }

    /// The description of an interface; one that is faulty takes its number in the input all the same.
    fn interface(
        &mut self,
        input: usize,
        block: &Block<'_>,
        octets: &[u8],
        is_faulty: bool,
    ) -> io::Result<()> {
        if self.sources[input].interfaces.len() >= MAX_INTERFACES {
            return Ok(());
        }
        let mut fields = block.fields();
        let fixed = (|| Some((fields.u16()?, fields.u16()?, fields.u32()?)))();
        let number = match fixed {
            Some((link_type, reserved, snap_len)) if !is_faulty => {
                let order = self.blocks.order;
                let mut numbers = [0; 8];
                numbers[..2].copy_from_slice(&order.u16(link_type));
                numbers[2..4].copy_from_slice(&order.u16(reserved));
                numbers[4..].copy_from_slice(&order.u32(snap_len));
                let key = [&[u8::from(block.order == ByteOrder::Big)], block.body].concat();
                Some(self.describe(key, |blocks| {
                    if block.order == order {
                        return blocks.verbatim(octets);
                    }
                    add_options(fields, IDB_MAGIC, blocks, |_, _| true);
                    blocks.block(IDB_MAGIC, &numbers, &[])
                })?)
            }
            _ => None,
        };
        self.sources[input].interfaces.push(number);
        Ok(())
    }

    /// The number of an interface in the output; it is described with `write`, unless another input has an equal one.
    fn describe(
        &mut self,
        description: Vec<u8>,
        write: impl FnOnce(&mut BlockWriter<W>) -> io::Result<()>,
    ) -> io::Result<u32> {
        if let Some(&number) = self.shared.get(&description) {
            return Ok(number);
        }
        write(&mut self.blocks)?;
        let number = self.interfaces;
        self.interfaces += 1;
        if self.sources.len() > 1 && self.shared_len < KEPT_LEN {
            self.shared_len += description.len();
            self.shared.insert(description, number);
        }
        Ok(number)
    }

    /// The statistics of an interface, under its number in the output.
    fn statistics(&mut self, input: usize, block: &Block<'_>) -> io::Result<()> {
        let mut fields = block.fields();
        let interfaces = &self.sources[input].interfaces;
        let number = fields.u32().and_then(|number| *interfaces.get(number as usize)?);
        let Some(number) = number else { return Ok(()) };
        // The options, if any, are the rest of the body: they stay as they are.
        let body = [&self.blocks.order.u32(number), fields.rest].concat();
        self.blocks.block(ISB_MAGIC, &body, &[])
    }

    /// Adds the options of a packet's block to the next one; its time stamp, in units of its interface.
    fn options_of(&mut self, block: &Block<'_>) -> u64 {
        let mut fields = block.fields();
        let mut ticks = 0;
        let captured = (|| {
            match block.kind {
                SPB_MAGIC => return None,
                PACKET => {
                    let (_interface, drops) = (fields.u16()?, fields.u16()?);
                    // 0xffff: the number is not known.
                    if drops != u16::MAX {
                        let order = self.blocks.order;
                        self.blocks.option(EPB_DROPCOUNT, &order.u64(drops.into()));
                    }
                }
                _ => {
                    let _interface = fields.u32()?;
                }
            }
            ticks = u64::from(fields.u32()?) << 32 | u64::from(fields.u32()?);
            let (captured, _original_len) = (fields.u32()?, fields.u32()?);
            Some(captured as usize)
        })();
        let behind = captured.and_then(|captured| {
            let octets = fields.octets(captured)?;
            fields.octets(octets.len().next_multiple_of(4) - octets.len())
        });
        if behind.is_some() {
            let options = Fields::new(block.order, fields.rest);
            let replaced = self.replaced.as_deref();
            add_options(options, EPB_MAGIC, &mut self.blocks, |code, value| {
                !(code == COMMENT && replaced.is_some_and(|beginning| value.starts_with(beginning)))
            });
        }
        ticks
    }
}
