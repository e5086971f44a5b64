//! The segment: twenty fixed octets, options, payload.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use crate::leaf::Octets;
use crate::segment::flags::Flags;
use crate::segment::option_list::Options;
use crate::segment::seq::Seq;
use core::fmt;
use nom::{Check, Complete, Emit, OutputM, Parser};

/// Octets of a TCP header without options.
pub const FIXED_LEN: usize = 20;

/// A TCP segment as it lies in a captured frame (RFC 9293, section 3.1).
///
/// Taking one is a single comparison; every field is read when it is asked for. What is cut short or odd behind
/// the fixed octets is no error but a value: see [`damage`](Segment::damage), [`options_cut`](Segment::options_cut),
/// [`payload_len`](Segment::payload_len) and [`anomalies`](Segment::anomalies).
///
/// ```
/// use synfin_wire::segment::flags::Flags;
/// use synfin_wire::segment::header::Segment;
/// use synfin_wire::segment::seq::Seq;
///
/// let octets = [
///     0x00, 0x17, 0xd3, 0xbb, // port 23 to port 54203
///     0x00, 0x00, 0x01, 0xa2, // sequence number 418
///     0x00, 0x00, 0x00, 0xcb, // acknowledgement number 203
///     0x50, 0x11, 0x20, 0x00, // five words of header, FIN and ACK, window 8192
///     0x00, 0x00, 0x00, 0x00, // checksum, urgent pointer
/// ];
/// let segment = Segment::parse(&octets, 20)?;
/// assert_eq!((segment.source_port(), segment.destination_port()), (23, 54203));
/// assert_eq!((segment.seq(), segment.ack()), (Seq(418), Seq(203)));
/// assert_eq!(segment.flags(), Flags::FIN | Flags::ACK);
/// assert_eq!(segment.payload_len(), 0);
/// # Ok::<(), synfin_wire::error::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    fixed: &'a [u8; FIXED_LEN],
    octets: &'a [u8],
    length: u32,
}

impl<'a> Segment<'a> {
    /// Reads the segment that starts at the first of `octets`.
    ///
    /// `octets` are those that were captured, without the padding of a layer below; `length` is how many the
    /// segment has by the IP header. They differ when a snapshot length cut the frame; octets beyond `length` are not
    /// the segment's.
    ///
    /// # Errors
    ///
    /// Only if the twenty fixed octets are not all there: [`Reason::CutShort`], by the snapshot length or by the
    /// length in the IP header.
    #[inline]
    pub fn parse(octets: &'a [u8], length: u32) -> Result<Segment<'a>, ParseError> {
        match Segment::whole(octets, length) {
            Some(segment) => Ok(segment),
            None => Err(no_header(length)),
        }
    }

    /// The same without the error, which is in the way where the result is to stay in registers.
    #[inline]
    pub(crate) fn whole(octets: &'a [u8], length: u32) -> Option<Segment<'a>> {
        let octets = octets.get(..length as usize).unwrap_or(octets);
        // Without an error of the leaf's own: only `parse` knows who cut.
        let (_, fixed) = Octets(Layer::Segment).process::<OutputM<Emit, Check, Complete>>(octets).ok()?;
        Some(Segment { fixed, octets, length })
    }

    /// The port of the sender.
    #[inline]
    pub const fn source_port(&self) -> u16 {
        u16::from_be_bytes([self.fixed[0], self.fixed[1]])
    }

    /// The port of the receiver.
    #[inline]
    pub const fn destination_port(&self) -> u16 {
        u16::from_be_bytes([self.fixed[2], self.fixed[3]])
    }

    /// SEG.SEQ: number of the first octet of the payload; of the SYN if there is one.
    #[inline]
    pub const fn seq(&self) -> Seq {
        Seq(u32::from_be_bytes([self.fixed[4], self.fixed[5], self.fixed[6], self.fixed[7]]))
    }

    /// SEG.ACK: the next number that the sender expects, if [`Flags::ACK`] is set; else whatever lies there.
    #[inline]
    pub const fn ack(&self) -> Seq {
        Seq(u32::from_be_bytes([self.fixed[8], self.fixed[9], self.fixed[10], self.fixed[11]]))
    }

    /// Length of the header in 32-bit words, as it stands: 0 to 15, right only from 5 on.
    #[inline]
    pub const fn data_offset(&self) -> u8 {
        self.fixed[12] >> 4
    }

    /// The three bits between data offset and AE, which must be zero (RFC 9293, section 3.1; RFC 9768).
    #[inline]
    pub const fn reserved(&self) -> u8 {
        (self.fixed[12] >> 1) & 0b111
    }

    /// The nine control bits.
    #[inline]
    pub const fn flags(&self) -> Flags {
        Flags::from_bits(u16::from_be_bytes([self.fixed[12], self.fixed[13]]))
    }

    /// The ACE field: AE, CWR and ECE read as one number from 0 to 7 (RFC 9768, section 3.1).
    #[inline]
    pub const fn ace(&self) -> u8 {
        (self.flags().bits() >> 6) as u8
    }

    /// SEG.WND: octets that the sender will take, not yet scaled.
    #[inline]
    pub const fn window(&self) -> u16 {
        u16::from_be_bytes([self.fixed[14], self.fixed[15]])
    }

    /// The checksum as it stands; [`crate::checksum`] tells whether it is right.
    #[inline]
    pub const fn checksum(&self) -> u16 {
        u16::from_be_bytes([self.fixed[16], self.fixed[17]])
    }

    /// SEG.UP: offset from [`seq`](Segment::seq) to the octet behind urgent data, if [`Flags::URG`] is set.
    #[inline]
    pub const fn urgent_pointer(&self) -> u16 {
        u16::from_be_bytes([self.fixed[18], self.fixed[19]])
    }

    /// Length of the header in octets as its data offset says: 0 to 60, at least 20 unless there is
    /// [`damage`](Segment::damage).
    #[inline]
    pub const fn header_len(&self) -> u8 {
        (self.fixed[12] >> 2) & 0b0011_1100
    }

    /// What makes this segment malformed, if anything: a data offset below five, or a header longer than the
    /// segment. Nobody knows then where options end and payload starts, and both are empty.
    #[inline]
    pub fn damage(&self) -> Option<ParseError> {
        let header = self.header_len();
        if usize::from(header) >= FIXED_LEN && u32::from(header) <= self.length {
            return None;
        }
        Some(damage_of(self))
    }

    /// Whether the header can be trusted to say where the payload starts.
    #[inline]
    pub fn is_sound(&self) -> bool {
        let header = self.header_len();
        usize::from(header) >= FIXED_LEN && u32::from(header) <= self.length
    }

    /// The options: all of them, or as many octets as were captured.
    #[inline]
    pub fn options(&self) -> Options<'a> {
        let end = usize::from(self.header_len());
        if !self.is_sound() {
            return Options::NONE;
        }
        match self.octets.get(FIXED_LEN..end) {
            Some(octets) => Options::whole(octets),
            None => self.options_as_captured(end),
        }
    }

    #[cold]
    fn options_as_captured(&self, end: usize) -> Options<'a> {
        Options::cut(self.octets.get(FIXED_LEN..).unwrap_or_default(), end.saturating_sub(FIXED_LEN))
    }

