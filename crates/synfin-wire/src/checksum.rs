//! The Internet checksum (RFC 1071) and TCP's use of it (RFC 9293, section 3.1).

use core::fmt;
use core::net::IpAddr;

/// What the checksum of a segment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum ChecksumStatus {
    /// It is right.
    Good,
    /// It is wrong.
    Bad {
        /// What it should be.
        expected: u16,
    },
    /// It tells nothing.
    Unverified(Unverified),
}

/// Why a checksum tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Unverified {
    /// Not all octets of the segment were captured.
    Truncated,
    /// The packet is a fragment: the rest of the segment came in others.
    Fragment,
    /// The field holds the sum of the pseudo-header alone: the capture was made before the network card completed
    /// it.
    Offloaded,
    /// The field is zero, and zero is wrong: left to the network card by a system that starts from zero.
    Zero,
}

impl ChecksumStatus {
    /// `good`, `bad` or `unverified`.
    pub const fn name(self) -> &'static str {
        match self {
            ChecksumStatus::Good => "good",
            ChecksumStatus::Bad { .. } => "bad",
            ChecksumStatus::Unverified(_) => "unverified",
        }
    }

    /// What the checksum in `segment` tells: `segment` holds the captured octets from the source port on, out of
    /// `length` that the IP header declares. [`Unverified::Fragment`] is for the caller to say, who sees the packet.
    ///
    /// ```
    /// use core::net::IpAddr;
    /// use synfin_wire::checksum::{ChecksumStatus, Unverified, tcp_checksum};
    ///
    /// let (source, destination) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
    /// let mut segment = [0; 20];
    /// segment[12] = 0x50;
    /// let right = tcp_checksum(source, destination, &segment);
    /// segment[16..18].copy_from_slice(&right.to_be_bytes());
    /// assert_eq!(ChecksumStatus::of(source, destination, &segment, 20), ChecksumStatus::Good);
    ///
    /// segment[15] = 1;
    /// let expected = right - 1;
    /// assert_eq!(ChecksumStatus::of(source, destination, &segment, 20), ChecksumStatus::Bad { expected });
    /// ```
    pub fn of(source: IpAddr, destination: IpAddr, segment: &[u8], length: u32) -> ChecksumStatus {
        let segment = segment.get(..length as usize).unwrap_or_default();
        let Some(field) = checksum_field(segment) else {
            return ChecksumStatus::Unverified(Unverified::Truncated);
        };
        let pseudo_header = pseudo_header_sum(source, destination, length);
        let total = add(pseudo_header, sum(segment));
        if total == u16::MAX {
            return ChecksumStatus::Good;
        }
        not_good(field, total, pseudo_header, pseudo_header_sum(source, destination, 0))
    }
}

#[cold]
fn not_good(field: u16, total: u16, pseudo_header: u16, without_length: u16) -> ChecksumStatus {
    // With segmentation left to the card, its driver wants the sum without the length, which it will change.
    if field == pseudo_header || field == without_length {
        return ChecksumStatus::Unverified(Unverified::Offloaded);
    }
    if field == 0 {
        return ChecksumStatus::Unverified(Unverified::Zero);
    }
    ChecksumStatus::Bad { expected: !add(total, !field) }
}

impl Unverified {
    /// The reason in a word: `truncated`, `fragment`, `offloaded`, `zero`.
    pub const fn name(self) -> &'static str {
        match self {
            Unverified::Truncated => "truncated",
            Unverified::Fragment => "fragment",
            Unverified::Offloaded => "offloaded",
            Unverified::Zero => "zero",
        }
    }
}

/// `good`; `bad, expected 0x1234`; `unverified, truncated`
impl fmt::Display for ChecksumStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            ChecksumStatus::Good => Ok(()),
            ChecksumStatus::Bad { expected } => write!(f, ", expected {expected:#06x}"),
            ChecksumStatus::Unverified(why) => write!(f, ", {}", why.name()),
        }
    }
}

/// The sum of `octets` as 16-bit words in ones' complement (RFC 1071, section 1), an odd one at the end padded with
/// zero. Not complemented: an IPv4 header with a right checksum sums to `0xffff`.
///
/// Sums of parts that start at even offsets can be [`add`]ed.
#[inline]
pub fn sum(octets: &[u8]) -> u16 {
    // RFC 1071, section 2: words may be summed in any byte order and any width, if the carries are added at the end.
    // Four octets at a time into 64 bits: no carry is lost below 16 GiB, and the compiler makes vectors of it.
    let (words, rest) = octets.as_chunks::<4>();
    let mut last = [0; 4];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let total = words.iter().fold(u64::from(u32::from_ne_bytes(last)), |total, word| {
        total.wrapping_add(u64::from(u32::from_ne_bytes(*word)))
    });
    u16::from_be(fold(total))
}

/// The ones' complement sum of two sums.
#[inline]
pub const fn add(one: u16, other: u16) -> u16 {
    let (sum, carry) = one.overflowing_add(other);
    // Two numbers of sixteen bits leave room for the carry.
    sum.wrapping_add(carry as u16)
}

#[inline]
const fn fold(total: u64) -> u16 {
    // 64 bits to 33, to 32, to 17, to 16: each step adds the high part to the low one.
    let total = (total >> 32).wrapping_add(total & 0xffff_ffff);
    let total = ((total >> 32) as u32).wrapping_add(total as u32);
    let total = (total >> 16).wrapping_add(total & 0xffff);
    ((total >> 16) as u16).wrapping_add(total as u16)
}

