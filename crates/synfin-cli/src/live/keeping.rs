//! What was captured, kept in a file as it comes.

use std::fs::File;
use std::io;
use std::path::Path;

use synfin::capture::record::Record;
use synfin::capture::writer::pcap::PcapWriter;
use synfin::wire::numbers::LinkType;

/// The file that every frame goes to, if there is one.
pub(crate) struct Keeping(Option<PcapWriter<File>>);

impl Keeping {
    /// Begins a file of this name, in place of what it was before.
    pub(crate) fn new(path: Option<&Path>, link_type: LinkType) -> io::Result<Keeping> {
        let writer = path.map(|path| PcapWriter::new(File::create(path)?, link_type));
        Ok(Keeping(writer.transpose()?))
    }

    pub(crate) fn keep(&mut self, record: &Record<'_>) -> io::Result<()> {
        match &mut self.0 {
            Some(writer) => writer.write(record.time, record.octets, record.original_len),
            None => Ok(()),
        }
    }

    /// Writes all that is still in memory.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.0.map_or(Ok(()), |writer| writer.finish().map(drop))
    }
}
