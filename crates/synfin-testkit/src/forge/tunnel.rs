//! Headers that carry a packet or a frame inside another packet.

/// The UDP port of VXLAN (RFC 7348).
pub const VXLAN_PORT: u16 = 4789;
/// The UDP port of Geneve (RFC 8926).
pub const GENEVE_PORT: u16 = 6081;
/// The UDP port of GTP-U (3GPP TS 29.281).
pub const GTP_U_PORT: u16 = 2152;
/// The UDP port of Teredo (RFC 4380).
pub const TEREDO_PORT: u16 = 3544;

/// IPv4 in something, as an IP protocol number.
pub const IPV4_PROTOCOL: u8 = 4;
/// UDP, as an IP protocol number.
pub const UDP_PROTOCOL: u8 = 17;
/// IPv6 in something, as an IP protocol number.
pub const IPV6_PROTOCOL: u8 = 41;
/// GRE, as an IP protocol number.
pub const GRE_PROTOCOL: u8 = 47;

/// A UDP datagram with no checksum (legal over IPv4).
pub fn udp(source_port: u16, destination_port: u16, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() + 8) as u16;
    [&source_port.to_be_bytes()[..], &destination_port.to_be_bytes(), &length.to_be_bytes(), &[0, 0], payload]
        .concat()
}

/// A GRE header (RFC 2784, RFC 2890) with what is asked for: checksum field (left 0), key, sequence number.
pub fn gre(
    checksum: bool,
    key: Option<u32>,
    sequence: Option<u32>,
    ether_type: u16,
    payload: &[u8],
) -> Vec<u8> {
    let present = |bit: u8, is: bool| if is { 1 << bit } else { 0_u8 };
    let mut octets =
        vec![present(7, checksum) | present(5, key.is_some()) | present(4, sequence.is_some()), 0];
    octets.extend(ether_type.to_be_bytes());
    if checksum {
        octets.extend([0; 4]);
    }
    for word in [key, sequence].into_iter().flatten() {
        octets.extend(word.to_be_bytes());
    }
    octets.extend(payload);
    octets
}

/// GRE with an ERSPAN type II header (session 100) around an Ethernet frame.
pub fn erspan(sequence: u32, frame: &[u8]) -> Vec<u8> {
    let header = [0x10, 0, 0x08, 100, 0, 0, 0, 1];
    gre(false, None, Some(sequence), 0x88be, &[&header[..], frame].concat())
}

/// A VXLAN header before an Ethernet frame; goes into a UDP datagram to [`VXLAN_PORT`].
pub fn vxlan(network: u32, frame: &[u8]) -> Vec<u8> {
    [&[8, 0, 0, 0][..], &(network << 8).to_be_bytes(), frame].concat()
}

/// A Geneve header without options; goes into a UDP datagram to [`GENEVE_PORT`].
pub fn geneve(network: u32, ether_type: u16, payload: &[u8]) -> Vec<u8> {
    [&[0, 0][..], &ether_type.to_be_bytes(), &(network << 8).to_be_bytes(), payload].concat()
}

/// A GTP-U header for a user packet; goes into a UDP datagram to [`GTP_U_PORT`].
pub fn gtp_u(tunnel: u32, packet: &[u8]) -> Vec<u8> {
    let length = packet.len() as u16;
    [&[0x30, 0xff][..], &length.to_be_bytes(), &tunnel.to_be_bytes(), packet].concat()
}

#[cfg(test)]
mod tests {
    use crate::forge::tunnel;

    #[test]
    fn headers_have_their_published_lengths() {
        assert_eq!(tunnel::udp(1, 2, &[]), [0, 1, 0, 2, 0, 8, 0, 0]);
        assert_eq!(tunnel::gre(false, None, None, 0x0800, &[]), [0, 0, 8, 0]);
        assert_eq!(tunnel::gre(true, Some(1), Some(2), 0x6558, &[]).len(), 16);
        assert_eq!(tunnel::erspan(1, &[]).len(), 16);
        assert_eq!(tunnel::vxlan(42, &[]), [8, 0, 0, 0, 0, 0, 42, 0]);
        assert_eq!(tunnel::geneve(1, 0x6558, &[]).len(), 8);
        assert_eq!(tunnel::gtp_u(1, &[0; 20])[..4], [0x30, 0xff, 0, 20]);
    }
}
