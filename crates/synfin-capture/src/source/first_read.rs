//! What a decompressor read first behind a member.

use std::io::{self, BufRead, Read};

/// Octets that a gzip member begins with (RFC 1952, section 2.3.1).
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// An input that remembers with which octets reading began after it was last looked into. A gzip decoder looks whether anything
/// follows a member, and then reads the header of the next.
pub(crate) struct FirstRead<R> {
    read: R,
    first: [u8; MAGIC.len()],
    count: usize,
}

impl<R> FirstRead<R> {
    pub(crate) const fn new(read: R) -> FirstRead<R> {
        FirstRead { read, first: [0; MAGIC.len()], count: 0 }
    }

    /// What it reads from.
    pub(crate) const fn get_ref(&self) -> &R {
        &self.read
    }

    /// Whether what was read could be the beginning of a gzip member, however little it is.
    pub(crate) fn begins_a_member(&self) -> bool {
        self.count > 0 && self.first.iter().zip(MAGIC).take(self.count).all(|(read, magic)| *read == magic)
    }
}

impl<R: Read> Read for FirstRead<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let count = self.read.read(octets)?;
        for (to, from) in self.first.iter_mut().skip(self.count).zip(octets.iter().take(count)) {
            *to = *from;
            self.count += 1;
        }
        Ok(count)
    }
}

impl<R: BufRead> BufRead for FirstRead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.count = 0;
        self.read.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.read.consume(count);
    }
}
