//! Where the octets come from: the input itself, or a decompressor over it.

pub(crate) mod codec;
#[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
pub(crate) mod decoder;
#[cfg(feature = "gzip")]
pub(crate) mod first_read;
pub(crate) mod input;
#[cfg(feature = "lz4")]
pub(crate) mod lz4;
pub(crate) mod stream;
