//! LZ4 frames, one behind another.

use crate::source::input::Input;
use lz4_flex::frame::FrameDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// Reads frame after frame. The crate decodes one at a time, and takes an input that stops in the middle of
/// one for its end: here that is an error.
pub(crate) struct Lz4<R: Read> {
    /// Taken out only while one frame's decoder is exchanged for the next.
    decoder: Option<FrameDecoder<BufReader<Input<R>>>>,
}

impl<R: Read> Lz4<R> {
    pub(crate) fn new(input: BufReader<Input<R>>) -> Lz4<R> {
        Lz4 { decoder: Some(FrameDecoder::new(input)) }
    }

    pub(crate) fn input(&self) -> Option<&Input<R>> {
        self.decoder.as_ref().map(|decoder| decoder.get_ref().get_ref())
    }
}

impl<R: Read> Read for Lz4<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        if octets.is_empty() {
            return Ok(0);
        }
        while let Some(decoder) = &mut self.decoder {
            let count = decoder.read(octets)?;
            if count > 0 {
                return Ok(count);
            }
            let input = decoder.get_mut();
            if input.get_ref().is_at_end {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            // A new decoder, since one used before may fail on a frame with larger blocks.
            self.decoder = self.decoder.take().map(|decoder| FrameDecoder::new(decoder.into_inner()));
        }
        Ok(0)
    }
}
