//! What the classifier wants to know of a segment.

use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::header::Segment;
use synfin_wire::segment::seq::Seq;
use synfin_wire::segment::summary::OptionSummary;

use crate::time::Moment;

/// The current segment's variables (RFC 9293, section 3.3.1), and the few facts of its packet that tell one
/// capture of it from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentVars {
    /// When it was captured.
    pub time: Moment,
    /// Its frame's number, from 1.
    pub frame: u64,
    /// SEG.SEQ.
    pub seq: Seq,
    /// SEG.ACK; means nothing without the ACK bit.
    pub ack: Seq,
    /// The control bits.
    pub flags: Flags,
    /// SEG.WND, not yet scaled.
    pub window: u16,
    /// Octets of payload as the IP header tells, whatever the capture kept of them.
    pub payload_len: u32,
    /// Octets of the IP packet, header included, as the IP header tells.
    pub ip_len: u32,
    /// The checksum field, as it stands in the header.
    pub checksum: u16,
    /// IPv4 identification; none for IPv6.
    pub identification: Option<u16>,
    /// Maximum segment size option, octets.
    pub mss: Option<u16>,
    /// Window scale option: the shift count as sent.
    pub window_scale: Option<u8>,
    /// SACK-permitted option.
    pub sack_permitted: bool,
    /// The first two SACK blocks, left and right edge.
    pub sack: [Option<(Seq, Seq)>; 2],
    /// TSval of the timestamps option.
    pub ts_val: Option<u32>,
    /// A Fast Open option, with or without a cookie (RFC 7413).
    pub fast_open: bool,
    /// The header contradicts itself: nothing but the ports, the numbers and the flags can be believed.
    pub malformed: bool,
    /// The checksum was verified and is wrong.
    pub bad_checksum: bool,
    /// The capture kept only part of the segment.
    pub truncated: bool,
}

impl SegmentVars {
    /// What the segment itself tells; `options` are its own, summed up. The rest is left at its default.
    #[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
    #[inline(always)]
    pub fn of(segment: &Segment<'_>, options: &OptionSummary) -> SegmentVars {
        let mut sack = [None; 2];
        if options.has_sack() {
            let blocks = options.sack(segment.options());
            sack = [0, 1].map(|index| blocks.get(index).map(|block| (block.left, block.right)));
        }
        SegmentVars {
            seq: segment.seq(),
            ack: segment.ack(),
            flags: segment.flags(),
            window: segment.window(),
            payload_len: segment.payload_len(),
            checksum: segment.checksum(),
            mss: options.mss(),
            window_scale: options.window_scale(),
            sack_permitted: options.sack_permitted(),
            sack,
            ts_val: options.timestamps().map(|timestamps| timestamps.value),
            fast_open: options.fast_open(),
            malformed: !segment.is_sound(),
            ..SegmentVars::default()
        }
    }

    /// SEG.LEN: octets of sequence space that the segment occupies, SYN and FIN included.
    ///
    /// ```
    /// use synfin_flow::segment_vars::SegmentVars;
    /// use synfin_wire::segment::flags::Flags;
    ///
    /// let segment = SegmentVars { flags: Flags::FIN | Flags::ACK, payload_len: 3, ..Default::default() };
    /// assert_eq!(segment.len(), 4);
    /// ```
    #[inline]
    pub const fn len(&self) -> u32 {
        self.payload_len.wrapping_add(self.flags.syn() as u32).wrapping_add(self.flags.fin() as u32)
    }

    /// Whether the segment occupies no sequence space.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of SYN, FIN and RST are set.
    #[inline]
    pub(crate) fn controls(&self) -> u32 {
        (self.flags.bits() & (Flags::SYN | Flags::FIN | Flags::RST).bits()).count_ones()
    }

    /// The sequence number after the segment's last.
    #[inline]
    pub fn end(&self) -> Seq {
        self.seq + self.len()
    }
}
