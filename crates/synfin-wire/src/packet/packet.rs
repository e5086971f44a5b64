//! A packet: its ends, its protocol, and a payload as long as IP says.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::fragment::Fragment;
use crate::packet::ip_header::IpHeader;
use crate::packet::{ipv4, ipv6};
use core::net::IpAddr;

/// An IPv4 or IPv6 packet whose headers are read. It borrows the octets that it was parsed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// What the payload is, behind all extension headers.
    pub protocol: IpProtocol,
    /// What was odd.
    pub notes: Notes,
    /// The fields of a fragment; `None` when the packet is whole and says no more about it.
    pub fragment: Option<Fragment>,
    /// Octets of payload by the length field; with [`Notes::TSO`], by the length of the frame.
    pub payload_len: u32,
    /// Octets of the whole packet by the same field: header, extension headers, payload.
    pub total_len: u32,
    /// The header with its options or extension headers.
    pub header: &'a [u8],
    /// The payload as far as it was captured: never padding, never longer than `payload_len`.
    pub payload: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Reads the packet that starts at the first of `octets`.
    ///
    /// `on_wire` is how many octets the layer below had from there on, before any were left out by a snapshot length
    /// (never fewer than `octets`). It stands in for a length field of 0.
    ///
    /// Errors: a header that is cut short, a version that is neither 4 nor 6, a header length or a total length that
    /// cannot be, too many extension headers.
    ///
    /// ```
    /// use synfin_wire::numbers::IpProtocol;
    /// use synfin_wire::packet::packet::Packet;
    ///
    /// // A total length of 22, and four octets of padding behind.
    /// let octets = [
    ///     0x45, 0, 0, 22, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0xaa, 0xbb, 0, 0, 0, 0,
    /// ];
    /// let packet = Packet::parse(&octets, 26)?;
    /// assert_eq!(packet.protocol, IpProtocol::TCP);
    /// assert_eq!(packet.payload, [0xaa, 0xbb]);
    /// assert_eq!(packet.notes.to_string(), "padded");
    /// # Ok::<(), synfin_wire::error::ParseError>(())
    /// ```
    pub fn parse(octets: &'a [u8], on_wire: u32) -> Result<Packet<'a>, ParseError> {
        let on_wire = on_wire.max(octets.len() as u32);
        match octets.first().map(|first| first >> 4) {
            Some(4) => ipv4::read(octets, on_wire),
            Some(6) => ipv6::read(octets, on_wire),
            version => Err(neither(version, on_wire)),
        }
    }

    /// The fields of the header.
    #[inline]
    pub const fn ip(&self) -> IpHeader<'a> {
        IpHeader::new(self.header, self.notes)
    }

    /// The end that sent it; see [`IpHeader::source`].
    #[inline]
    pub fn source(&self) -> IpAddr {
        self.ip().source()
    }

    /// The end that it is for; see [`IpHeader::destination`].
    #[inline]
    pub fn destination(&self) -> IpAddr {
        self.ip().destination()
    }

    /// IPv4: time to live; IPv6: hop limit.
    #[inline]
    pub fn ttl(&self) -> u8 {
        self.ip().ttl()
    }

    /// The identification field of IPv4; IPv6 has none outside its fragment header.
    #[inline]
    pub fn identification(&self) -> Option<u16> {
        self.ip().identification()
    }

    /// Whether this is IPv4.
    #[inline]
    pub fn is_ipv4(&self) -> bool {
        self.ip().is_ipv4()
    }

    /// Octets of the header, with its options or extension headers.
    #[inline]
    pub fn header_len(&self) -> u32 {
        self.header.len() as u32
    }

    /// Whether this is a fragment without the beginning of the payload.
    #[inline]
    pub fn is_later_fragment(&self) -> bool {
        self.fragment.is_some_and(|fragment| fragment.is_later())
    }
}

#[cold]
fn neither(version: Option<u8>, on_wire: u32) -> ParseError {
    let reason = match version {
        Some(version) => Reason::BadVersion { version },
        None => Reason::CutShort { need: 20, by: who_cut(0, on_wire) },
    };
    ParseError::new(Layer::Packet, 0, reason)
}

/// Who left only `captured` octets of `declared`.
pub(crate) const fn who_cut(captured: usize, declared: u32) -> LengthSource {
    if (captured as u32) < declared { LengthSource::Snaplen } else { LengthSource::LengthAbove }
}
