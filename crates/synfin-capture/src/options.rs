//! The bounds within which a capture is read.

/// Interfaces that one pcapng section may describe; packets on further ones are an error each.
pub const MAX_INTERFACES: usize = 1 << 16;

/// Bounds of reading. The defaults suit every honest capture; a file that exceeds one is refused with an
/// error that names the bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The longest record or pcapng block, in octets: 16 MiB. The one buffer never grows past it.
    pub max_record: u32,
    /// How many times its own size a compressed input may come to: 500. gzip reaches at most 1,032; captures
    /// rarely reach 100. Counted from the 64th MiB that comes out, so that a small file of equal octets
    /// is no bomb.
    pub max_ratio: u32,
    /// How many octets may come out of a compressed input: 1 TiB.
    pub max_total: u64,
    /// The base-2 logarithm of the longest window that a zstd input may ask for: 27, that is 128 MiB, the
    /// default of zstd itself. The decompressor sets that much memory aside.
    pub max_zstd_window_log: u32,
    /// Whether [batches](crate::batch::Batch) also hold what is no record, for who copies a capture: off.
    pub keep_blocks: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            max_record: 16 << 20,
            max_ratio: 500,
            max_total: 1 << 40,
            max_zstd_window_log: 27,
            keep_blocks: false,
        }
    }
}
