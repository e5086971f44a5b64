//! A TCP header that owns what it says, to be built, kept, compared and written.

use crate::checksum::{add, pseudo_header_sum, sum};
use crate::encode::encode_error::EncodeError;
use crate::encode::option_buffer::OptionBuffer;
use crate::segment::flags::Flags;
use crate::segment::header::{FIXED_LEN, Segment};
use crate::segment::seq::Seq;
use core::net::IpAddr;

/// A TCP header with its options (RFC 9293, section 3.1). The data offset follows from the options.
///
/// ```
/// use core::net::IpAddr;
/// use synfin_wire::checksum::ChecksumStatus;
/// use synfin_wire::encode::owned_header::OwnedHeader;
/// use synfin_wire::segment::flags::Flags;
/// use synfin_wire::segment::header::Segment;
/// use synfin_wire::segment::option::TcpOption;
/// use synfin_wire::segment::seq::Seq;
///
/// let mut header = OwnedHeader {
///     source_port: 54203,
///     destination_port: 23,
///     seq: Seq(100),
///     flags: Flags::SYN,
///     window: 65535,
///     ..OwnedHeader::default()
/// };
/// header.options.push(&TcpOption::Mss(1460))?;
///
/// let (source, destination) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
/// let mut buffer = [0; 1500];
/// let length = header.write_segment(source, destination, b"", &mut buffer)?;
/// let octets = &buffer[..length];
///
/// let segment = Segment::parse(octets, length as u32)?;
/// assert_eq!(segment.to_string(), "54203 > 23 SYN seq 100 window 65535 length 0 (MSS 1460)");
/// assert_eq!(ChecksumStatus::of(source, destination, octets, length as u32), ChecksumStatus::Good);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OwnedHeader {
    /// Port of the sender.
    pub source_port: u16,
    /// Port of the receiver.
    pub destination_port: u16,
    /// SEG.SEQ.
    pub seq: Seq,
    /// SEG.ACK.
    pub ack: Seq,
    /// The three reserved bits, in the low three; higher ones are not written.
    pub reserved: u8,
    /// The nine control bits.
    pub flags: Flags,
    /// SEG.WND, not scaled.
    pub window: u16,
    /// The checksum that [`write`](OwnedHeader::write) writes; [`write_segment`](OwnedHeader::write_segment) writes
    /// the right one instead.
    pub checksum: u16,
    /// SEG.UP.
    pub urgent_pointer: u16,
    /// The options.
    pub options: OptionBuffer,
}

impl OwnedHeader {
    /// The header of `segment`; `None` if it is damaged or its options are cut, for it is then not known.
    pub fn of(segment: &Segment<'_>) -> Option<OwnedHeader> {
        if !segment.is_sound() || segment.options_cut() {
            return None;
        }
        Some(OwnedHeader {
            source_port: segment.source_port(),
            destination_port: segment.destination_port(),
            seq: segment.seq(),
            ack: segment.ack(),
            reserved: segment.reserved(),
            flags: segment.flags(),
            window: segment.window(),
            checksum: segment.checksum(),
            urgent_pointer: segment.urgent_pointer(),
            options: OptionBuffer::from_octets(segment.options().octets()).ok()?,
        })
    }

    /// Octets of the header: 20 to 60.
    pub fn header_len(&self) -> usize {
        FIXED_LEN.saturating_add(self.options.octets().len())
    }

    /// Writes the header as it is to the front of `out`, and returns how many octets it has.
    ///
    /// # Errors
    ///
    /// [`EncodeError::BufferTooSmall`]; nothing is written then.
    pub fn write(&self, out: &mut [u8]) -> Result<usize, EncodeError> {
        let need = self.header_len();
        let place = out.get_mut(..need).ok_or(EncodeError::BufferTooSmall { need })?;
        let fixed = self.fixed_words();
        let octets = fixed.as_flattened().iter().chain(self.options.octets());
        for (to, from) in place.iter_mut().zip(octets) {
            *to = *from;
        }
        Ok(need)
    }

    /// Writes header and payload to the front of `out`, with the right checksum between these addresses, and returns
    /// how many octets they have.
    ///
    /// # Errors
    ///
    /// [`EncodeError::BufferTooSmall`], or [`EncodeError::SegmentTooLong`] above what the pseudo-header can count;
    /// nothing is written then.
    pub fn write_segment(
        &self,
        source: IpAddr,
        destination: IpAddr,
        payload: &[u8],
        out: &mut [u8],
    ) -> Result<usize, EncodeError> {
        let need = self.header_len().saturating_add(payload.len());
        let most = if source.is_ipv4() { u64::from(u16::MAX) } else { u64::from(u32::MAX) };
        if need as u64 > most {
            return Err(EncodeError::SegmentTooLong { octets: need });
        }
        let place = out.get_mut(..need).ok_or(EncodeError::BufferTooSmall { need })?;
        let zero = OwnedHeader { checksum: 0, ..*self };
        let header_len = zero.write(place)?;
        if let Some(place) = place.get_mut(header_len..) {
            place.copy_from_slice(payload);
        }
        let checksum = !add(pseudo_header_sum(source, destination, need as u32), sum(place));
        OwnedHeader { checksum, ..zero }.write(place)?;
        Ok(need)
    }

    /// The five words that every header has.
    fn fixed_words(&self) -> [[u8; 4]; 5] {
        let pair = |high: u16, low: u16| (u32::from(high) << 16) | u32::from(low);
        let data_offset = (self.header_len() / 4) as u16;
        let bits = (data_offset << 12) | (u16::from(self.reserved & 0b111) << 9) | self.flags.bits();
        let words = [
            pair(self.source_port, self.destination_port),
            self.seq.0,
            self.ack.0,
            pair(bits, self.window),
            pair(self.checksum, self.urgent_pointer),
        ];
        words.map(u32::to_be_bytes)
    }
}
