//! Where the octets come from: the input itself, or a decompressor over it.

pub(crate) mod codec;
#[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
pub(crate) mod decoder;
pub(crate) mod input;
#[cfg(feature = "lz4")]
pub(crate) mod lz4;
pub(crate) mod stream;
