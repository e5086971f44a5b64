//! A decompressor over the input, and the bounds that a bomb exceeds.

use crate::error::{Codec, Reason};
use crate::options::ReadOptions;
#[cfg(feature = "gzip")]
use crate::source::first_read::FirstRead;
use crate::source::input::Input;
use std::io::{self, BufReader, Read};

/// Octets of compressed input read at once.
const READ_AT_ONCE: usize = 64 << 10;

/// Octets that may come out before the ratio is looked at.
const RATIO_COUNTS_FROM: u64 = 64 << 20;

/// A decompressor; each reads all members or frames that follow one another.
enum Decompressor<R: Read> {
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::bufread::MultiGzDecoder<FirstRead<BufReader<Input<R>>>>>),
    #[cfg(feature = "zstd")]
    Zstd(Box<zstd::stream::read::Decoder<'static, BufReader<Input<R>>>>),
    #[cfg(feature = "lz4")]
    Lz4(Box<crate::source::lz4::Lz4<R>>),
}

/// Decompressed octets, up to the bounds.
pub(crate) struct Decoder<R: Read> {
    codec: Codec,
    decompressor: Decompressor<R>,
    /// Octets that came out.
    octets: u64,
    max_ratio: u32,
    max_total: u64,
}

impl<R: Read> Decoder<R> {
    pub(crate) fn new(codec: Codec, input: Input<R>, options: &ReadOptions) -> Result<Decoder<R>, Reason> {
        let input = BufReader::with_capacity(READ_AT_ONCE, input);
        let decompressor = match codec {
            #[cfg(feature = "gzip")]
            Codec::Gzip => {
                Decompressor::Gzip(Box::new(flate2::bufread::MultiGzDecoder::new(FirstRead::new(input))))
            }
            #[cfg(feature = "zstd")]
            Codec::Zstd => {
                let decoder = zstd::stream::read::Decoder::with_buffer(input)
                    .and_then(|mut decoder| {
                        decoder.window_log_max(options.max_zstd_window_log)?;
                        Ok(decoder)
                    })
                    .map_err(|error| Reason::Io(error.kind()))?;
                Decompressor::Zstd(Box::new(decoder))
            }
            #[cfg(feature = "lz4")]
            Codec::Lz4 => Decompressor::Lz4(Box::new(crate::source::lz4::Lz4::new(input))),
            #[allow(unreachable_patterns, reason = "reached when a feature is off")]
            _ => return Err(Reason::NoDecompressor(codec)),
        };
        let (max_ratio, max_total) = (options.max_ratio, options.max_total);
        Ok(Decoder { codec, decompressor, octets: 0, max_ratio, max_total })
    }

    /// The compressed input.
    pub(crate) fn input(&self) -> Option<&Input<R>> {
        match &self.decompressor {
            #[cfg(feature = "gzip")]
            Decompressor::Gzip(decoder) => Some(decoder.get_ref().get_ref().get_ref()),
            #[cfg(feature = "zstd")]
            Decompressor::Zstd(decoder) => Some(decoder.get_ref().get_ref()),
            #[cfg(feature = "lz4")]
            Decompressor::Lz4(decoder) => decoder.input(),
        }
    }

    /// Decompresses on. What comes out beyond a bound is kept back.
    pub(crate) fn fill(&mut self, octets: &mut [u8]) -> Result<usize, Reason> {
        let result = match &mut self.decompressor {
            #[cfg(feature = "gzip")]
            Decompressor::Gzip(decoder) => decoder.read(octets),
            #[cfg(feature = "zstd")]
            Decompressor::Zstd(decoder) => decoder.read(octets),
            #[cfg(feature = "lz4")]
            Decompressor::Lz4(decoder) => decoder.read(octets),
        };
        let count = result.map_err(|error| self.reason(&error))?;
        self.octets += count as u64;
        if self.octets > self.max_total {
            return Err(Reason::TotalExceeded { max_total: self.max_total });
        }
        let compressed = self.input().map_or(0, Input::octets);
        if self.octets > RATIO_COUNTS_FROM && self.octets / u64::from(self.max_ratio).max(1) > compressed {
            return Err(Reason::RatioExceeded { max_ratio: self.max_ratio });
        }
        Ok(count)
    }

    /// Whether a gzip member is over, and what follows it has not been read as the header of another; nor does it begin as one and
    /// end too early, where the input ends.
    fn is_behind_a_member(&self, error: &io::Error) -> bool {
        match &self.decompressor {
            #[cfg(feature = "gzip")]
            Decompressor::Gzip(decoder) => {
                let is_cut_off =
                    error.kind() == io::ErrorKind::UnexpectedEof && decoder.get_ref().begins_a_member();
                self.octets > 0 && decoder.header().is_none() && !is_cut_off
            }
            #[allow(unreachable_patterns, reason = "reached when a feature is on")]
            _ => false,
        }
    }

    /// Whose error it is: the input's, or what the decompressor thinks of its octets.
    fn reason(&self, error: &io::Error) -> Reason {
        let input = self.input();
        match input.and_then(|input| input.failure) {
            Some(kind) => Reason::Io(kind),
            None if self.is_behind_a_member(error) => Reason::BehindCompression(self.codec),
            None if error.kind() == io::ErrorKind::UnexpectedEof => Reason::CompressionTruncated(self.codec),
            None => Reason::BadCompression(self.codec),
        }
    }
}