    /// Whether the capture ends within the options.
    #[inline]
    pub fn options_cut(&self) -> bool {
        self.is_sound() && self.octets.len() < usize::from(self.header_len())
    }

    /// The payload as far as it was captured; [`payload_len`](Segment::payload_len) tells how long it was.
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        if !self.is_sound() {
            return &[];
        }
        self.octets.get(usize::from(self.header_len())..).unwrap_or_default()
    }

    /// Octets of payload that the segment carried by its IP header; 0 with [`damage`](Segment::damage).
    #[inline]
    pub fn payload_len(&self) -> u32 {
        if self.is_sound() { self.length.saturating_sub(u32::from(self.header_len())) } else { 0 }
    }

    /// Octets of header and payload that the segment had by its IP header.
    #[inline]
    pub const fn length(&self) -> u32 {
        self.length
    }

    /// The captured octets of the segment, from the source port on.
    #[inline]
    pub const fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// The segment that is all of `octets`, of which `fixed` are the first.
    #[inline]
    pub(crate) const fn of(fixed: &'a [u8; FIXED_LEN], octets: &'a [u8]) -> Segment<'a> {
        Segment { fixed, octets, length: octets.len() as u32 }
    }

    /// The twenty fixed octets.
    #[inline]
    pub const fn fixed(&self) -> &'a [u8; FIXED_LEN] {
        self.fixed
    }
}

#[cold]
fn no_header(length: u32) -> ParseError {
    let by = if length < FIXED_LEN as u32 { LengthSource::LengthAbove } else { LengthSource::Snaplen };
    ParseError::new(Layer::Segment, 0, Reason::CutShort { need: FIXED_LEN as u32, by })
}

#[cold]
pub(crate) fn damage_of(segment: &Segment<'_>) -> ParseError {
    let words = segment.data_offset();
    let reason = if usize::from(segment.header_len()) < FIXED_LEN {
        Reason::DataOffset { words }
    } else {
        Reason::HeaderPastEnd { header: u16::from(segment.header_len()), length: segment.length }
    };
    ParseError::new(Layer::Segment, 12, reason)
}

/// `23 > 54203 FIN|ACK seq 418 ack 203 window 8192 length 0 (MSS 1460)`
impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} > {} {} seq {}",
            self.source_port(),
            self.destination_port(),
            self.flags(),
            self.seq()
        )?;
        if self.flags().ack() {
            write!(f, " ack {}", self.ack())?;
        }
        write!(f, " window {} length {}", self.window(), self.payload_len())?;
        match self.damage() {
            Some(error) => write!(f, " ({})", error.reason),
            None if self.options().is_empty() => Ok(()),
            None => write!(f, " ({})", self.options()),
        }
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Segment({self})")
    }
}
