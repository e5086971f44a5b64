//! The outermost input: counts its octets and remembers how it ended.

use crate::error::Reason;
use std::io::{self, Read};

/// An input whose first octets may be put back.
pub(crate) struct Input<R> {
    read: R,
    /// Octets read already and put back, in reverse.
    unread: Vec<u8>,
    octets: u64,
    /// The error with which reading failed, before a decompressor wrapped it in one of its own.
    pub(crate) failure: Option<io::ErrorKind>,
    /// Whether more octets were asked for than there are.
    pub(crate) is_at_end: bool,
}

impl<R: Read> Input<R> {
    pub(crate) fn new(read: R) -> Input<R> {
        Input { read, unread: Vec::new(), octets: 0, failure: None, is_at_end: false }
    }

    /// Puts octets back, to be read again first.
    #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
    pub(crate) fn put_back(&mut self, mut octets: Vec<u8>) {
        octets.reverse();
        self.unread.append(&mut octets);
    }

    /// Octets that were taken from the input so far.
    pub(crate) fn octets(&self) -> u64 {
        self.octets
    }

    /// Reads once; the error is the one to report.
    pub(crate) fn fill(&mut self, octets: &mut [u8]) -> Result<usize, Reason> {
        self.read_once(octets).map_err(Reason::Io)
    }

    fn read_once(&mut self, octets: &mut [u8]) -> Result<usize, io::ErrorKind> {
        if let Some(kind) = self.failure {
            return Err(kind);
        }
        loop {
            match self.read.read(octets) {
                Ok(count) => {
                    // A `Read` that claims more than it was given room for is wrong; it must not break us.
                    let count = count.min(octets.len());
                    self.octets += count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failure = Some(error.kind());
                    return Err(error.kind());
                }
            }
        }
    }
}

/// For decompressors: reads until the room is filled, so that where a damaged input shows its damage does
/// not depend on the pieces in which it comes.
impl<R: Read> Read for Input<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let count = self.unread.len().min(octets.len());
        let rest = self.unread.len() - count;
        octets.iter_mut().zip(self.unread.drain(rest..).rev()).for_each(|(to, from)| *to = from);
        let mut filled = count;
        while filled < octets.len() {
            match self.read_once(&mut octets[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                // It comes again at the next call.
                Err(_) if filled > 0 => break,
                Err(kind) => return Err(kind.into()),
            }
        }
        self.is_at_end |= filled == 0 && !octets.is_empty();
        Ok(filled)
    }
}
