//! From a stream of octets to its records.

use crate::batch::{Batch, Batches, BlockPlace, MOST_RECORDS, RecordPlace};
use crate::buffer::Buffer;
use crate::burst::{self, Burst, Placed};
use crate::error::{CaptureError, Reason};
use crate::filter_tally::FilterTally;
use crate::format::known::{self, Beginning, Format};
use crate::format::step::{Found, Step};
use crate::options::ReadOptions;
use crate::record::Record;
use crate::source::codec;
use crate::source::stream::Stream;
use std::io::Read;

/// Octets that a pcap record may have before its captured ones, and the most that a buffer needs beyond
/// [`ReadOptions::max_record`].
const RECORD_HEADER_LEN: usize = 24;

/// Reads the records of a capture, pcap or pcapng, from any input.
///
/// A compressed input (gzip, zstd, lz4) is recognised by its first octets, and decompressed on the way.
/// There is one buffer of 256 KiB at most; only a longer record makes it grow, up to
/// [`ReadOptions::max_record`]. Records borrow from it: nothing is copied or allocated for one.
///
/// ```
/// use synfin_capture::reader::Reader;
/// # use synfin_capture::{record::Record, timestamp::Timestamp, writer::pcap::PcapWriter};
/// # use synfin_wire::numbers::LinkType;
/// # let mut writer = PcapWriter::new(Vec::new(), LinkType(101))?;
/// # writer.write(Timestamp::new(7, 0), &[0x45, 0], 1500)?;
/// # let file = writer.finish()?;
///
/// let mut reader = Reader::new(file.as_slice())?;
/// while let Some(record) = reader.next_record()? {
///     println!("{} {} {} octets", record.number, record.time, record.octets.len());
/// }
/// assert_eq!(reader.frames(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader<R: Read> {
    stream: Stream<R>,
    buffer: Buffer,
    format: Format,
    #[cfg(feature = "live")]
    judge: Option<crate::judge::Judge>,
    /// A step that was taken already, and is yet to be followed.
    pending: Option<Step>,
    /// The records of the last burst.
    founds: Vec<Placed>,
    /// Octets to be left out before the next step.
    ahead: u64,
    frames: u64,
    is_finished: bool,
    pub(crate) len_hint: Option<u64>,
    /// The file header, or the first block, until a batch takes it; only if blocks are kept.
    head: Option<Vec<u8>>,
    keeps_blocks: bool,
    /// What is no record, among the octets of the batch that is being filled.
    kept: Option<Vec<BlockPlace>>,
}

/// What comes next in what was read.
enum Next {
    Record(Found),
    /// So many octets more, at least.
    Need(u64),
    End,
}

impl<R: Read> Reader<R> {
    /// Reads the file header, under the usual bounds.
    ///
    /// # Errors
    /// The input cannot be read, is no capture, or its header is cut off or of an unknown version.
    pub fn new(read: R) -> Result<Reader<R>, CaptureError> {
        Reader::with_options(read, &ReadOptions::default())
    }

