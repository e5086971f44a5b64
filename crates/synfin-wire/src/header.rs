//! The headers around the innermost TCP/IP, by name: tags, tunnels, and the packets that carry them.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr};

/// Which header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum HeaderKind {
    /// 802.1Q and 802.1ad; detail: the VLAN identifier.
    Vlan,
    /// 802.1ah I-TAG with the customer's addresses; detail: the service identifier (I-SID).
    BackboneService,
    /// Cisco VN-tag; detail: the source virtual interface.
    VnTag,
    /// 802.1BR E-tag; detail: the E-CID base.
    ETag,
    /// Cisco FabricPath; detail: the forwarding tag.
    FabricPath,
    /// TRILL (RFC 6325); detail: the ingress nickname.
    Trill,
    /// HSR (IEC 62439-3); detail: the sequence number.
    Hsr,
    /// MACsec without encryption (802.1AE); detail: the packet number.
    MacSec,
    /// Cisco metadata (security group tag); detail: the group.
    CiscoMetadata,
    /// PPPoE session (RFC 2516); detail: the session identifier.
    Pppoe,
    /// An MPLS label (RFC 3032); detail: the label.
    Mpls,
    /// A frame within a packet; detail: its link type.
    Frame,
    /// IPv4.
    Ipv4,
    /// IPv6.
    Ipv6,
    /// GRE (RFC 2784, RFC 2890) and PPTP's (RFC 2637); detail: the key, 0 without one.
    Gre,
    /// ERSPAN type I.
    ErspanI,
    /// ERSPAN type II; detail: the session.
    ErspanII,
    /// ERSPAN type III; detail: the session.
    ErspanIII,
    /// VXLAN (RFC 7348) and VXLAN-GPE; detail: the VNI.
    Vxlan,
    /// Geneve (RFC 8926); detail: the VNI.
    Geneve,
    /// GTP-U (3GPP TS 29.281); detail: the tunnel endpoint identifier.
    GtpU,
    /// Teredo (RFC 4380).
    Teredo,
    /// AYIYA; detail: the epoch.
    Ayiya,
    /// Generic UDP encapsulation.
    Gue,
    /// L2TP version 2 (RFC 2661): tunnel in the upper 16 bits of the detail, session in the lower.
    L2tp,
    /// EtherIP (RFC 3378).
    EtherIp,
    /// WCCP redirect; detail: the service.
    Wccp,
}

impl HeaderKind {
    /// The word that begins this header's text.
    pub const fn name(self) -> &'static str {
        match self {
            HeaderKind::Vlan => "vlan",
            HeaderKind::BackboneService => "i-sid",
            HeaderKind::VnTag => "vn-tag",
            HeaderKind::ETag => "e-tag",
            HeaderKind::FabricPath => "fabricpath",
            HeaderKind::Trill => "trill",
            HeaderKind::Hsr => "hsr",
            HeaderKind::MacSec => "macsec",
            HeaderKind::CiscoMetadata => "cisco-metadata",
            HeaderKind::Pppoe => "pppoe",
            HeaderKind::Mpls => "mpls",
            HeaderKind::Frame => "frame",
            HeaderKind::Ipv4 => "ipv4",
            HeaderKind::Ipv6 => "ipv6",
            HeaderKind::Gre => "gre",
            HeaderKind::ErspanI => "erspan-i",
            HeaderKind::ErspanII => "erspan-ii",
            HeaderKind::ErspanIII => "erspan-iii",
            HeaderKind::Vxlan => "vxlan",
            HeaderKind::Geneve => "geneve",
            HeaderKind::GtpU => "gtp-u",
            HeaderKind::Teredo => "teredo",
            HeaderKind::Ayiya => "ayiya",
            HeaderKind::Gue => "gue",
            HeaderKind::L2tp => "l2tp",
            HeaderKind::EtherIp => "etherip",
            HeaderKind::Wccp => "wccp",
        }
    }

    /// Whether this header puts a packet or a frame into another packet; a tag does not.
    pub const fn is_tunnel(self) -> bool {
        !matches!(
            self,
            HeaderKind::Vlan
                | HeaderKind::BackboneService
                | HeaderKind::VnTag
                | HeaderKind::ETag
                | HeaderKind::FabricPath
                | HeaderKind::Trill
                | HeaderKind::Hsr
                | HeaderKind::MacSec
                | HeaderKind::CiscoMetadata
                | HeaderKind::Pppoe
                | HeaderKind::Mpls
                | HeaderKind::Frame
        )
    }
}

/// One header around the innermost TCP/IP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header<'a> {
    /// Which.
    pub kind: HeaderKind,
    /// Its first octet, counted from the first octet of the frame.
    pub offset: u32,
    /// The number that tells it from its like, see [`HeaderKind`]; 0 when there is none.
    pub detail: u32,
    /// The octets from its first on.
    pub octets: &'a [u8],
}

/// `vlan 10`, `ipv4 10.0.0.1 > 10.0.0.2`, `gre`, `gre 77`, `vxlan 42`, `l2tp 5/9`.
impl fmt::Display for Header<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        let detail = self.detail;
        match self.kind {
            HeaderKind::Ipv4 => match addresses::<4>(self.octets.get(12..)) {
                Some((source, destination)) => {
                    write!(f, " {} > {}", Ipv4Addr::from(source), Ipv4Addr::from(destination))
                }
                None => Ok(()),
            },
            HeaderKind::Ipv6 => match addresses::<16>(self.octets.get(8..)) {
                Some((source, destination)) => {
                    write!(f, " {} > {}", Ipv6Addr::from(source), Ipv6Addr::from(destination))
                }
                None => Ok(()),
            },
            HeaderKind::Gre if detail == 0 => Ok(()),
            HeaderKind::Frame => match crate::numbers::LinkType(detail as u16).name() {
                Some(name) => write!(f, " {name}"),
                None => write!(f, " {detail}"),
            },
            HeaderKind::GtpU | HeaderKind::Ayiya | HeaderKind::Trill => write!(f, " {detail:#x}"),
            HeaderKind::L2tp => write!(f, " {}/{}", detail >> 16, detail & 0xffff),
            HeaderKind::ErspanI | HeaderKind::Teredo | HeaderKind::Gue | HeaderKind::EtherIp => Ok(()),
            _ => write!(f, " {detail}"),
        }
    }
}

/// Two addresses of `N` octets, the one behind the other.
fn addresses<const N: usize>(octets: Option<&[u8]>) -> Option<([u8; N], [u8; N])> {
    let (&source, rest) = octets?.split_first_chunk()?;
    Some((source, *rest.first_chunk()?))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{Header, HeaderKind};
    use std::string::ToString;

    #[test]
    fn a_header_is_told_by_its_word_and_its_number() {
        let ipv4 = [69, 0, 0, 20, 0, 0, 0, 0, 64, 4, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
        let rows = [
            (HeaderKind::Vlan, 10, "vlan 10"),
            (HeaderKind::Gre, 0, "gre"),
            (HeaderKind::Gre, 77, "gre 77"),
            (HeaderKind::Vxlan, 42, "vxlan 42"),
            (HeaderKind::L2tp, 0x0005_0009, "l2tp 5/9"),
            (HeaderKind::Frame, 1, "frame Ethernet"),
            (HeaderKind::Ipv4, 0, "ipv4 10.0.0.1 > 10.0.0.2"),
            (HeaderKind::Ipv6, 0, "ipv6"),
        ];
        for (kind, detail, text) in rows {
            assert_eq!(Header { kind, offset: 14, detail, octets: &ipv4 }.to_string(), text);
        }
    }
}
