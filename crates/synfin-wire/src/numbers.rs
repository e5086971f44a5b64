//! The numbers by which one layer names the next. They lie under all layers, so that no layer imports another.

use core::fmt;

/// Gives a number type one row a number: its constant, its value and its word.
macro_rules! numbers {
    ($type:ident, $($name:ident = $value:literal, $word:literal;)*) => {
        impl $type {
            $(
                #[doc = concat!("`", stringify!($value), "`: ", $word, ".")]
                pub const $name: $type = $type($value);
            )*

            /// The word for this number, when this crate knows one.
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some($word),)*
                    _ => None,
                }
            }
        }
    };
}

/// A link type as capture files name it (the LINKTYPE registry; the low 16 bits of the pcap header's field).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct LinkType(pub u16);

numbers! { LinkType,
    NULL = 0, "BSD loopback";
    ETHERNET = 1, "Ethernet";
    TOKEN_RING = 6, "Token Ring";
    ARCNET_BSD = 7, "ARCNET (BSD)";
    PPP = 9, "PPP";
    FDDI = 10, "FDDI";
    RAW_12 = 12, "raw IP (12)";
    RAW_14 = 14, "raw IP (14)";
    PPP_HDLC = 50, "PPP in HDLC-like framing";
    PPP_ETHER = 51, "PPPoE session";
    ATM_RFC1483 = 100, "LLC over ATM (RFC 1483)";
    RAW = 101, "raw IP";
    C_HDLC = 104, "Cisco HDLC";
    IEEE802_11 = 105, "802.11";
    FRAME_RELAY = 107, "Frame Relay";
    LOOP = 108, "OpenBSD loopback";
    ENC = 109, "OpenBSD IPsec enc";
    LINUX_SLL = 113, "Linux cooked v1";
    PFLOG = 117, "OpenBSD pflog";
    PRISM = 119, "802.11 with a Prism header";
    IP_OVER_FC = 122, "IP over Fibre Channel";
    RADIOTAP = 127, "802.11 with a radiotap header";
    ARCNET_LINUX = 129, "ARCNET (Linux)";
    AVS = 163, "802.11 with an AVS header";
    PPP_PPPD = 166, "PPP with pppd's direction octet";
    JUNIPER_ETHERNET = 178, "Juniper Ethernet";
    PPI = 192, "Per-Packet Information";
    PPP_WITH_DIR = 204, "PPP with a direction octet";
    C_HDLC_WITH_DIR = 205, "Cisco HDLC with a direction octet";
    FRAME_RELAY_WITH_DIR = 206, "Frame Relay with a direction octet";
    IPV4 = 228, "raw IPv4";
    IPV6 = 229, "raw IPv6";
    NFLOG = 239, "Linux netfilter log";
    IPOIB = 242, "IP over InfiniBand";
    ETHERNET_MPACKET = 274, "Ethernet mPacket (802.3br)";
    LINUX_SLL2 = 276, "Linux cooked v2";
}

/// An EtherType (IEEE 802), or whatever a link layer names in its place, translated to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct EtherType(pub u16);

numbers! { EtherType,
    IPV4 = 0x0800, "IPv4";
    ARP = 0x0806, "ARP";
    TRILL = 0x22f3, "TRILL";
    ETHERNET = 0x6558, "transparent Ethernet bridging";
    RARP = 0x8035, "RARP";
    VLAN = 0x8100, "802.1Q";
    IPX = 0x8137, "IPX";
    IPV6 = 0x86dd, "IPv6";
    MAC_CONTROL = 0x8808, "MAC control";
    SLOW_PROTOCOLS = 0x8809, "slow protocols";
    PPP = 0x880b, "PPP";
    MPLS = 0x8847, "MPLS";
    MPLS_UPSTREAM = 0x8848, "MPLS, upstream-assigned";
    PPPOE_DISCOVERY = 0x8863, "PPPoE discovery";
    PPPOE_SESSION = 0x8864, "PPPoE session";
    EAPOL = 0x888e, "EAPOL";
    SERVICE_VLAN = 0x88a8, "802.1ad";
    ERSPAN_II = 0x88be, "ERSPAN I or II";
    LLDP = 0x88cc, "LLDP";
    MACSEC = 0x88e5, "MACsec";
    BACKBONE_SERVICE = 0x88e7, "802.1ah";
    HSR = 0x892f, "HSR";
    ERSPAN_III = 0x22eb, "ERSPAN III";
    PTP = 0x88f7, "PTP";
    FABRIC_PATH = 0x8903, "Cisco FabricPath";
    CISCO_METADATA = 0x8909, "Cisco metadata";
    VN_TAG = 0x8926, "VN-tag";
    E_TAG = 0x893f, "802.1BR E-tag";
    LOOPBACK = 0x9000, "configuration test";
    VLAN_9100 = 0x9100, "802.1Q (0x9100)";
    VLAN_9200 = 0x9200, "802.1Q (0x9200)";
    VLAN_9300 = 0x9300, "802.1Q (0x9300)";
    WCCP = 0x883e, "WCCP redirect";
}

impl EtherType {
    /// Whether this is one of the few with which nearly all frames begin. For headers that do not say what they hold:
    /// behind two addresses, these make it likely to be Ethernet.
    pub(crate) const fn is_common(self) -> bool {
        matches!(
            self,
            EtherType::IPV4 | EtherType::IPV6 | EtherType::ARP | EtherType::VLAN | EtherType::SERVICE_VLAN
        )
    }
}