    /// Reads the file header, under bounds of one's own.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn with_options(read: R, options: &ReadOptions) -> Result<Reader<R>, CaptureError> {
        let mut buffer = Buffer::new((options.max_record as usize).saturating_add(RECORD_HEADER_LEN));
        match begin(read, &mut buffer, options) {
            Ok((stream, format, head)) => {
                let founds = Vec::with_capacity(burst::MOST);
                Ok(Reader {
                    stream,
                    buffer,
                    format,
                    #[cfg(feature = "live")]
                    judge: None,
                    pending: None,
                    founds,
                    ahead: 0,
                    frames: 0,
                    is_finished: false,
                    len_hint: None,
                    head: options.keep_blocks.then_some(head),
                    keeps_blocks: options.keep_blocks,
                    kept: None,
                })
            }
            Err(reason) => Err(CaptureError { offset: buffer.offset(), frame: 0, reason, is_final: true }),
        }
    }

    /// The next record; `None` at the end of the input, and always after a final error.
    ///
    /// # Errors
    /// Each fault once. After one with [`CaptureError::is_final`] there is nothing more; after any other,
    /// reading goes on behind the faulty block, so a loop over this method always ends.
    #[inline]
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, CaptureError> {
        let Some(found) = self.next_found()? else { return Ok(None) };
        self.frames += 1;
        let file_offset = self.buffer.offset();
        Ok(Some(Record {
            number: self.frames,
            time: found.time,
            link_type: found.link_type,
            fcs_len: found.fcs_len,
            original_len: found.original_len,
            interface: found.interface,
            file_offset,
            octets: self.buffer.take(found.length, found.octets),
        }))
    }

    /// The next record, and those behind it that are at hand without reading on; `None` at the end of the input, and always after
    /// a final error.
    ///
    /// Records and errors come in the same order as from [`Reader::next_record`], and the two may be called in any order.
    ///
    /// ```
    /// use synfin_capture::reader::Reader;
    /// # use synfin_capture::{record::Record, timestamp::Timestamp, writer::pcap::PcapWriter};
    /// # use synfin_wire::numbers::LinkType;
    /// # let mut writer = PcapWriter::new(Vec::new(), LinkType(101))?;
    /// # writer.write(Timestamp::new(7, 0), &[0x45, 0], 1500)?;
    /// # writer.write(Timestamp::new(8, 0), &[0x45, 0], 1500)?;
    /// # let file = writer.finish()?;
    ///
    /// let mut reader = Reader::new(file.as_slice())?;
    /// let burst = reader.next_burst()?.expect("two records");
    /// assert_eq!(burst.iter().map(|record| record.number).collect::<Vec<_>>(), [1, 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Reader::next_record`].
    #[inline]
    pub fn next_burst(&mut self) -> Result<Option<Burst<'_>>, CaptureError> {
        let Some(found) = self.next_found()? else { return Ok(None) };
        self.founds.clear();
        let mut next = found.length;
        self.founds.push(Placed { start: 0, found });
        while self.founds.len() < burst::MOST {
            match self.step(next) {
                Step::Record(found) => {
                    let start = next;
                    next += found.length;
                    self.founds.push(Placed { start, found });
                }
                other => {
                    self.pending = Some(other);
                    break;
                }
            }
        }
        let (number, offset) = (self.frames + 1, self.buffer.offset());
        self.frames += self.founds.len() as u64;
        Ok(Some(Burst { octets: self.buffer.take(next, 0..next), founds: &self.founds, number, offset }))
    }

    /// The next records, as many as lie in what was read already; if none does, more is read, and this alone may wait.
    /// What was in the batch is replaced, its memory used again.
    ///
    /// False at the end of the input, and always after a final fault has been told: nothing is in the batch then. It tells the
    /// same records and faults as [`Reader::next_record`], each fault at the end of a batch.
    ///
    /// ```
    /// use synfin_capture::{batch::Batch, reader::Reader};
    /// # use synfin_capture::{timestamp::Timestamp, writer::pcap::PcapWriter};
    /// # use synfin_wire::numbers::LinkType;
    /// # let mut writer = PcapWriter::new(Vec::new(), LinkType(101))?;
    /// # writer.write(Timestamp::new(7, 0), &[0x45, 0], 1500)?;
    /// # let file = writer.finish()?;
    ///
    /// let mut reader = Reader::new(file.as_slice())?;
    /// let mut batch = Batch::default();
    /// assert!(reader.next_batch(&mut batch));
    /// assert_eq!(batch.record(0).unwrap().octets, [0x45, 0]);
    /// assert!(!reader.next_batch(&mut batch));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_batch(&mut self, batch: &mut Batch) -> bool {
        batch.clear();
        if let Some(head) = self.head.take() {
            batch.hold_block(head);
            (batch.frames, batch.position) = (self.frames, self.position());
            return true;
        }
        self.kept = self.keeps_blocks.then(|| core::mem::take(&mut batch.blocks));
        self.fill_batch(batch);
        batch.blocks = self.kept.take().unwrap_or_default();
        if batch.holds_octets() {
            self.buffer.exchange(&mut batch.octets);
        }
        (batch.frames, batch.position) = (self.frames, self.position());
        batch.holds_octets() || batch.fault.is_some()
    }

    fn fill_batch(&mut self, batch: &mut Batch) {
        let nothing_kept = |reader: &Reader<R>| reader.kept.as_ref().is_none_or(Vec::is_empty);
        while batch.len() < MOST_RECORDS {
            let next = self.next_at_hand();
            match next {
                Ok(Next::Record(found)) => {
                    self.frames += 1;
                    batch.places.push(RecordPlace {
                        source: 0,
                        before: found.octets.start as u32,
                        length: found.length as u32,
                        number: self.frames,
                        time: found.time,
                        link_type: found.link_type,
                        fcs_len: found.fcs_len,
                        original_len: found.original_len,
                        interface: found.interface,
                        file_offset: self.buffer.offset(),
                        octets: self.buffer.take_place(found.length, found.octets),
                    });
                }
                Ok(Next::Need(need)) if batch.is_empty() && nothing_kept(self) => match self.read_on(need) {
                    Ok(()) => {}
                    Err(error) => {
                        batch.fault = Some(error);
                        break;
                    }
                },
                Ok(Next::Need(_) | Next::End) => break,
                Err(error) => {
                    batch.fault = Some(error);
                    break;
                }
            }
        }
    }

    /// Frames so far, by Wireshark's count: the number of the last record, or of a faulty one behind it.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Octets of the input read so far, before decompression: for a progress bar, beside
    /// [`Reader::len_hint`].
    pub fn position(&self) -> u64 {
        self.stream.octets_read()
    }

    /// The length of the input, before decompression, where it is a file and so has one.
    pub fn len_hint(&self) -> Option<u64> {
        self.len_hint
    }

    /// Whether its batches hold what is no record, too.
    pub(crate) fn keeps_blocks(&self) -> bool {
        self.keeps_blocks
    }

    /// Leaves out, from now on, what the filter does not match. Frames keep the numbers that they have in the file.
    ///
    /// Where the filter means nothing for a link type, its first frame is a fault that is not final
    /// ([`Reason::NotFilterable`]), and all of its frames are left out.
    #[cfg(feature = "live")]
    pub fn set_filter(&mut self, filter: crate::filter::Filter) {
        self.judge = Some(crate::judge::Judge::new(filter));
    }

    /// What the filter let pass and what it left out of that which was read so far; nothing where there is none.
    pub fn filter_tally(&self) -> FilterTally {
        #[cfg(feature = "live")]
        if let Some(judge) = &self.judge {
            return judge.tally();
        }
        FilterTally::default()
    }

    /// The step behind so many octets; a record only if it is wanted.
    #[inline]
    fn step(&mut self, ahead: usize) -> Step {
        let octets = self.buffer.unused().get(ahead..).unwrap_or_default();
        let step = self.format.step(octets);
        #[cfg(feature = "live")]
        if let Some(judge) = &mut self.judge {
            return judge.judge(step, octets);
        }
        step
    }

    #[inline]
    fn next_found(&mut self) -> Result<Option<Found>, CaptureError> {
        loop {
            match self.next_at_hand()? {
                Next::Record(found) => return Ok(Some(found)),
                Next::Need(need) => self.read_on(need)?,
                Next::End => return Ok(None),
            }
        }
    }

    /// What comes next, without reading on.
    #[inline]
    fn next_at_hand(&mut self) -> Result<Next, CaptureError> {
        loop {
            if self.is_finished {
                return Ok(Next::End);
            }
            if self.ahead > 0 {
                self.ahead -= self.buffer.skip(usize::try_from(self.ahead).unwrap_or(usize::MAX)) as u64;
                if self.ahead == 0 {
                    continue;
                }
                return Ok(Next::Need(self.ahead));
            }
            let pending = self.pending.take();
            match pending.unwrap_or_else(|| self.step(0)) {
                Step::Record(found) => return Ok(Next::Record(found)),
                Step::Skip { length, is_frame, is_left_out } => {
                    let octets = self.buffer.take_place(length, 0..length);
                    if let Some(kept) = self.kept.as_mut().filter(|_| !is_left_out) {
                        kept.push(BlockPlace { octets, source: 0, is_faulty: false });
                    }
                    self.frames += u64::from(is_frame);
                }
                Step::Fault { reason, length, is_frame } => {
                    let error = self.error(reason, false);
                    let at_hand = usize::try_from(length).unwrap_or(usize::MAX);
                    match &mut self.kept {
                        Some(kept) if at_hand <= self.buffer.unused().len() => {
                            let octets = self.buffer.take_place(at_hand, 0..at_hand);
                            kept.push(BlockPlace { octets, source: 0, is_faulty: true });
                        }
                        _ => self.ahead = length,
                    }
                    self.frames += u64::from(is_frame);
                    return Err(error);
                }
                Step::End(reason) => return Err(self.error(reason, true)),
                Step::Need(length) => return Ok(Next::Need(length as u64)),
            }
        }
    }

    /// Reads more octets, towards `need` of them. When there are none, the run ends: well, if nothing is
    /// left unread.
    #[cold]
    fn read_on(&mut self, need: u64) -> Result<(), CaptureError> {
        let stream = &mut self.stream;
        match self.buffer.fill(|octets| stream.fill(octets)) {
            Ok(0) if self.ahead == 0 && self.buffer.unused().is_empty() => {
                self.is_finished = true;
                Ok(())
            }
            Ok(0) => {
                let missing = need.saturating_sub(self.buffer.unused().len() as u64);
                Err(self.error(Reason::Truncated { missing }, true))
            }
            Ok(_) => Ok(()),
            Err(reason) => Err(self.error(reason, true)),
        }
    }

    #[cold]
    fn error(&mut self, reason: Reason, is_final: bool) -> CaptureError {
        self.is_finished |= is_final;
        CaptureError { offset: self.buffer.offset(), frame: self.frames + 1, reason, is_final }
    }
}

