//! Recognising a compression format by its first octets.

use crate::error::Codec;

/// The codec whose data begin so.
pub(crate) fn recognise(head: &[u8]) -> Option<Codec> {
    match *head {
        // RFC 1952, section 2.3.1: ID1, ID2, and 8 for deflate, the only method.
        [0x1f, 0x8b, 0x08, ..] => Some(Codec::Gzip),
        // RFC 8878, section 3.1.1; and skippable frames (section 3.1.2), with which parallel compressors begin.
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Codec::Zstd),
        [0x04, 0x22, 0x4d, 0x18, ..] => Some(Codec::Lz4),
        _ => None,
    }
}

/// Whether fewer than four octets could be the start of such data.
pub(crate) fn may_begin(head: &[u8]) -> bool {
    const MAGICS: [&[u8]; 3] = [&[0x1f, 0x8b, 0x08], &[0x28, 0xb5, 0x2f, 0xfd], &[0x04, 0x22, 0x4d, 0x18]];
    MAGICS.iter().any(|magic| magic.starts_with(head))
}
