//! Several captures read as one, in order of time.

pub(crate) mod source;

use crate::batch::{Batch, Batches, MOST_RECORDS};
use crate::error::{CaptureError, Reason};
use crate::filter_tally::FilterTally;
use crate::merge::source::{Open, Source};
use crate::reader::Reader;
use crate::timestamp::Timestamp;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::io::Read;

/// Most inputs that are open at once: so many files may overlap in time, however many there are.
pub const MOST_OPEN: usize = 128;

/// Octets of a batch that is put together out of several inputs, about.
const BATCH_LEN: usize = 256 << 10;

/// When the next record of an input was captured, when its first one was, and which input it is.
type Head = (Timestamp, Timestamp, usize);

/// Opens the input of a number.
type Opener<R> = Box<dyn FnMut(usize) -> Result<Reader<R>, CaptureError> + Send>;

/// Reads several captures as one, as `mergecap` would merge them: of the next records of all inputs always the earliest. Of equally
/// early ones that comes first whose input begins earlier, and only of inputs that begin at the same moment that of the one
/// named first: so files that follow one another come out the same however they are named. (`mergecap` itself puts such records
/// in the reverse order of names.) Within an input nothing is put into another order.
///
/// Records are numbered as they come. What takes a number and is no record (a block that only Wireshark shows, one that is
/// faulty) is counted just before the next record of its input, or at the end of its input. Nothing is merged away: a packet that two inputs have comes twice.
///
/// An input that can be opened again is opened when the first of its records is next, and closed behind its last: of files that do
/// not overlap one is open at a time, of others [`MOST_OPEN`] at most. One that cannot, such as a pipe, is open from the start, and
/// nothing comes before it has told its first record.
///
/// ```
/// use synfin_capture::{batch::{Batch, Batches as _}, merge::Merge, reader::Reader};
/// # use synfin_capture::{timestamp::Timestamp, writer::pcap::PcapWriter};
/// # use synfin_wire::numbers::LinkType;
/// # let file = |seconds| {
/// #     let mut writer = PcapWriter::new(Vec::new(), LinkType(101))?;
/// #     writer.write(Timestamp::new(seconds, 0), &[0x45, 0], 1500)?;
/// #     writer.finish()
/// # };
/// # let (later, earlier) = (file(8)?, file(7)?);
///
/// let files: [Vec<u8>; 2] = [later, earlier];
/// let mut merge = Merge::new(&[true; 2], move |index| Reader::new(std::io::Cursor::new(files[index].clone())));
/// let mut batch = Batch::default();
/// let mut told = Vec::new();
/// while merge.next_batch(&mut batch) {
///     told.extend(batch.records().map(|record| (record.number, record.time.seconds())));
/// }
/// assert_eq!(told, [(1, 7), (2, 8)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Merge<R: Read> {
    open: Opener<R>,
    sources: Vec<Source<R>>,
    /// Of each input that is not exhausted.
    heads: BinaryHeap<Reverse<Head>>,
    /// An input of which more must be read before anything else can come.
    exhausted: Option<usize>,
    frames: u64,
    opened: usize,
    /// Octets of inputs that were closed.
    closed_octets: u64,
    /// What filters said of inputs that were closed.
    closed_tally: FilterTally,
}

impl<R: Read> fmt::Debug for Merge<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merge").field("inputs", &self.sources.len()).finish_non_exhaustive()
    }
}

impl<R: Read> Merge<R> {
    /// As many inputs as there are in `again`, which tells of each whether it can be opened more than once, as an ordinary file can.
    ///
    /// Where there are several, each that can is opened now to look at its first record, and closed again; what may be wrong with
    /// it is told when its turn comes. Where the system lets no more be open, `open` is to tell [`Reason::TooManyOpen`], in which the
    /// number of those that are is set here.
    pub fn new(
        again: &[bool],
        open: impl FnMut(usize) -> Result<Reader<R>, CaptureError> + Send + 'static,
    ) -> Merge<R> {
        let mut open: Opener<R> = Box::new(open);
        let is_alone = again.len() == 1;
        let first = |(index, again): (usize, &bool)| {
            let looked_at = if *again && !is_alone { open(index).ok() } else { None };
            let time = looked_at.and_then(first_time).unwrap_or(Timestamp::MIN);
            Reverse((time, time, index))
        };
        let heads = again.iter().enumerate().map(first).collect();
        let sources = again.iter().map(|_| Source::Unopened).collect();
        Merge {
            open,
            sources,
            heads,
            exhausted: None,
            frames: 0,
            opened: 0,
            closed_octets: 0,
            closed_tally: FilterTally::default(),
        }
    }

