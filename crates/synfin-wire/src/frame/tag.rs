//! The tags between a link header and a packet: VLANs, their relatives, PPPoE and MPLS labels.

use crate::frame::{ethernet, mpls, ppp};
use crate::header::{Header, HeaderKind};
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// What one tag says.
pub(crate) struct Tag {
    pub(crate) kind: HeaderKind,
    pub(crate) detail: u32,
    pub(crate) protocol: Protocol,
}

/// Whether `ether_type` names a tag that [`read`] knows.
pub(crate) const fn is_tag(ether_type: EtherType) -> bool {
    matches!(
        ether_type,
        EtherType::VLAN
            | EtherType::SERVICE_VLAN
            | EtherType::VLAN_9100
            | EtherType::VLAN_9200
            | EtherType::VLAN_9300
            | EtherType::MPLS
            | EtherType::MPLS_UPSTREAM
            | EtherType::PPPOE_SESSION
            | EtherType::BACKBONE_SERVICE
            | EtherType::VN_TAG
            | EtherType::E_TAG
            | EtherType::FABRIC_PATH
            | EtherType::TRILL
            | EtherType::HSR
            | EtherType::MACSEC
            | EtherType::CISCO_METADATA
    )
}

/// Reads the tag that `ether_type` names; `None` when it is none, or none that carries data that can be read.
pub(crate) fn read(ether_type: EtherType, input: &[u8]) -> Read<'_, Option<Tag>> {
    let (rest, (kind, detail, protocol)) = match ether_type {
        EtherType::VLAN
        | EtherType::SERVICE_VLAN
        | EtherType::VLAN_9100
        | EtherType::VLAN_9200
        | EtherType::VLAN_9300 => vlan(input)?,
        EtherType::MPLS | EtherType::MPLS_UPSTREAM => {
            let (rest, (label, protocol)) = mpls::read(ether_type, input)?;
            (rest, (HeaderKind::Mpls, label, protocol))
        }
        EtherType::PPPOE_SESSION => {
            let (rest, session) = ppp::read_session(input)?;
            let Some(session) = session else { return Ok((input, None)) };
            let (rest, protocol) = ppp::read_protocol(rest)?;
            (rest, (HeaderKind::Pppoe, session.into(), protocol))
        }
        EtherType::BACKBONE_SERVICE => backbone_service(input)?,
        EtherType::VN_TAG => vn_tag(input)?,
        EtherType::E_TAG => e_tag(input)?,
        EtherType::FABRIC_PATH => fabric_path(input)?,
        EtherType::TRILL => trill(input)?,
        EtherType::HSR => hsr(input)?,
        EtherType::MACSEC => return mac_sec(input),
        EtherType::CISCO_METADATA => cisco_metadata(input)?,
        _ => return Ok((input, None)),
    };
    Ok((rest, Some(Tag { kind, detail, protocol })))
}

type Named<'a> = Read<'a, (HeaderKind, u32, Protocol)>;

/// IEEE 802.1Q, clause 9.
fn vlan(input: &[u8]) -> Named<'_> {
    let (rest, &[high, low, t0, t1]) = reader::array(input)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, (HeaderKind::Vlan, u32::from(u16::from_be_bytes([high & 0x0f, low])), protocol)))
}

/// IEEE 802.1Q, clause 9.7: the I-TAG, which holds the customer's addresses too.
fn backbone_service(input: &[u8]) -> Named<'_> {
    let (rest, &[_, a, b, c]) = reader::array(input)?;
    let (rest, protocol) = ethernet::read(rest)?;
    Ok((rest, (HeaderKind::BackboneService, u32::from_be_bytes([0, a, b, c]), protocol)))
}

fn vn_tag(input: &[u8]) -> Named<'_> {
    let (rest, &[_, _, high, low, t0, t1]) = reader::array(input)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, (HeaderKind::VnTag, u32::from(u16::from_be_bytes([high & 0x0f, low])), protocol)))
}

