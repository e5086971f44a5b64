//! TCP options as octets, one function a kind; join them with `concat`.

/// End of option list (kind 0).
pub fn end_of_list() -> Vec<u8> {
    vec![0]
}

/// No operation (kind 1), for padding.
pub fn no_operation() -> Vec<u8> {
    vec![1]
}

/// Any option of the form kind, length, body; the length is right as long as it fits eight bits.
pub fn any(kind: u8, body: &[u8]) -> Vec<u8> {
    let mut octets = vec![kind, (body.len() + 2) as u8];
    octets.extend(body);
    octets
}

/// Maximum segment size (kind 2), in octets of payload (RFC 9293, section 3.7.1).
pub fn mss(octets: u16) -> Vec<u8> {
    any(2, &octets.to_be_bytes())
}

/// Window scale (kind 3; RFC 7323, section 2).
pub fn window_scale(shift: u8) -> Vec<u8> {
    any(3, &[shift])
}

/// SACK permitted (kind 4; RFC 2018, section 2).
pub fn sack_permitted() -> Vec<u8> {
    any(4, &[])
}

/// SACK (kind 5; RFC 2018, section 3): `(left edge, right edge)` of each block.
pub fn sack(blocks: &[(u32, u32)]) -> Vec<u8> {
    let edges: Vec<u8> =
        blocks.iter().flat_map(|(left, right)| [left.to_be_bytes(), right.to_be_bytes()].concat()).collect();
    any(5, &edges)
}

/// Timestamps (kind 8; RFC 7323, section 3).
pub fn timestamps(value: u32, echo_reply: u32) -> Vec<u8> {
    any(8, &[value.to_be_bytes(), echo_reply.to_be_bytes()].concat())
}

/// Timestamps as most stacks send them: two no-operations before, so that the numbers are aligned.
pub fn aligned_timestamps(value: u32, echo_reply: u32) -> Vec<u8> {
    [vec![1, 1], timestamps(value, echo_reply)].concat()
}

/// MD5 signature (kind 19; RFC 2385).
pub fn md5_signature(digest: [u8; 16]) -> Vec<u8> {
    any(19, &digest)
}

/// User timeout (kind 28; RFC 5482): minutes if `minutes`, else seconds; 15 bits.
pub fn user_timeout(minutes: bool, amount: u16) -> Vec<u8> {
    any(28, &(u16::from(minutes) << 15 | amount & 0x7fff).to_be_bytes())
}

/// TCP Authentication Option (kind 29; RFC 5925).
pub fn authentication(key_id: u8, next_key_id: u8, mac: &[u8]) -> Vec<u8> {
    any(29, &[&[key_id, next_key_id], mac].concat())
}

/// Multipath TCP (kind 30; RFC 8684): the subtype's four bits, the four beside them, and the rest.
pub fn multipath(subtype: u8, low_bits: u8, rest: &[u8]) -> Vec<u8> {
    any(30, &[&[subtype << 4 | low_bits & 15], rest].concat())
}

/// Fast Open cookie (kind 34; RFC 7413); an empty one asks for a cookie.
pub fn fast_open(cookie: &[u8]) -> Vec<u8> {
    any(34, cookie)
}

/// A shared experiment (kinds 253 and 254; RFC 6994): its 16-bit identifier and what follows.
pub fn experiment(kind: u8, identifier: u16, rest: &[u8]) -> Vec<u8> {
    any(kind, &[&identifier.to_be_bytes(), rest].concat())
}

/// The five options of a common SYN: MSS, SACK permitted, timestamps, no-operation, window scale. 20 octets.
pub fn usual_syn(mss_octets: u16, shift: u8, value: u32, echo_reply: u32) -> Vec<u8> {
    [mss(mss_octets), sack_permitted(), timestamps(value, echo_reply), no_operation(), window_scale(shift)]
        .concat()
}

#[cfg(test)]
mod tests {
    use crate::forge::option;

    #[test]
    fn a_linux_syn_has_these_twenty_octets() {
        // The options of a SYN that a Linux 6.18 kernel sent.
        let seen = [2, 4, 5, 0xb4, 4, 2, 8, 10, 0x9a, 0xf0, 0xfb, 0x4d, 0, 0, 0, 0, 1, 3, 3, 10];
        assert_eq!(option::usual_syn(1460, 10, 0x9af0_fb4d, 0), seen);
    }

    #[test]
    fn lengths_count_kind_and_length_too() {
        assert_eq!(option::sack(&[(1, 2), (3, 4)])[..2], [5, 18]);
        assert_eq!(option::sack_permitted(), [4, 2]);
        assert_eq!(option::multipath(2, 1, &[0; 4])[..3], [30, 7, 0x21]);
    }
}
