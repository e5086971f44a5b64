//! The Internet checksum (RFC 1071), one octet at a time.

use std::net::IpAddr;

/// The Internet checksum of `parts`, taken as one run of octets; an odd last octet counts as a high one.
///
/// The ones' complement of the ones' complement sum: what goes into a header's checksum field when the field
/// was 0 in the octets summed, and 0 when the field was filled rightly.
pub fn internet_checksum(parts: &[&[u8]]) -> u16 {
    let mut sum: u64 = 0;
    let mut high = true;
    for octet in parts.iter().copied().flatten() {
        sum += if high { u64::from(*octet) << 8 } else { u64::from(*octet) };
        high = !high;
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// The pseudo-header over which TCP's checksum runs first (RFC 9293, section 3.1; RFC 8200, section 8.1).
///
/// Addresses of different families make an IPv6 one, the IPv4 address mapped.
pub fn pseudo_header(source: IpAddr, destination: IpAddr, protocol: u8, length: u32) -> Vec<u8> {
    let mut octets = Vec::new();
    if let (IpAddr::V4(source), IpAddr::V4(destination)) = (source, destination) {
        octets.extend(source.octets());
        octets.extend(destination.octets());
        octets.extend([0, protocol]);
        octets.extend((length as u16).to_be_bytes());
    } else {
        octets.extend(mapped(source));
        octets.extend(mapped(destination));
        octets.extend(length.to_be_bytes());
        octets.extend([0, 0, 0, protocol]);
    }
    octets
}

fn mapped(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}

/// The checksum of `segment` (header and payload, its own checksum field 0) sent between these addresses.
pub fn tcp_checksum(source: IpAddr, destination: IpAddr, segment: &[u8]) -> u16 {
    internet_checksum(&[&pseudo_header(source, destination, 6, segment.len() as u32), segment])
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use super::{internet_checksum, pseudo_header, tcp_checksum};

    #[test]
    fn the_sum_is_that_of_rfc_1071() {
        // RFC 1071, section 3: 00 01 f2 03 f4 f5 f6 f7 sums to ddf2.
        assert_eq!(!internet_checksum(&[&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]]), 0xddf2);
    }

    #[test]
    fn parts_sum_like_the_whole_even_when_odd() {
        assert_eq!(internet_checksum(&[&[1], &[2, 3], &[4, 5]]), internet_checksum(&[&[1, 2, 3, 4, 5]]));
        assert_eq!(!internet_checksum(&[&[0xab]]), 0xab00);
    }

    #[test]
    fn an_ipv4_header_that_is_right_sums_to_nothing() {
        // The example header of the Wikipedia article "Internet checksum": its field holds b861.
        let header = [
            0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11, 0x00, 0x00, 0xc0, 0xa8, 0x00, 0x01,
            0xc0, 0xa8, 0x00, 0xc7,
        ];
        assert_eq!(internet_checksum(&[&header]), 0xb861);
    }

    #[test]
    fn the_pseudo_headers_are_those_of_the_rfcs() {
        let four =
            pseudo_header(Ipv4Addr::new(192, 0, 2, 1).into(), Ipv4Addr::new(192, 0, 2, 2).into(), 6, 20);
        assert_eq!(four, [192, 0, 2, 1, 192, 0, 2, 2, 0, 6, 0, 20]);
        let six = pseudo_header(Ipv6Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into(), 6, 0x0001_0002);
        assert_eq!(six.len(), 40);
        assert_eq!(six[32..], [0, 1, 0, 2, 0, 0, 0, 6]);
    }

    #[test]
    fn a_segment_of_a_real_kernel_has_the_sum_we_reckon() {
        // A SYN that a Linux kernel sent from 10.99.0.1 to 10.99.0.2, its checksum field emptied.
        let source = IpAddr::from([10, 99, 0, 1]);
        let destination = IpAddr::from([10, 99, 0, 2]);
        let segment = [
            0x71, 0x4f, 0x23, 0x2f, 0x23, 0x53, 0x90, 0xdc, 0, 0, 0, 0, 0xa0, 0x02, 0xfa, 0xf0, 0, 0, 0, 0,
            0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x9a, 0xf0, 0xfb, 0x4d, 0, 0, 0, 0, 0x01, 0x03,
            0x03, 0x0a,
        ];
        assert_eq!(tcp_checksum(source, destination, &segment), 0x5957);
    }
}