/// What a VLAN tag holds if it names an EtherType.
#[inline]
pub(crate) fn plain(input: &[u8]) -> Option<(EtherType, &[u8])> {
    let (&[_, _, t0, t1], rest) = input.split_first_chunk()?;
    ethernet::ether_type(u16::from_be_bytes([t0, t1])).map(|ether_type| (ether_type, rest))
}

/// IEEE 802.1BR, clause 7.
fn e_tag(input: &[u8]) -> Named<'_> {
    let (rest, &[_, _, high, low, _, _, t0, t1]) = reader::array(input)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, (HeaderKind::ETag, u32::from(u16::from_be_bytes([high & 0x0f, low])), protocol)))
}

/// Ten bits of forwarding tag, six of TTL, then a whole Ethernet frame.
fn fabric_path(input: &[u8]) -> Named<'_> {
    let (rest, &[high, low]) = reader::array(input)?;
    let (rest, protocol) = ethernet::read(rest)?;
    Ok((rest, (HeaderKind::FabricPath, u32::from(u16::from_be_bytes([high, low]) >> 6), protocol)))
}

/// RFC 6325, section 3: options of 4 octets each, then a whole Ethernet frame.
fn trill(input: &[u8]) -> Named<'_> {
    let (rest, &[high, low, _, _, i0, i1]) = reader::array(input)?;
    let options = usize::from(u16::from_be_bytes([high, low]) >> 6 & 0x1f) * 4;
    let (rest, _) = reader::octets(options, rest)?;
    let (rest, protocol) = ethernet::read(rest)?;
    Ok((rest, (HeaderKind::Trill, u32::from(u16::from_be_bytes([i0, i1])), protocol)))
}

fn hsr(input: &[u8]) -> Named<'_> {
    let (rest, &[_, _, s0, s1, t0, t1]) = reader::array(input)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, (HeaderKind::Hsr, u32::from(u16::from_be_bytes([s0, s1])), protocol)))
}

/// IEEE 802.1AE, clause 9: read only when neither encrypted (E) nor changed (C).
fn mac_sec(input: &[u8]) -> Read<'_, Option<Tag>> {
    let (rest, &[control, _, a, b, c, d]) = reader::array(input)?;
    if control & 0x0c != 0 {
        return Ok((input, None));
    }
    let identifier = if control & 0x20 != 0 { 8 } else { 0 };
    let (rest, _) = reader::octets(identifier, rest)?;
    let (rest, &[t0, t1]) = reader::array(rest)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, Some(Tag { kind: HeaderKind::MacSec, detail: u32::from_be_bytes([a, b, c, d]), protocol })))
}

fn cisco_metadata(input: &[u8]) -> Named<'_> {
    let (rest, &[_, _, _, _, g0, g1, t0, t1]) = reader::array(input)?;
    let (rest, protocol) = ethernet::named(u16::from_be_bytes([t0, t1]), rest)?;
    Ok((rest, (HeaderKind::CiscoMetadata, u32::from(u16::from_be_bytes([g0, g1])), protocol)))
}

/// Where the tags of one frame are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stack<'a> {
    first: EtherType,
    octets: &'a [u8],
    offset: u32,
    count: u8,
}

impl<'a> Stack<'a> {
    #[inline]
    pub(crate) const fn empty() -> Stack<'a> {
        Stack { first: EtherType(0), octets: &[], offset: 0, count: 0 }
    }

    /// `count` tags at the front of `octets`, the first named by `first`, at `offset` in their frame.
    pub(crate) const fn new(first: EtherType, octets: &'a [u8], offset: usize, count: u8) -> Stack<'a> {
        Stack { first, octets, offset: offset as u32, count }
    }

    pub(crate) const fn tags(self) -> Tags<'a> {
        Tags(self)
    }
}

/// The tags of one frame, read again from its octets as they are asked for; outermost first.
#[derive(Clone, Debug)]
pub struct Tags<'a>(Stack<'a>);

impl<'a> Iterator for Tags<'a> {
    type Item = Header<'a>;

