//! From records to observations: the only place where the layers meet.

pub(crate) mod decoding;
pub(crate) mod dissectors;
pub(crate) mod options;

use synfin_capture::batch::Batch;
use synfin_capture::burst::{Burst, MOST};
use synfin_capture::record::Record;
use synfin_capture::timestamp::Timestamp;
use synfin_dissect::emission::Emissions;
use synfin_flow::flow::Flow;
use synfin_flow::table::address::Address;
use synfin_flow::table::books::Books as FlowBooks;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::time::Moment;
use synfin_wire::decode::Decoded;
use synfin_wire::numbers::LinkType;

use crate::accounts::Accounts;
use crate::analyzer::decoding::{SCOPE, decode_record, sockets, vars};
use crate::analyzer::dissectors::Dissecting;
pub use crate::analyzer::options::AnalyzerOptions;
use crate::books::Books;
use crate::census::Census;
use crate::flow_summary::FlowSummary;
use crate::observation::{Checksum, Observation};

/// Takes the records of a capture in their order, and tells what each TCP segment does in the life of its connection.
///
/// It holds no record, allocates nothing for a segment, and holds at most [`AnalyzerOptions::max_flows`] connections.
/// Nothing in a record makes it panic: what cannot be read is counted in its [`Books`].
///
/// ```
/// use synfin::analyzer::Analyzer;
/// use synfin::wire::numbers::LinkType;
///
/// // A SYN from 192.0.2.1, port 54203, to 192.0.2.2, port 23: IPv4 and TCP without a link header.
/// let packet = [
///     0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
///     0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0, 0, 0, 0, // TCP
/// ];
/// let mut analyzer = Analyzer::default();
/// let segment = analyzer.observe_octets(1_700_000_000_000_000_000, LinkType::RAW, &packet, 40).unwrap();
/// assert_eq!(segment.step().label(), "handshake 1/3");
/// assert_eq!(segment.segment().source_port(), 54203);
/// ```
#[derive(Debug)]
pub struct Analyzer {
    pub(crate) options: AnalyzerOptions,
    pub(crate) table: FlowTable,
    books: Books,
    census: Census,
    /// Frames of the files that were read before this one.
    frames_before: u64,
    /// Number of the last frame, over all files.
    last_frame: u64,
    /// None where nobody looks into payload.
    pub(crate) dissecting: Option<Box<Dissecting>>,
}

impl Default for Analyzer {
    fn default() -> Analyzer {
        Analyzer::new(AnalyzerOptions::default())
    }
}

impl Analyzer {
    /// An analyzer that has seen nothing yet.
    pub fn new(options: AnalyzerOptions) -> Analyzer {
        let AnalyzerOptions { max_flows, timeouts, hash_key, .. } = options;
        Analyzer {
            options,
            table: FlowTable::new(Limits { max_flows, timeouts, hash_key }),
            books: Books::default(),
            census: Census::default(),
            frames_before: 0,
            last_frame: 0,
            dissecting: None,
        }
    }

    /// How it works.
    pub const fn options(&self) -> &AnalyzerOptions {
        &self.options
    }

