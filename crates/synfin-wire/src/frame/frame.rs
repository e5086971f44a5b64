//! A frame: what its link header and its tags say follows.

use crate::error::{Layer, ParseError, Reason};
use crate::frame::tag::{self, Stack, Tags};
use crate::frame::{ethernet, table};
use crate::numbers::{EtherType, LinkType, Protocol};
use crate::reader;

/// The most tags and labels followed in one frame.
pub const MAX_TAGS: u8 = 8;

/// A frame whose link header and tags are read. It borrows the octets that it was parsed from.
///
/// ```
/// use synfin_wire::frame::frame::Frame;
/// use synfin_wire::numbers::{EtherType, LinkType, Protocol};
///
/// let mut octets = [0; 18];
/// octets[12..].copy_from_slice(&[0x81, 0x00, 0x00, 10, 0x08, 0x00]);
/// let frame = Frame::parse(LinkType::ETHERNET, &octets)?;
/// assert_eq!(frame.protocol, Protocol::EtherType(EtherType::IPV4));
/// assert_eq!(frame.tags().map(|tag| tag.detail).collect::<Vec<_>>(), [10]);
/// assert_eq!(frame.offset, 18);
/// # Ok::<(), synfin_wire::error::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What the payload is. Never a tag that this crate reads, except where the tag says that it carries no data
    /// (an encrypted MACsec frame, for example).
    pub protocol: Protocol,
    /// All octets behind the link header and the tags: padding and check sequence included, as only the packet knows
    /// its length.
    pub payload: &'a [u8],
    /// Where the payload begins, counted from the first octet of the frame.
    pub offset: u32,
    tags: Stack<'a>,
}

impl<'a> Frame<'a> {
    /// Reads the link header that `link_type` names, and at most [`MAX_TAGS`] tags behind it.
    ///
    /// Errors: a link type that is not read, a header that is cut short or breaks its own rules, too many tags.
    pub fn parse(link_type: LinkType, octets: &'a [u8]) -> Result<Frame<'a>, ParseError> {
        let (payload, protocol) = reader::finish(table::read(link_type, octets), Layer::Frame, octets)?;
        Frame::behind(protocol, octets, payload)
    }

    /// What an Ethernet frame holds if it names an EtherType at all; `None` for all other frames. It calls
    /// nothing, so that its result stays in registers.
    #[inline]
    pub(crate) fn plain(link_type: LinkType, octets: &'a [u8]) -> Option<(EtherType, &'a [u8])> {
        if link_type == LinkType::ETHERNET { ethernet::plain(octets) } else { None }
    }

    /// The same behind one VLAN tag.
    #[inline]
    pub(crate) fn plain_behind_tag(link_type: LinkType, octets: &'a [u8]) -> Option<(EtherType, &'a [u8])> {
        match Frame::plain(link_type, octets)? {
            (EtherType::VLAN | EtherType::SERVICE_VLAN, tagged) => tag::plain(tagged),
            _ => None,
        }
    }

    /// Reads what follows a header that is no link header, and names its payload by EtherType (GRE, Geneve, …).
    pub fn tagged(ether_type: EtherType, octets: &'a [u8]) -> Result<Frame<'a>, ParseError> {
        Frame::behind(Protocol::EtherType(ether_type), octets, octets)
    }

    fn behind(protocol: Protocol, octets: &'a [u8], payload: &'a [u8]) -> Result<Frame<'a>, ParseError> {
        let offset = octets.len().saturating_sub(payload.len()) as u32;
        match protocol {
            Protocol::EtherType(first) if tag::is_tag(first) => Frame::untag(first, octets, payload),
            _ => Ok(Frame { protocol, payload, offset, tags: Stack::empty() }),
        }
    }

    /// The same for a frame with at least one tag, by loop.
    fn untag(first: EtherType, octets: &'a [u8], tagged: &'a [u8]) -> Result<Frame<'a>, ParseError> {
        let mut protocol = Protocol::EtherType(first);
        let mut payload = tagged;
        let mut count = 0;
        while let Protocol::EtherType(ether_type) = protocol {
            let (rest, read) = reader::finish(tag::read(ether_type, payload), Layer::Frame, octets)?;
            let Some(tag) = read else { break };
            if count == MAX_TAGS {
                let offset = octets.len().saturating_sub(payload.len()) as u32;
                return Err(ParseError::new(Layer::Frame, offset, Reason::TooManyTags { limit: MAX_TAGS }));
            }
            count = count.saturating_add(1);
            protocol = tag.protocol;
            payload = rest;
        }
        let offset = octets.len().saturating_sub(payload.len()) as u32;
        let tags = Stack::new(first, tagged, octets.len().saturating_sub(tagged.len()), count);
        Ok(Frame { protocol, payload, offset, tags })
    }

    /// The tags and labels between the link header and the payload, outermost first.
    #[inline]
    pub fn tags(&self) -> Tags<'a> {
        self.tags.tags()
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, MAX_TAGS};
    use crate::error::{Kind, Reason};
    use crate::numbers::{EtherType, LinkType, Protocol};

    /// An Ethernet frame with `count` VLAN tags, then IPv4.
    fn stack(count: usize) -> ([u8; 64], usize) {
        let mut octets = [0; 64];
        for tag in 0..count {
            octets[12 + 4 * tag..][..4].copy_from_slice(&[0x81, 0x00, 0x20, tag as u8 + 1]);
        }
        octets[12 + 4 * count..][..2].copy_from_slice(&[0x08, 0x00]);
        (octets, 14 + 4 * count)
    }

    #[test]
    fn tags_are_read_up_to_the_limit_and_no_further() {
        for count in 0..=usize::from(MAX_TAGS) {
            let (octets, length) = stack(count);
            let frame = Frame::parse(LinkType::ETHERNET, &octets[..length]).expect("within the limit");
            assert_eq!(frame.protocol, Protocol::EtherType(EtherType::IPV4));
            assert_eq!(frame.offset as usize, length);
            assert_eq!(frame.payload, b"");
            assert!(frame.tags().map(|tag| tag.detail).eq(1..=count as u32));
            assert!(frame.tags().enumerate().all(|(n, tag)| tag.offset as usize == 14 + 4 * n));
        }
        let (octets, length) = stack(9);
        let error = Frame::parse(LinkType::ETHERNET, &octets[..length]).expect_err("nine tags");
        assert_eq!(error.reason, Reason::TooManyTags { limit: 8 });
        assert_eq!(error.offset, 14 + 4 * 8);
    }

    #[test]
    fn a_prefix_of_a_good_frame_is_cut_short() {
        let (octets, length) = stack(3);
        for cut in 0..length {
            let error = Frame::parse(LinkType::ETHERNET, &octets[..cut]).expect_err("a header is missing");
            assert_eq!(error.kind(), Kind::CutShort, "{cut}");
        }
    }
}
