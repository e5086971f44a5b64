//! A pcap file of Ethernet frames, read through one buffer; packets are lent from the buffer, not copied.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Octets of the buffer at first: it stays in the second-level cache. A longer packet makes it grow.
const BUFFER: usize = 1 << 16;
/// No packet of an honest file is longer.
const LONGEST: usize = 1 << 24;
const FILE_HEADER: usize = 24;
const RECORD_HEADER: usize = 16;
const ETHERNET: u32 = 1;

/// An open capture.
#[derive(Debug)]
pub struct CaptureFile<R> {
    input: R,
    buffer: Vec<u8>,
    /// What is read and not yet lent: `buffer[begin..end]`.
    begin: usize,
    end: usize,
    number: fn([u8; 4]) -> u32,
}

impl CaptureFile<File> {
    /// Opens a file.
    ///
    /// # Errors
    /// Those of [`CaptureFile::new`], and of opening it.
    pub fn open(path: &Path) -> io::Result<CaptureFile<File>> {
        CaptureFile::new(File::open(path)?)
    }
}

impl<R: Read> CaptureFile<R> {
    /// Reads the file's header.
    ///
    /// # Errors
    /// Those of reading, and `InvalidData` for what is not a pcap file of Ethernet frames.
    pub fn new(input: R) -> io::Result<CaptureFile<R>> {
        let mut capture =
            CaptureFile { input, buffer: vec![0; BUFFER], begin: 0, end: 0, number: u32::from_le_bytes };
        let header = capture.take(FILE_HEADER)?.ok_or(ErrorKind::UnexpectedEof)?;
        let (magic, link_type) = (word(header, 0), word(header, 20));
        capture.number = match magic {
            [0xd4, 0xc3, 0xb2, 0xa1] | [0x4d, 0x3c, 0xb2, 0xa1] => u32::from_le_bytes,
            [0xa1, 0xb2, 0xc3, 0xd4] | [0xa1, 0xb2, 0x3c, 0x4d] => u32::from_be_bytes,
            _ => return Err(io::Error::new(ErrorKind::InvalidData, "not a pcap file")),
        };
        if (capture.number)(link_type) != ETHERNET {
            return Err(io::Error::new(ErrorKind::InvalidData, "not a capture of Ethernet frames"));
        }
        Ok(capture)
    }

    /// The next packet's captured octets; none at the end of the file.
    ///
    /// # Errors
    /// Those of reading, `UnexpectedEof` for a file that ends within a packet, `InvalidData` for a packet of more than
    /// 16 MiB.
    #[inline]
    pub fn next_packet(&mut self) -> io::Result<Option<&[u8]>> {
        let Some(header) = self.take(RECORD_HEADER)? else { return Ok(None) };
        let captured = word(header, 8);
        let captured = (self.number)(captured) as usize;
        if captured > LONGEST {
            return Err(io::Error::new(ErrorKind::InvalidData, "a packet of more than 16 MiB"));
        }
        match self.take(captured)? {
            Some(packet) => Ok(Some(packet)),
            None => Err(ErrorKind::UnexpectedEof.into()),
        }
    }

    /// The next octets; none if the file has come to its end.
    #[inline]
    fn take(&mut self, octets: usize) -> io::Result<Option<&[u8]>> {
        if self.end - self.begin < octets && !self.fill(octets)? {
            return Ok(None);
        }
        let begin = self.begin;
        self.begin += octets;
        Ok(self.buffer.get(begin..begin + octets))
    }

    /// Reads until so many octets lie ready; false if there is nothing more.
    #[cold]
    fn fill(&mut self, octets: usize) -> io::Result<bool> {
        self.buffer.copy_within(self.begin..self.end, 0);
        self.end -= self.begin;
        self.begin = 0;
        if self.buffer.len() < octets {
            self.buffer.resize(octets, 0);
        }
        while self.end < octets {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) if self.end == 0 => return Ok(false),
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => self.end += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

/// Four octets of a header at a place within it.
#[inline]
fn word(header: &[u8], offset: usize) -> [u8; 4] {
    header.get(offset..).and_then(|rest| rest.first_chunk().copied()).unwrap_or_default()
}
