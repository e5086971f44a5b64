//! Link-layer headers, each a function from what it carries to a frame.

/// The EtherType of IPv4.
pub const IPV4: u16 = 0x0800;
/// The EtherType of IPv6.
pub const IPV6: u16 = 0x86dd;
/// The EtherType of an 802.1Q tag.
pub const VLAN: u16 = 0x8100;
/// The EtherType of an 802.1ad service tag.
pub const SERVICE_VLAN: u16 = 0x88a8;
/// The EtherType of MPLS unicast.
pub const MPLS: u16 = 0x8847;
/// The EtherType of a PPPoE session.
pub const PPPOE_SESSION: u16 = 0x8864;

/// Link types by number (the LINKTYPE registry of tcpdump.org).
pub mod link_type {
    /// BSD loopback, address family in the byte order of the capturing host.
    pub const NULL: u16 = 0;
    /// Ethernet.
    pub const ETHERNET: u16 = 1;
    /// PPP, with or without HDLC-like framing.
    pub const PPP: u16 = 9;
    /// FDDI.
    pub const FDDI: u16 = 10;
    /// A bare IP packet.
    pub const RAW: u16 = 101;
    /// Cisco HDLC.
    pub const C_HDLC: u16 = 104;
    /// 802.11.
    pub const IEEE802_11: u16 = 105;
    /// OpenBSD loopback, address family in network byte order.
    pub const LOOP: u16 = 108;
    /// Linux "cooked" capture.
    pub const LINUX_SLL: u16 = 113;
    /// 802.11 after a radiotap header.
    pub const IEEE802_11_RADIOTAP: u16 = 127;
    /// A bare IPv4 packet.
    pub const IPV4: u16 = 228;
    /// A bare IPv6 packet.
    pub const IPV6: u16 = 229;
    /// Linux netfilter log.
    pub const NFLOG: u16 = 239;
    /// IP over InfiniBand.
    pub const IPOIB: u16 = 242;
    /// Linux "cooked" capture, version 2.
    pub const LINUX_SLL2: u16 = 276;
}

/// An Ethernet II frame between two locally administered addresses; not padded.
pub fn ethernet(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    ethernet_between([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2], ether_type, payload)
}

/// An Ethernet II frame; not padded.
pub fn ethernet_between(source: [u8; 6], destination: [u8; 6], ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&destination[..], &source, &ether_type.to_be_bytes(), payload].concat()
}

/// What follows the EtherType of a tag: the tag's control field, the EtherType of what it carries, and that.
///
/// `control` is priority (3 bits), drop eligible (1) and VLAN identifier (12).
pub fn vlan(control: u16, ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&control.to_be_bytes()[..], &ether_type.to_be_bytes(), payload].concat()
}

/// What follows the MPLS EtherType: a stack of labels, the last one marked as the bottom, and the packet.
pub fn mpls(labels: &[u32], packet: &[u8]) -> Vec<u8> {
    let mut octets = Vec::new();
    for (place, label) in labels.iter().enumerate() {
        let bottom = u32::from(place + 1 == labels.len());
        octets.extend((label << 12 | bottom << 8 | 64).to_be_bytes());
    }
    octets.extend(packet);
    octets
}

/// An 802.3 frame with an LLC and SNAP header.
pub fn ethernet_snap(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let body = llc_snap(ether_type, payload);
    ethernet(body.len() as u16, &body)
}

/// An LLC header for SNAP with the EtherType of what it carries (RFC 1042).
pub fn llc_snap(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&[0xaa, 0xaa, 3, 0, 0, 0][..], &ether_type.to_be_bytes(), payload].concat()
}

/// BSD loopback: the address family, little-endian or big.
pub fn null(family: u32, big_endian: bool, packet: &[u8]) -> Vec<u8> {
    let family = if big_endian { family.to_be_bytes() } else { family.to_le_bytes() };
    [&family[..], packet].concat()
}

/// Linux cooked capture: an incoming packet on an Ethernet-like device.
pub fn linux_sll(protocol: u16, payload: &[u8]) -> Vec<u8> {
    [&[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0][..], &protocol.to_be_bytes(), payload].concat()
}

/// Linux cooked capture, version 2: an incoming packet on interface 2.
pub fn linux_sll2(protocol: u16, payload: &[u8]) -> Vec<u8> {
    let rest = [0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0];
    [&protocol.to_be_bytes()[..], &rest, payload].concat()
}

/// The PPP protocol number of a packet with this EtherType; 0 for one that PPP has no number for here.
pub const fn ppp_protocol(ether_type: u16) -> u16 {
    match ether_type {
        IPV4 => 0x0021,
        IPV6 => 0x0057,
        MPLS => 0x0281,
        _ => 0,
    }
}

/// PPP with HDLC-like framing (RFC 1662).
pub fn ppp(protocol: u16, payload: &[u8]) -> Vec<u8> {
    [&[0xff, 3][..], &protocol.to_be_bytes(), payload].concat()
}

/// What follows the EtherType of a PPPoE session (RFC 2516).
pub fn pppoe(session: u16, protocol: u16, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() + 2) as u16;
    [&[0x11, 0][..], &session.to_be_bytes(), &length.to_be_bytes(), &protocol.to_be_bytes(), payload].concat()
}

/// Cisco HDLC, unicast.
pub fn cisco_hdlc(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&[0x0f, 0][..], &ether_type.to_be_bytes(), payload].concat()
}

/// FDDI: an asynchronous LLC frame.
pub fn fddi(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&[0x50, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1][..], &llc_snap(ether_type, payload)].concat()
}

/// IP over InfiniBand, after the 40 octets that a capture puts where the global routing header was.
pub fn infiniband(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&[0; 40][..], &ether_type.to_be_bytes(), &[0, 0], payload].concat()
}

/// Linux netfilter log: a packet of this address family (2 or 10) after two other attributes.
pub fn netfilter_log(family: u8, packet: &[u8]) -> Vec<u8> {
    let attribute = |kind: u16, body: &[u8]| {
        let length = body.len() as u16 + 4;
        let mut octets = [&length.to_le_bytes()[..], &kind.to_le_bytes(), body].concat();
        octets.resize(octets.len().next_multiple_of(4), 0);
        octets
    };
    let mut octets = vec![family, 0, 0, 42];
    octets.extend(attribute(1, &[8, 0, 1, 0]));
    octets.extend(attribute(10, b"log:\0"));
    octets.extend(attribute(9, packet));
    octets
}

#[cfg(test)]
mod tests {
    use crate::forge::frame;

    #[test]
    fn headers_have_their_published_lengths() {
        let lengths = [
            frame::ethernet(frame::IPV4, &[]).len(),
            frame::vlan(7, frame::IPV4, &[]).len(),
            frame::ethernet_snap(frame::IPV4, &[]).len(),
            frame::linux_sll(frame::IPV4, &[]).len(),
            frame::linux_sll2(frame::IPV4, &[]).len(),
            frame::ppp(0x21, &[]).len(),
            frame::pppoe(1, 0x21, &[]).len(),
            frame::cisco_hdlc(frame::IPV4, &[]).len(),
            frame::fddi(frame::IPV4, &[]).len(),
            frame::infiniband(frame::IPV4, &[]).len(),
        ];
        assert_eq!(lengths, [14, 4, 22, 16, 20, 4, 8, 4, 21, 44]);
    }

    #[test]
    fn only_the_last_label_is_the_bottom() {
        let stack = frame::mpls(&[16, 17], &[]);
        assert_eq!(stack, [0, 1, 0, 64, 0, 1, 0x11, 64]);
    }
}