    /// Reads on in an input, and tells in `out` what comes before its next record.
    fn read_on(&mut self, index: usize, out: &mut Batch) {
        let Some(Source::Open(open)) = self.sources.get_mut(index) else { return };
        if !open.read_on() {
            self.frames = self.frames.saturating_add(open.frames_left());
            self.closed_octets = self.closed_octets.saturating_add(open.reader.position());
            self.closed_tally += open.reader.filter_tally();
            self.opened -= 1;
            self.sources[index] = Source::Closed;
        } else if let Some(time) = open.head() {
            self.heads.push(Reverse((time, open.began(), index)));
        } else {
            open.copy_rest(out);
            self.exhausted = Some(index);
        }
    }

    /// Opens an input; tells in `out` why that cannot be done.
    fn open(&mut self, index: usize, out: &mut Batch) {
        let reader = if self.opened < MOST_OPEN {
            (self.open)(index)
        } else {
            let reason = Reason::TooManyOpen { limit: MOST_OPEN };
            Err(CaptureError { offset: 0, frame: 0, reason, is_final: true })
        };
        self.sources[index] = match reader {
            Ok(reader) => {
                self.opened += 1;
                self.exhausted = Some(index);
                Source::Open(Box::new(Open::new(reader, index)))
            }
            Err(mut error) => {
                if let Reason::TooManyOpen { limit } = &mut error.reason {
                    *limit = self.opened;
                }
                (out.fault, out.fault_source) = (Some(error), index as u32);
                Source::Closed
            }
        };
    }

    /// Hands on what may come of an input whose record is the next, until that of another is.
    fn hand_on(&mut self, index: usize, out: &mut Batch) {
        let Some(Source::Open(open)) = self.sources.get_mut(index) else { return };
        let limit = self.heads.peek().map(|&Reverse(head)| head);
        let began = open.began();
        let may_come = |time: Timestamp| limit.is_none_or(|limit| (time, began, index) < limit);
        if open.hand_over(out, &mut self.frames, may_come) {
            self.exhausted = Some(index);
            return;
        }
        while let Some(time) = open.head() {
            if !may_come(time) || is_full(out) {
                self.heads.push(Reverse((time, began, index)));
                return;
            }
            open.copy_record(out, &mut self.frames);
        }
        open.copy_rest(out);
        self.exhausted = Some(index);
    }

    /// Octets of the inputs read so far, before decompression.
    pub fn position(&self) -> u64 {
        let open = self.sources.iter().filter_map(|source| match source {
            Source::Open(open) => Some(open.reader.position()),
            Source::Unopened | Source::Closed => None,
        });
        open.fold(self.closed_octets, u64::saturating_add)
    }
}

impl<R: Read> Batches for Merge<R> {
    /// The next records, of one input or of several; [`Batch::items`] and [`Batch::fault_source`] tell of which. What was read is
    /// handed on before more is waited for.
    fn next_batch(&mut self, out: &mut Batch) -> bool {
        out.clear();
        while out.fault.is_none() && !is_full(out) {
            if let Some(index) = self.exhausted {
                if out.holds_octets() {
                    break;
                }
                self.exhausted = None;
                self.read_on(index, out);
            } else if let Some(Reverse((.., index))) = self.heads.pop() {
                if matches!(self.sources.get(index), Some(Source::Unopened)) {
                    self.open(index, out);
                } else {
                    self.hand_on(index, out);
                }
            } else {
                break;
            }
        }
        (out.frames, out.position) = (self.frames, self.position());
        out.holds_octets() || out.fault.is_some()
    }

    fn frames(&self) -> u64 {
        self.frames
    }

    fn filter_tally(&self) -> FilterTally {
        let mut tally = self.closed_tally;
        for source in &self.sources {
            if let Source::Open(open) = source {
                tally += open.reader.filter_tally();
            }
        }
        tally
    }
}

/// When the first record was captured, if there is one.
fn first_time<R: Read>(mut reader: Reader<R>) -> Option<Timestamp> {
    loop {
        match reader.next_record() {
            Ok(record) => return record.map(|record| record.time),
            Err(error) if error.is_final => return None,
            Err(_) => {}
        }
    }
}

fn is_full(batch: &Batch) -> bool {
    batch.len() >= MOST_RECORDS || (batch.holds_octets() && batch.octets.len() >= BATCH_LEN)
}