    /// Takes the next record; tells what its segment does, unless there is no TCP segment in it.
    ///
    /// A TCP header that contradicts itself is told too (step `MALFORMED`), and counted as malformed.
    #[inline]
    pub fn observe<'a>(&mut self, record: &Record<'a>) -> Option<Observation<'a>> {
        let decoded = decode_record(record);
        self.observe_decoded(record, &decoded, None)
    }

    /// Takes the next few records, and hands on what each tells, as [`Analyzer::observe`] would; but where there are many connections,
    /// the memory works on all of theirs at once, which is what most of the time is spent on.
    ///
    /// `on_frame` gets the analyzer too, to take out connections that have left, and to ask what dissectors told with the segment
    /// ([`Analyzer::with_fields`]).
    ///
    /// ```
    /// # use synfin::analyzer::Analyzer;
    /// # use synfin::capture::open::open;
    /// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
    /// let mut analyzer = Analyzer::default();
    /// let mut capture = open(path)?;
    /// let mut segments = 0;
    /// while let Some(burst) = capture.next_burst()? {
    ///     analyzer.observe_burst(&burst, |_, segment| {
    ///         segments += u32::from(segment.is_some());
    ///         Ok::<(), std::convert::Infallible>(())
    ///     })?;
    /// }
    /// assert_eq!(segments, 33);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first one of `on_frame`; the records behind that one are not observed.
    #[inline]
    pub fn observe_burst<'a, E>(
        &mut self,
        burst: &Burst<'a>,
        on_frame: impl FnMut(&mut Analyzer, Option<Observation<'a>>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.observe_some(burst.len(), |index| burst.get(index), on_frame)
    }

    /// Takes a batch of records, as [`Analyzer::observe_burst`] takes a few.
    ///
    /// # Errors
    /// The first one of `on_frame`; the records behind that one are not observed.
    #[inline]
    pub fn observe_batch<'a, E>(
        &mut self,
        batch: &'a Batch,
        mut on_frame: impl FnMut(&mut Analyzer, Option<Observation<'a>>) -> Result<(), E>,
    ) -> Result<(), E> {
        for first in (0..batch.len()).step_by(MOST) {
            let some = MOST.min(batch.len() - first);
            self.observe_some(some, |index| batch.record(first + index), &mut on_frame)?;
        }
        Ok(())
    }

    /// Takes so many records, at most [`MOST`].
    #[inline]
    fn observe_some<'a, E>(
        &mut self,
        some: usize,
        record: impl Fn(usize) -> Option<Record<'a>>,
        mut on_frame: impl FnMut(&mut Analyzer, Option<Observation<'a>>) -> Result<(), E>,
    ) -> Result<(), E> {
        if !self.table.is_large() {
            for record in (0..some).filter_map(record) {
                let decoded = decode_record(&record);
                let observation = self.observe_decoded(&record, &decoded, None);
                on_frame(self, observation)?;
            }
            return Ok(());
        }
        // Each is written where it is read: one value with all of a record would be copied there.
        let mut decoded: [Option<Decoded<'a>>; MOST] = [const { None }; MOST];
        let mut addresses: [Option<Address>; MOST] = [const { None }; MOST];
        let mut pairs = self.table.addresses();
        for (index, (decoded, address)) in decoded.iter_mut().zip(&mut addresses).enumerate().take(some) {
            let Some(record) = record(index) else { break };
            let decoded = decoded.insert(decode_record(&record));
            if let Decoded::Tcp(packet) = decoded {
                let [source, destination] = sockets(packet);
                *address = Some(pairs.of(source, destination, SCOPE));
            }
        }
        self.table.approach(&addresses);
        for (index, (decoded, address)) in decoded.iter().zip(&addresses).enumerate() {
            let (Some(record), Some(decoded)) = (record(index), decoded) else { break };
            let observation = self.observe_decoded(&record, decoded, address.as_ref());
            on_frame(self, observation)?;
        }
        Ok(())
    }

    /// Takes a frame that does not come out of a file: when it was captured (nanoseconds since 1970-01-01T00:00:00Z), what its
    /// first octet belongs to, its octets, and how many it had on the wire. Frames are numbered as they come.
    #[inline]
    pub fn observe_octets<'a>(
        &mut self,
        time: i64,
        link_type: LinkType,
        octets: &'a [u8],
        original_len: u32,
    ) -> Option<Observation<'a>> {
        self.observe(&Record {
            number: self.last_frame.saturating_sub(self.frames_before).saturating_add(1),
            time: Timestamp::from_nanoseconds(time),
            link_type,
            fcs_len: 0,
            octets,
            original_len,
            interface: 0,
            file_offset: 0,
        })
    }

    /// Says that the next record comes from another file of the same capture: its frames are numbered on from here.
    pub fn next_file(&mut self) {
        self.frames_before = self.last_frame;
    }

    /// Counts a record, and observes its segment, if there is one, at its address, if that is known.
    #[expect(
        clippy::inline_always,
        reason = "called, what was decoded would be written to memory and read again"
    )]
    #[inline(always)]
    fn observe_decoded<'a>(
        &mut self,
        record: &Record<'a>,
        decoded: &Decoded<'a>,
        address: Option<&Address>,
    ) -> Option<Observation<'a>> {
        let frame = self.frames_before.saturating_add(record.number);
        self.last_frame = frame;
        let packet = match decoded {
            Decoded::Tcp(packet) => packet,
            Decoded::NotTcp(what) => {
                self.books.count_not_tcp(frame, *what);
                return None;
            }
            Decoded::Failed(error) => {
                self.books.count_failed(frame, *error);
                return None;
            }
        };
        let time = Moment(record.time.nanoseconds());
        let checksum = if self.options.verify_checksums {
            Checksum::Checked(packet.checksum_status())
        } else {
            Checksum::NotAsked
        };
        let damage = packet.segment.damage();
        let options = packet.segment.options().summary();
        let vars = vars(frame, time, packet, &options, checksum, damage.is_some());
        let seen = if let Some(address) = address {
            self.table.observe_at(address, &vars)
        } else {
            let [source, destination] = sockets(packet);
            self.table.observe(source, destination, SCOPE, &vars)
        };
        match damage {
            None => self.books.count_tcp(1),
            Some(error) => self.books.count_failed(frame, error.shifted_by(packet.segment_offset())),
        }
        self.census.count_segment(&seen.verdict);
        if self.options.count_anomalies {
            self.census.oddities.count(&packet.segment);
        }
        if let Some(dissecting) = &mut self.dissecting {
            dissecting.observe(&self.table, &seen, &vars, packet);
        }
        Some(Observation { frame, time, seen, packet: *packet, options, checksum, fields: Emissions::NONE })
    }

    /// All that is known of a segment's connection so far; none once it has left.
    ///
    /// ```
    /// # use synfin::analyzer::Analyzer;
    /// # use synfin::wire::numbers::LinkType;
    /// # let packet = [
    /// #     0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
    /// #     0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0, 0, 0, 0, // TCP
    /// # ];
    /// # let mut analyzer = Analyzer::default();
    /// let segment = analyzer.observe_octets(0, LinkType::RAW, &packet, 40).unwrap();
    /// assert_eq!(analyzer.flow_of(&segment).unwrap().outcome().name(), "NO_REPLY");
    /// ```
    pub fn flow_of(&self, segment: &Observation<'_>) -> Option<Flow> {
        let [source, destination] = sockets(&segment.packet);
        self.table.flow(source, destination, SCOPE, segment.flow())
    }

    /// Takes out a connection that has left: it ran out of time, made place for another, or the capture ended.
    #[inline]
    pub fn pop_ended(&mut self) -> Option<FlowSummary> {
        // Asked after each segment; with no more in it, what asks is small enough to know the segment without writing it down.
        if self.table.any_ended() { self.pop_one_ended() } else { None }
    }

    #[inline(never)]
    fn pop_one_ended(&mut self) -> Option<FlowSummary> {
        let ended = self.table.pop_ended()?;
        let dissected = self.dissecting.as_mut().and_then(|dissecting| dissecting.end(ended.number));
        let summary = FlowSummary::new(&ended, dissected);
        self.census.count_flow(&summary);
        Some(summary)
    }

    /// Says that the capture has ended: every connection leaves, in order of its number. Take them with
    /// [`Analyzer::pop_ended`].
    pub fn finish(&mut self) {
        self.table.finish();
    }

    /// Says that a [filter](synfin_capture::reader::Reader::filter_tally) left so many frames out of what was read: they are in the
    /// books, and nowhere else.
    pub fn leave_out(&mut self, frames: u64) {
        self.books.leave_out(frames);
    }

    /// The accounts of all frames so far.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// The accounts of all connections so far.
    pub fn flow_books(&self) -> FlowBooks {
        self.table.books()
    }

    /// How often each step, note and outcome was told so far.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// All of these.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts {
            options: &self.options,
            books: &self.books,
            flow_books: self.table.books(),
            census: &self.census,
            dissectors: self
                .dissecting
                .iter()
                .flat_map(|dissecting| dissecting.dissection.named_counts())
                .collect(),
            inputs: None,
        }
    }

    /// Whether no frame and no connection is unaccounted for.
    pub fn balance(&self) -> bool {
        self.accounts().balance()
    }
}
