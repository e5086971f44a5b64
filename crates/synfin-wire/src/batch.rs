//! Decoding many frames at a time, so that the memory fetches the later ones while the earlier ones are read.

use crate::decode::{Decoded, decode_to};
use crate::numbers::LinkType;
use core::hint::black_box;

/// Frames in a burst: about as many cache misses as a core can have under way.
const BURST: usize = 16;

/// Where the second cache line of headers is touched: TCP's options lie there.
const SECOND_LINE: usize = 64;

/// A captured frame, and its length on the wire.
pub type Captured<'a> = (&'a [u8], u32);

/// [Decodes](crate::decode::decode) all of `frames`, and tells `tell` of each in its order.
///
/// It pays when the frames come from memory that is in no cache, as from a large buffer just read: the first octets of a
/// whole burst are touched before any frame of it is decoded, and so the misses are waited for together and not one by
/// one. It holds sixteen frames at a time, and allocates nothing.
///
/// ```
/// use synfin_wire::decode::Decoded;
/// use synfin_wire::batch::decode_batch;
/// use synfin_wire::numbers::LinkType;
///
/// let frames: [&[u8]; 3] = [&[0x45; 60], &[], &[0x50; 20]];
/// let mut failed = 0;
/// decode_batch(LinkType::RAW, frames.map(|octets| (octets, octets.len() as u32)), |decoded| {
///     failed += u32::from(matches!(decoded, Decoded::Failed(_)));
/// });
/// assert_eq!(failed, 2);
/// ```
#[inline]
pub fn decode_batch<'a>(
    link_type: LinkType,
    frames: impl IntoIterator<Item = Captured<'a>>,
    mut tell: impl FnMut(Decoded<'a>),
) {
    let mut frames = frames.into_iter();
    loop {
        let mut burst: [Captured<'a>; BURST] = [(&[], 0); BURST];
        let mut count = 0_usize;
        // The sum is of no use, but the loads that make it cannot be left out, and none of them waits for another.
        let mut sum = 0_u8;
        for (place, captured) in burst.iter_mut().zip(frames.by_ref()) {
            sum ^= touch(captured.0);
            *place = captured;
            count = count.wrapping_add(1);
        }
        black_box(sum);
        for &(octets, original_len) in burst.iter().take(count) {
            decode_to(link_type, octets, original_len, &mut tell);
        }
        if count < BURST {
            return;
        }
    }
}

/// Loads an octet of each of the lines that headers lie in.
#[inline]
fn touch(octets: &[u8]) -> u8 {
    match octets {
        [first, ..] => first ^ octets.get(SECOND_LINE).unwrap_or(first),
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{BURST, decode_batch};
    use crate::decode::decode;
    use crate::numbers::LinkType;
    use std::vec::Vec;

    #[test]
    fn a_batch_is_told_frame_by_frame_in_its_order() {
        for count in 0..=3 * BURST {
            let frames: Vec<Vec<u8>> = (0..count).map(|n| std::vec![0x45 + (n % 2) as u8; 3 * n]).collect();
            let frames: Vec<(&[u8], u32)> =
                frames.iter().map(|octets| (octets.as_slice(), octets.len() as u32 + 1)).collect();
            let mut told = Vec::new();
            decode_batch(LinkType::RAW, frames.iter().copied(), |decoded| told.push(decoded));
            let one_by_one: Vec<_> =
                frames.iter().map(|&(octets, length)| decode(LinkType::RAW, octets, length)).collect();
            assert_eq!(told, one_by_one);
        }
    }
}