impl<R: Read> Batches for Reader<R> {
    fn next_batch(&mut self, batch: &mut Batch) -> bool {
        Reader::next_batch(self, batch)
    }

    fn frames(&self) -> u64 {
        Reader::frames(self)
    }

    fn filter_tally(&self) -> FilterTally {
        Reader::filter_tally(self)
    }
}

/// Recognises compression and format; leaves in the buffer what follows the file header, which is returned if it is to be kept.
fn begin<R: Read>(
    read: R,
    buffer: &mut Buffer,
    options: &ReadOptions,
) -> Result<(Stream<R>, Format, Vec<u8>), Reason> {
    let mut stream = Stream::new(read, buffer, options)?;
    loop {
        let need = match Format::begin(buffer.unused(), options.max_record)? {
            Beginning::Known(format, length) => {
                let head = if options.keep_blocks { buffer.unused()[..length].to_vec() } else { Vec::new() };
                buffer.skip(length);
                return Ok((stream, format, head));
            }
            Beginning::Need(need) => need,
        };
        if buffer.fill(|octets| stream.fill(octets))? == 0 {
            let head = buffer.unused();
            return Err(match head.len() {
                0 => Reason::Empty,
                1..4 if !Format::may_begin(head) && !codec::may_begin(head) => known::not_a_capture(head),
                length => Reason::Truncated { missing: need.saturating_sub(length) as u64 },
            });
        }
    }
}
