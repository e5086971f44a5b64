//! The stream of a capture's octets, decompressed where need be.

use crate::buffer::Buffer;
use crate::error::Reason;
use crate::options::ReadOptions;
use crate::source::codec;
#[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
use crate::source::decoder::Decoder;
use crate::source::input::Input;
use std::io::Read;

/// Octets by which a stream tells what it is.
const MAGIC_LEN: usize = 4;

/// The input as it is, or what a decompressor makes of it.
pub(crate) enum Stream<R: Read> {
    Plain(Input<R>),
    #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
    Compressed(Decoder<R>),
}

impl<R: Read> Stream<R> {
    /// Reads the first octets into `buffer`; if they show that the input is compressed, puts them back and
    /// decompresses.
    pub(crate) fn new(read: R, buffer: &mut Buffer, options: &ReadOptions) -> Result<Stream<R>, Reason> {
        let mut input = Input::new(read);
        while buffer.unused().len() < MAGIC_LEN {
            if buffer.fill(|octets| input.fill(octets))? == 0 {
                break;
            }
        }
        let Some(codec) = codec::recognise(buffer.unused()) else { return Ok(Stream::Plain(input)) };
        #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
        {
            input.put_back(buffer.unread());
            Decoder::new(codec, input, options).map(Stream::Compressed)
        }
        #[cfg(not(any(feature = "gzip", feature = "zstd", feature = "lz4")))]
        {
            let _no_bounds_without_a_decompressor = options;
            Err(Reason::NoDecompressor(codec))
        }
    }

    /// Reads on; 0 is the end.
    pub(crate) fn fill(&mut self, octets: &mut [u8]) -> Result<usize, Reason> {
        match self {
            Stream::Plain(input) => input.fill(octets),
            #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
            Stream::Compressed(decoder) => decoder.fill(octets),
        }
    }

    /// Octets taken from the input so far, before decompression.
    pub(crate) fn octets_read(&self) -> u64 {
        match self {
            Stream::Plain(input) => input.octets(),
            #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
            Stream::Compressed(decoder) => decoder.input().map_or(0, Input::octets),
        }
    }
}
