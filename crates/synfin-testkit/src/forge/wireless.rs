//! 802.11 data frames, bare or after a radiotap header.

use crate::forge::frame::llc_snap;

/// An 802.11 data frame from an access point, with LLC and SNAP; no frame check sequence.
///
/// With `quality_of_service` the header has the two octets of the QoS control field.
pub fn ieee802_11(quality_of_service: bool, ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let mut octets = vec![if quality_of_service { 0x88 } else { 0x08 }, 0x02, 0, 0];
    for last in [1, 2, 3] {
        octets.extend([2, 0, 0, 0, 0, last]);
    }
    octets.extend([0x10, 0]);
    if quality_of_service {
        octets.extend([0, 0]);
    }
    octets.extend(llc_snap(ether_type, payload));
    octets
}

/// `frame` after a radiotap header that holds the flags and rate fields; `with_fcs` says (and sees to it) that
/// four octets of frame check sequence follow.
pub fn radiotap(with_fcs: bool, frame: &[u8]) -> Vec<u8> {
    let mut octets = vec![0, 0, 10, 0, 6, 0, 0, 0, if with_fcs { 0x10 } else { 0 }, 2];
    octets.extend(frame);
    if with_fcs {
        octets.extend([0xde, 0xad, 0xbe, 0xef]);
    }
    octets
}

#[cfg(test)]
mod tests {
    use crate::forge::wireless::{ieee802_11, radiotap};

    #[test]
    fn headers_have_their_published_lengths() {
        assert_eq!(ieee802_11(false, 0x0800, &[]).len(), 24 + 8);
        assert_eq!(ieee802_11(true, 0x0800, &[]).len(), 26 + 8);
        assert_eq!(radiotap(true, &[]).len(), 10 + 4);
    }
}
