//! The touch limit: the same fields loaded from places known beforehand, nothing checked that is not needed to load
//! them. No reader of unknown octets can be faster; it is no reader.

use crate::fold::{Header, Options};

/// The fixed header alone.
#[inline]
pub fn header(segment: &[u8]) -> u64 {
    segment.first_chunk().map_or(0, fixed)
}

/// The header, and the options walked by kind with lengths believed.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    let Some(octets) = segment.first_chunk::<20>() else { return 0 };
    let end = usize::from(octets[12] >> 4) * 4;
    let mut options = Options::default();
    let mut rest = segment.get(20..end).unwrap_or_default();
    loop {
        rest = match rest {
            [8, 10, a, b, c, d, e, f, g, h, rest @ ..] => {
                options
                    .timestamps(u32::from_be_bytes([*a, *b, *c, *d]), u32::from_be_bytes([*e, *f, *g, *h]));
                rest
            }
            [1, rest @ ..] => rest,
            [2, 4, a, b, rest @ ..] => {
                options.mss(u16::from_be_bytes([*a, *b]));
                rest
            }
            [3, 3, shift, rest @ ..] => {
                options.window_scale(*shift);
                rest
            }
            [4, 2, rest @ ..] => {
                options.sack_permitted();
                rest
            }
            [5, length, rest @ ..] => {
                let Some((blocks, rest)) = rest.split_at_checked(usize::from(*length) - 2) else { break };
                for block in blocks.as_chunks::<8>().0 {
                    let [a, b, c, d, e, f, g, h] = *block;
                    options.sack(u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
                }
                rest
            }
            _ => break,
        };
    }
    fixed(octets) ^ options.fold()
}

/// The header behind Ethernet and IPv4 without options or IPv6 without extension headers.
#[inline]
pub fn frame(frame: &[u8]) -> u64 {
    header(behind(frame))
}

/// The same with the options.
#[inline]
pub fn frame_options(frame: &[u8]) -> u64 {
    header_options(behind(frame))
}

#[inline]
fn behind(frame: &[u8]) -> &[u8] {
    let start = if frame.get(12) == Some(&0x08) { 34 } else { 54 };
    frame.get(start..).unwrap_or_default()
}

#[inline]
const fn fixed(octets: &[u8; 20]) -> u64 {
    let [a, b, c, d, e, f, g, h, i, j, k, l, _, flags, w, x, ..] = *octets;
    Header {
        source: u16::from_be_bytes([a, b]),
        destination: u16::from_be_bytes([c, d]),
        seq: u32::from_be_bytes([e, f, g, h]),
        ack: u32::from_be_bytes([i, j, k, l]),
        fin: flags & 1 != 0,
        syn: flags & 2 != 0,
        rst: flags & 4 != 0,
        has_ack: flags & 16 != 0,
        window: u16::from_be_bytes([w, x]),
    }
    .fold()
}
