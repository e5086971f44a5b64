//! A TCP segment, as C has it.

use core::net::IpAddr;

use synfin::flow::segment_vars::SegmentVars;
use synfin::flow::time::Moment;
use synfin::wire::segment::flags::Flags;
use synfin::wire::segment::header::Segment as WireSegment;
use synfin::wire::segment::seq::Seq;

/// `facts` of a segment: there is an IPv4 identification.
pub const SYNFIN_HAS_IDENTIFICATION: u32 = 0x001;
/// `facts` of a segment: there is a maximum segment size option.
pub const SYNFIN_HAS_MSS: u32 = 0x002;
/// `facts` of a segment: there is a window scale option.
pub const SYNFIN_HAS_WINDOW_SCALE: u32 = 0x004;
/// `facts` of a segment: there is a SACK-permitted option.
pub const SYNFIN_HAS_SACK_PERMITTED: u32 = 0x008;
/// `facts` of a segment: there is a timestamps option.
pub const SYNFIN_HAS_TIMESTAMPS: u32 = 0x010;
/// `facts` of a segment: there is a Fast Open option (RFC 7413).
pub const SYNFIN_HAS_FAST_OPEN: u32 = 0x020;
/// `facts` of a segment: its TCP header contradicts itself; nothing but ports, numbers and flags can be believed.
pub const SYNFIN_IS_MALFORMED: u32 = 0x040;
/// `facts` of a segment: its checksum was verified and is wrong.
pub const SYNFIN_HAS_BAD_CHECKSUM: u32 = 0x080;
/// `facts` of a segment: only part of it was captured.
pub const SYNFIN_IS_TRUNCATED: u32 = 0x100;

/// A TCP segment: what its header says, and what is to be known of its packet. `synfin_parse_segment` and `synfin_parse_frame` fill it;
/// `time` and `frame` are the caller's to fill.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// When it was captured: nanoseconds since 1970-01-01T00:00:00Z.
    pub time: i64,
    /// Number of its frame, from 1.
    pub frame: u64,
    /// Address of the sender; IPv4 as ::ffff:a.b.c.d. All 0 where no IP header was read, as in the next.
    pub source: [u8; 16],
    /// Address of the receiver.
    pub destination: [u8; 16],
    /// SEG.SEQ.
    pub seq: u32,
    /// SEG.ACK; means nothing without the ACK bit.
    pub ack: u32,
    /// Octets of payload by the IP header, captured or not.
    pub payload_len: u32,
    /// Where the payload begins, counted from the first octet that was given to be parsed.
    pub payload_offset: u32,
    /// Octets of the IP packet, header included; 0 where no IP header was read.
    pub ip_len: u32,
    /// TSval of the timestamps option.
    pub ts_val: u32,
    /// And its TSecr.
    pub ts_ecr: u32,
    /// Left edges of the first SACK blocks.
    pub sack_left: [u32; 2],
    /// And their right edges.
    pub sack_right: [u32; 2],
    /// SYNFIN_HAS_MSS and the like, a bit each.
    pub facts: u32,
    /// Port of the sender.
    pub source_port: u16,
    /// Port of the receiver.
    pub destination_port: u16,
    /// The nine control bits, FIN the lowest, then SYN, RST, PSH, ACK, URG, ECE, CWR, AE.
    pub flags: u16,
    /// SEG.WND, not yet scaled.
    pub window: u16,
    /// The checksum as it stands.
    pub checksum: u16,
    /// SEG.UP.
    pub urgent_pointer: u16,
    /// IPv4 identification.
    pub identification: u16,
    /// Maximum segment size option, octets.
    pub mss: u16,
    /// Window scale option: the shift count as sent.
    pub window_scale: u8,
    /// How many SACK blocks there are in `sack_left` and `sack_right`: 0 to 2.
    pub sack_blocks: u8,
    /// Octets of TCP header as it says itself.
    pub header_len: u8,
    /// 0.
    pub reserved: [u8; 5],
}

