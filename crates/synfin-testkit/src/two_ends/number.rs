//! Sequence numbers wrap: which of two comes first is a question of distance (RFC 9293, section 3.4).

/// The signed distance from `from` to `to`.
pub(crate) const fn distance(from: u32, to: u32) -> i32 {
    to.wrapping_sub(from) as i32
}

/// Whether `number` lies after `from` and not after `to`.
pub(crate) const fn within(from: u32, number: u32, to: u32) -> bool {
    distance(from, number) > 0 && distance(number, to) >= 0
}