/// An IP protocol number (IANA Assigned Internet Protocol Numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct IpProtocol(pub u8);

numbers! { IpProtocol,
    HOP_BY_HOP = 0, "IPv6 hop-by-hop options";
    ICMP = 1, "ICMP";
    IGMP = 2, "IGMP";
    IPV4 = 4, "IPv4";
    TCP = 6, "TCP";
    UDP = 17, "UDP";
    DCCP = 33, "DCCP";
    IPV6 = 41, "IPv6";
    ROUTING = 43, "IPv6 routing";
    FRAGMENT = 44, "IPv6 fragment";
    RSVP = 46, "RSVP";
    GRE = 47, "GRE";
    ESP = 50, "ESP";
    AH = 51, "AH";
    MINIMAL_ENCAPSULATION = 55, "minimal encapsulation";
    ICMPV6 = 58, "ICMPv6";
    NO_NEXT_HEADER = 59, "no next header";
    DESTINATION_OPTIONS = 60, "IPv6 destination options";
    EIGRP = 88, "EIGRP";
    OSPF = 89, "OSPF";
    IPIP = 94, "IP within IP";
    ETHERIP = 97, "EtherIP";
    PIM = 103, "PIM";
    VRRP = 112, "VRRP";
    L2TP = 115, "L2TP";
    SCTP = 132, "SCTP";
    MOBILITY = 135, "IPv6 mobility";
    UDP_LITE = 136, "UDP-Lite";
    MPLS = 137, "MPLS in IP";
    HIP = 139, "HIP";
    SHIM6 = 140, "Shim6";
    ETHERNET = 143, "Ethernet";
}

/// What a header says follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum Protocol {
    /// Named by an EtherType, or by a number that means the same.
    EtherType(EtherType),
    /// IPv4 or IPv6: its own version field tells which.
    Ip,
    /// Named by an IP protocol number.
    IpProtocol(IpProtocol),
    /// A whole frame of this link type.
    Frame(LinkType),
    /// An LLC destination service access point (IEEE 802.2) that has no EtherType.
    Llc(u8),
    /// A SNAP protocol of another organization: its OUI in the upper 24 bits, the lower 8 bits of its number below.
    Snap(u32),
    /// A PPP protocol number (RFC 1661) that has no EtherType.
    Ppp(u16),
    /// A BSD address family that is neither IPv4 nor IPv6.
    Family(u16),
    /// An 802.11 frame without readable data: type in the upper four bits, subtype in the lower; bit 7 set when the
    /// body is encrypted.
    Wlan(u8),
    /// The payload of an MPLS label stack that looks neither like IP nor like Ethernet.
    MplsPayload,
    /// A later piece of what the link layer had to split; its protocol stood in the first.
    LinkFragment,
    /// A message of a tunnel's own, which carries no packet.
    TunnelControl,
}

/// `UDP`, `ARP`, `IP protocol 200`, `EtherType 0x1234`, `LLC 0x42`.
impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Protocol::EtherType(ether_type) => match ether_type.name() {
                Some(name) => f.write_str(name),
                None => write!(f, "EtherType {:#06x}", ether_type.0),
            },
            Protocol::Ip => f.write_str("IP"),
            Protocol::IpProtocol(protocol) => match protocol.name() {
                Some(name) => f.write_str(name),
                None => write!(f, "IP protocol {}", protocol.0),
            },
            Protocol::Frame(link_type) => match link_type.name() {
                Some(name) => f.write_str(name),
                None => write!(f, "link type {}", link_type.0),
            },
            Protocol::Llc(access_point) => write!(f, "LLC {access_point:#04x}"),
            Protocol::Snap(number) => write!(f, "SNAP {:06x}:{:02x}", number >> 8, number & 0xff),
            Protocol::Ppp(number) => write!(f, "PPP {number:#06x}"),
            Protocol::Family(number) => write!(f, "address family {number}"),
            Protocol::Wlan(kind) if kind & 0x80 != 0 => f.write_str("802.11 encrypted data"),
            Protocol::Wlan(kind) => write!(f, "802.11 type {} subtype {}", kind >> 4, kind & 0x0f),
            Protocol::MplsPayload => f.write_str("MPLS payload"),
            Protocol::LinkFragment => f.write_str("later link-layer fragment"),
            Protocol::TunnelControl => f.write_str("tunnel control"),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{EtherType, IpProtocol, Protocol};
    use std::string::ToString;

    #[test]
    fn a_known_number_is_told_by_its_word_and_an_unknown_one_by_its_value() {
        let rows = [
            (Protocol::IpProtocol(IpProtocol::UDP), "UDP"),
            (Protocol::IpProtocol(IpProtocol(200)), "IP protocol 200"),
            (Protocol::EtherType(EtherType::ARP), "ARP"),
            (Protocol::EtherType(EtherType(0x1234)), "EtherType 0x1234"),
            (Protocol::Snap(0x0c20), "SNAP 00000c:20"),
            (Protocol::Wlan(0x8a), "802.11 encrypted data"),
        ];
        for (protocol, text) in rows {
            assert_eq!(protocol.to_string(), text);
        }
    }
}
