//! The records of a batch, decoded: all that classification asks of them.

use synfin_capture::batch::Batch;
use synfin_capture::record::Record;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::address::Address;
use synfin_flow::table::shards::Shards;
use synfin_flow::time::Moment;
use synfin_wire::decode::Decoded as DecodedFrame;
use synfin_wire::decode::tcp_packet::TcpPacket;
use synfin_wire::error::ParseError;
use synfin_wire::not_tcp::NotTcp;

use crate::analyzer::decoding::{SCOPE, decode_record, sockets, vars};
use crate::analyzer::options::AnalyzerOptions;
use crate::books::Books;
use crate::observation::Checksum;
use crate::oddities::Oddities;

/// A segment, without the octets that it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Which record of the batch it is in.
    pub(crate) record: u32,
    pub(crate) checksum: Checksum,
    pub(crate) address: Address,
    pub(crate) vars: SegmentVars,
}

/// A frame that is not counted as TCP.
#[derive(Clone, Copy, Debug)]
enum Other {
    NotTcp(NotTcp),
    /// A segment with a header that contradicts itself is one of these, and a segment all the same.
    Failed(ParseError),
}

/// A batch, decoded; its memory is used again.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) segments: Vec<Segment>,
    /// For each shard, which segments are its own, in their order.
    pub(crate) of_shard: Vec<Vec<u32>>,
    /// For each shard, how many segments of the round it takes before this batch.
    pub(crate) before: Vec<usize>,
    others: Vec<(u64, Other)>,
    sound: u64,
    /// What is odd about the segments, if that is counted.
    pub(crate) oddities: Oddities,
}

impl Decoded {
    /// Decodes a batch in place of what was here. Frames of files before are `frames_before`.
    pub(crate) fn decode(
        &mut self,
        batch: &Batch,
        frames_before: u64,
        options: &AnalyzerOptions,
        shards: &Shards,
    ) {
        self.oddities = Oddities::default();
        self.segments.clear();
        self.others.clear();
        self.sound = 0;
        self.of_shard.resize_with(shards.count(), Vec::new);
        self.of_shard.iter_mut().for_each(Vec::clear);
        for (index, record) in batch.records().enumerate() {
            let frame = frames_before.saturating_add(record.number);
            match decode_record(&record) {
                DecodedFrame::Tcp(packet) => {
                    if options.count_anomalies {
                        self.oddities.count(&packet.segment);
                    }
                    let verify = options.verify_checksums;
                    let segment = self.segment(index as u32, frame, &record, &packet, verify, shards);
                    self.of_shard[shards.shard_of(&segment.address)].push(self.segments.len() as u32);
                    self.segments.push(segment);
                }
                DecodedFrame::NotTcp(what) => self.others.push((frame, Other::NotTcp(what))),
                DecodedFrame::Failed(error) => self.others.push((frame, Other::Failed(error))),
            }
        }
    }

    #[inline]
    fn segment(
        &mut self,
        record: u32,
        frame: u64,
        at: &Record<'_>,
        packet: &TcpPacket<'_>,
        verify: bool,
        shards: &Shards,
    ) -> Segment {
        let segment = &packet.segment;
        let damage = segment.damage();
        match damage {
            None => self.sound += 1,
            Some(error) => {
                self.others.push((frame, Other::Failed(error.shifted_by(packet.segment_offset()))));
            }
        }
        let checksum = if verify { Checksum::Checked(packet.checksum_status()) } else { Checksum::NotAsked };
        let options = segment.options().summary();
        let time = Moment(at.time.nanoseconds());
        let vars = vars(frame, time, packet, &options, checksum, damage.is_some());
        let [source, destination] = sockets(packet);
        let address = shards.address(source, destination, SCOPE);
        Segment { record, checksum, address, vars }
    }

    /// Enters all its frames, in their order as far as that matters.
    pub(crate) fn enter(&self, books: &mut Books) {
        books.count_tcp(self.sound);
        for &(frame, other) in &self.others {
            match other {
                Other::NotTcp(what) => books.count_not_tcp(frame, what),
                Other::Failed(error) => books.count_failed(frame, error),
            }
        }
    }
}
