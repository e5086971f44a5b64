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

    /// Reads on; the error is the one to report.
    pub(crate) fn fill(&mut self, octets: &mut [u8]) -> Result<usize, Reason> {
        self.read(octets).map_err(|error| Reason::Io(error.kind()))
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        if !self.unread.is_empty() {
            let count = self.unread.len().min(octets.len());
            let rest = self.unread.len() - count;
            octets.iter_mut().zip(self.unread.drain(rest..).rev()).for_each(|(to, from)| *to = from);
            return Ok(count);
        }
        loop {
            match self.read.read(octets) {
                Ok(count) => {
                    // A `Read` that claims more than it was given room for is wrong; it must not break us.
                    let count = count.min(octets.len());
                    self.octets += count as u64;
                    self.is_at_end |= count == 0 && !octets.is_empty();
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failure = Some(error.kind());
                    return Err(error);
                }
            }
        }
    }
}