    fn next(&mut self) -> Option<Header<'a>> {
        let stack = &mut self.0;
        stack.count = stack.count.checked_sub(1)?;
        let (rest, tag) = read(stack.first, stack.octets).ok()?;
        let Tag { kind, detail, protocol } = tag?;
        let header = Header { kind, offset: stack.offset, detail, octets: stack.octets };
        let taken = stack.octets.len().saturating_sub(rest.len());
        stack.offset = stack.offset.saturating_add(taken as u32);
        stack.octets = rest;
        if let Protocol::EtherType(next) = protocol {
            stack.first = next;
        }
        Some(header)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.count.into(), Some(self.0.count.into()))
    }
}

impl ExactSizeIterator for Tags<'_> {}

#[cfg(test)]
mod tests {
    use super::{Tag, is_tag, read};
    use crate::header::HeaderKind;
    use crate::numbers::{EtherType, Protocol};

    const IPV4: Protocol = Protocol::EtherType(EtherType::IPV4);

    fn tag(ether_type: u16, octets: &[u8]) -> Option<(HeaderKind, u32, Protocol, usize)> {
        let (rest, tag) = read(EtherType(ether_type), octets).expect("whole");
        tag.map(|Tag { kind, detail, protocol }| (kind, detail, protocol, rest.len()))
    }

    #[rustfmt::skip]
    #[test]
    fn every_tag_names_its_payload() {
        let inner = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45];
        let rows: [(u16, &[u8], HeaderKind, u32, bool); 11] = [
            (0x8100, &[0xe1, 0x23, 8, 0, 0x45],                                HeaderKind::Vlan, 0x123, false),
            (0x88a8, &[0x00, 0x02, 8, 0, 0x45],                                HeaderKind::Vlan, 2, false),
            (0x88e7, &[0, 1, 2, 3],                                            HeaderKind::BackboneService, 0x01_0203, true),
            (0x8926, &[0x80, 0, 0, 7, 8, 0, 0x45],                             HeaderKind::VnTag, 7, false),
            (0x893f, &[0, 0, 0x10, 9, 0, 0, 8, 0, 0x45],                       HeaderKind::ETag, 9, false),
            (0x8903, &[0x00, 0x60],                                            HeaderKind::FabricPath, 1, true),
            (0x22f3, &[0, 0x40, 0, 1, 0, 2, 9, 9, 9, 9],                       HeaderKind::Trill, 2, true),
            (0x892f, &[0, 60, 0, 5, 8, 0, 0x45],                               HeaderKind::Hsr, 5, false),
            (0x88e5, &[0x20, 0, 0, 0, 0, 6, 1, 1, 1, 1, 1, 1, 1, 1, 8, 0, 69], HeaderKind::MacSec, 6, false),
            (0x8909, &[1, 1, 0, 1, 0, 8, 8, 0, 0x45],                          HeaderKind::CiscoMetadata, 8, false),
            (0x8864, &[0x11, 0, 0, 4, 0, 3, 0, 0x21, 0x45],                    HeaderKind::Pppoe, 4, false),
        ];
        for (ether_type, octets, kind, detail, whole_frame) in rows {
            let mut forged = [0; 64];
            let mut length = octets.len();
            forged[..length].copy_from_slice(octets);
            if whole_frame {
                forged[length..length + inner.len()].copy_from_slice(&inner);
                length += inner.len();
            }
            assert_eq!(tag(ether_type, &forged[..length]), Some((kind, detail, IPV4, 1)), "{kind:?}");
            assert!(is_tag(EtherType(ether_type)));
            for cut in 0..length - 1 {
                assert!(read(EtherType(ether_type), &forged[..cut]).is_err(), "{kind:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_stays_what_it_is() {
        assert_eq!(tag(0x88e5, &[0x2c, 0, 0, 0, 0, 6, 1, 1]), None);
        assert_eq!(tag(0x8864, &[0x11, 0xa7, 0, 4, 0, 3, 0, 0x21]), None);
        assert_eq!(tag(0x0800, &[]), None);
        assert!(!is_tag(EtherType::IPV4) && !is_tag(EtherType::ARP));
    }
}