/// The sum of TCP's pseudo-header for IPv4 (RFC 9293, section 3.1) or IPv6 (RFC 8200, section 8.1): addresses,
/// protocol 6, and `length` of the segment in octets.
#[inline]
pub fn pseudo_header_sum(source: IpAddr, destination: IpAddr, length: u32) -> u16 {
    const PROTOCOL: u16 = 6;
    let addresses = add(address_sum(source), address_sum(destination));
    let length = add((length >> 16) as u16, length as u16);
    add(addresses, add(length, PROTOCOL))
}

#[inline]
fn address_sum(address: IpAddr) -> u16 {
    match address {
        IpAddr::V4(address) => sum(&address.octets()),
        IpAddr::V6(address) => sum(&address.octets()),
    }
}

#[inline]
fn checksum_field(segment: &[u8]) -> Option<u16> {
    segment.get(16..18)?.try_into().ok().map(u16::from_be_bytes)
}

/// The checksum that belongs into a whole `segment`, header and payload; what stands in its checksum field does
/// not count.
pub fn tcp_checksum(source: IpAddr, destination: IpAddr, segment: &[u8]) -> u16 {
    let field = checksum_field(segment).unwrap_or(0);
    let total = add(pseudo_header_sum(source, destination, segment.len() as u32), sum(segment));
    !add(total, !field)
}

/// Whether the checksum of an IPv4 header, options included, is right (RFC 791, section 3.1).
///
/// ```
/// let header = [
///     0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0xb8, 0x61, 192, 168, 0, 1, 192, 168, 0, 199,
/// ];
/// assert!(synfin_wire::checksum::ipv4_header_is_good(&header));
/// assert_eq!(synfin_wire::checksum::ipv4_header_checksum(&header), 0xb861);
/// ```
#[inline]
pub fn ipv4_header_is_good(header: &[u8]) -> bool {
    sum(header) == u16::MAX
}

/// The checksum that belongs into an IPv4 header; what stands in its checksum field does not count.
pub fn ipv4_header_checksum(header: &[u8]) -> u16 {
    let field = match *header {
        [_, _, _, _, _, _, _, _, _, _, a, b, ..] => u16::from_be_bytes([a, b]),
        _ => 0,
    };
    !add(sum(header), !field)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{ChecksumStatus, Unverified, add, pseudo_header_sum, sum, tcp_checksum};
    use core::net::IpAddr;

    const V4: (IpAddr, IpAddr) = (
        IpAddr::V4(core::net::Ipv4Addr::new(192, 0, 2, 1)),
        IpAddr::V4(core::net::Ipv4Addr::new(192, 0, 2, 2)),
    );

    /// Two octets at a time, as the RFC's C program does.
    fn slow_sum(octets: &[u8]) -> u16 {
        let mut total = 0u32;
        for word in octets.chunks(2) {
            total += u32::from(word[0]) << 8 | word.get(1).map_or(0, |&low| u32::from(low));
            total = (total & 0xffff) + (total >> 16);
        }
        total as u16
    }

    #[test]
    fn the_sum_is_that_of_the_rfcs_example() {
        // RFC 1071, section 3.
        assert_eq!(sum(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]), 0xddf2);
    }

    #[test]
    fn the_fast_sum_is_the_slow_one_at_every_length() {
        let mut octets = [0u8; 300];
        let mut state = 1u32;
        for octet in &mut octets {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *octet = (state >> 24) as u8;
        }
        for end in 0..=octets.len() {
            assert_eq!(sum(&octets[..end]), slow_sum(&octets[..end]), "{end}");
        }
        let longest = std::vec![0xff; 65_535];
        assert_eq!(sum(&longest), slow_sum(&longest));
    }

    #[test]
    fn what_the_card_was_to_complete_is_not_bad() {
        let mut segment = [0u8; 32];
        segment[12] = 0x50;
        for length in [32, 0] {
            segment[16..18].copy_from_slice(&pseudo_header_sum(V4.0, V4.1, length).to_be_bytes());
            let status = ChecksumStatus::of(V4.0, V4.1, &segment, 32);
            assert_eq!(status, ChecksumStatus::Unverified(Unverified::Offloaded));
        }
        segment[16..18].fill(0);
        let status = ChecksumStatus::of(V4.0, V4.1, &segment, 32);
        assert_eq!(status, ChecksumStatus::Unverified(Unverified::Zero));
    }

    #[test]
    fn a_cut_segment_is_neither_good_nor_bad() {
        let status = ChecksumStatus::of(V4.0, V4.1, &[0; 20], 21);
        assert_eq!(status, ChecksumStatus::Unverified(Unverified::Truncated));
        let status = ChecksumStatus::of(V4.0, V4.1, &[0; 17], 17);
        assert_eq!(status, ChecksumStatus::Unverified(Unverified::Truncated));
    }

    #[test]
    fn one_flipped_bit_is_bad_and_the_expected_value_mends_it() {
        let (source, destination) =
            (IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]), IpAddr::from([9u16; 8]));
        let mut segment = [0x5a; 61];
        let right = tcp_checksum(source, destination, &segment);
        segment[16..18].copy_from_slice(&right.to_be_bytes());
        assert_eq!(ChecksumStatus::of(source, destination, &segment, 61), ChecksumStatus::Good);
        for bit in 0..61 * 8 {
            let mut segment = segment;
            segment[bit / 8] ^= 1 << (bit % 8);
            let ChecksumStatus::Bad { expected } = ChecksumStatus::of(source, destination, &segment, 61)
            else {
                panic!("bit {bit} was flipped")
            };
            segment[16..18].copy_from_slice(&expected.to_be_bytes());
            assert_eq!(ChecksumStatus::of(source, destination, &segment, 61), ChecksumStatus::Good);
        }
    }

    #[test]
    fn the_carry_goes_round() {
        assert_eq!(add(0xffff, 0xffff), 0xffff);
        assert_eq!(add(0xffff, 1), 1);
    }
}