const _: () = assert!(size_of::<Segment>() == 120);

impl Segment {
    /// What the TCP header tells; it begins so many octets after the first.
    pub(crate) fn of(segment: &WireSegment<'_>, offset: u32) -> Segment {
        let options = segment.options().summary();
        let vars = SegmentVars::of(segment, &options);
        let mut facts = 0;
        let mut set = |there: bool, fact: u32| facts |= if there { fact } else { 0 };
        set(options.mss().is_some(), SYNFIN_HAS_MSS);
        set(options.window_scale().is_some(), SYNFIN_HAS_WINDOW_SCALE);
        set(options.sack_permitted(), SYNFIN_HAS_SACK_PERMITTED);
        set(options.timestamps().is_some(), SYNFIN_HAS_TIMESTAMPS);
        set(options.fast_open(), SYNFIN_HAS_FAST_OPEN);
        set(vars.malformed, SYNFIN_IS_MALFORMED);
        set((segment.octets().len() as u64) < u64::from(segment.length()), SYNFIN_IS_TRUNCATED);
        let blocks = vars.sack.map(|block| block.map_or((0, 0), |(left, right)| (left.0, right.0)));
        Segment {
            seq: vars.seq.0,
            ack: vars.ack.0,
            payload_len: vars.payload_len,
            payload_offset: offset.saturating_add(u32::from(segment.header_len())),
            ts_val: options.timestamps().map_or(0, |timestamps| timestamps.value),
            ts_ecr: options.timestamps().map_or(0, |timestamps| timestamps.echo_reply),
            sack_left: blocks.map(|(left, _)| left),
            sack_right: blocks.map(|(_, right)| right),
            facts,
            source_port: segment.source_port(),
            destination_port: segment.destination_port(),
            flags: vars.flags.bits(),
            window: vars.window,
            checksum: vars.checksum,
            urgent_pointer: segment.urgent_pointer(),
            mss: options.mss().unwrap_or(0),
            window_scale: options.window_scale().unwrap_or(0),
            sack_blocks: vars.sack.iter().flatten().count() as u8,
            header_len: segment.header_len(),
            ..Segment::default()
        }
    }

    fn is(&self, fact: u32) -> bool {
        self.facts & fact != 0
    }

    /// As the classifier wants it.
    pub(crate) fn vars(&self) -> SegmentVars {
        let block = |index: usize| {
            let edges = self.sack_left.get(index).zip(self.sack_right.get(index));
            let there = index < usize::from(self.sack_blocks);
            edges.filter(|_| there).map(|(&left, &right)| (Seq(left), Seq(right)))
        };
        SegmentVars {
            time: Moment(self.time),
            frame: self.frame,
            seq: Seq(self.seq),
            ack: Seq(self.ack),
            flags: Flags::from_bits(self.flags),
            window: self.window,
            payload_len: self.payload_len,
            ip_len: self.ip_len,
            checksum: self.checksum,
            identification: self.is(SYNFIN_HAS_IDENTIFICATION).then_some(self.identification),
            mss: self.is(SYNFIN_HAS_MSS).then_some(self.mss),
            window_scale: self.is(SYNFIN_HAS_WINDOW_SCALE).then_some(self.window_scale),
            sack_permitted: self.is(SYNFIN_HAS_SACK_PERMITTED),
            sack: [block(0), block(1)],
            ts_val: self.is(SYNFIN_HAS_TIMESTAMPS).then_some(self.ts_val),
            fast_open: self.is(SYNFIN_HAS_FAST_OPEN),
            malformed: self.is(SYNFIN_IS_MALFORMED),
            bad_checksum: self.is(SYNFIN_HAS_BAD_CHECKSUM),
            truncated: self.is(SYNFIN_IS_TRUNCATED),
        }
    }
}

/// An address in 16 octets.
pub(crate) fn address(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}
