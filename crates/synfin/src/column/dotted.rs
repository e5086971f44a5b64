//! IPv4 addresses in digits.

use core::net::Ipv4Addr;

/// Octets of the longest: `255.255.255.255`, and a place behind the last number.
pub(crate) const LEN: usize = 16;

/// Writes `192.0.2.1`, without the machinery of padding, which costs more than the digits; tells how long it is. What is behind that is
/// no part of it.
#[inline]
pub(crate) fn write(address: Ipv4Addr, place: &mut [u8; LEN]) -> usize {
    let mut len = 0;
    for octet in address.octets() {
        let (digits, digits_len) = NUMBERS[usize::from(octet)];
        // What is behind the point is written over by the next number.
        if let Some(place) = place.get_mut(len..).and_then(<[u8]>::first_chunk_mut) {
            *place = digits;
        }
        len += usize::from(digits_len);
    }
    // The last point is no part of it.
    len - 1
}

/// The same as text, in `place`.
#[inline]
pub(crate) fn text(address: Ipv4Addr, place: &mut [u8; LEN]) -> &str {
    let len = write(address, place);
    place.get(..len).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default()
}

/// The digits of every octet with a point behind, and how long that is.
static NUMBERS: [([u8; 4], u8); 256] = {
    let mut numbers = [([0; 4], 0); 256];
    let mut octet = 0;
    while octet < 256 {
        let [hundreds, tens, ones] = [octet / 100, octet / 10 % 10, octet % 10];
        let [hundreds, tens, ones] = [hundreds as u8 + b'0', tens as u8 + b'0', ones as u8 + b'0'];
        numbers[octet] = match octet {
            0..10 => ([ones, b'.', 0, 0], 2),
            10..100 => ([tens, ones, b'.', 0], 3),
            _ => ([hundreds, tens, ones, b'.'], 4),
        };
        octet += 1;
    }
    numbers
};

#[cfg(test)]
mod tests {
    use super::{LEN, text};
    use core::net::Ipv4Addr;

    #[test]
    fn every_number_stands_at_every_place() {
        for octet in 0..=u8::MAX {
            for address in
                [[octet, 0, 10, 255], [1, octet, 99, 100], [255, 255, octet, 255], [9, 19, 200, octet]]
            {
                let address = Ipv4Addr::from(address);
                assert_eq!(text(address, &mut [0; LEN]), address.to_string());
            }
        }
    }
}
