//! What was captured, kept in a file as it comes.

use std::fs::File;
use std::io;
use std::path::Path;

use synfin::capture::record::Record;
use synfin::capture::writer::pcap::PcapWriter;
use synfin::wire::numbers::LinkType;

/// The file that every frame goes to, if there is one.
pub(crate) struct Keeping {
    writer: Option<PcapWriter<File>>,
    fault: Option<io::Error>,
}

impl Keeping {
    /// Begins a file of this name, in place of what it was before.
    ///
    /// # Errors
    /// There can be no such file.
    pub(crate) fn new(path: Option<&Path>, link_type: LinkType) -> io::Result<Keeping> {
        let writer = path.map(|path| PcapWriter::new(File::create(path)?, link_type));
        Ok(Keeping { writer: writer.transpose()?, fault: None })
    }

    /// Keeps a record; the first that cannot be kept is the last that is tried.
    pub(crate) fn keep(&mut self, record: &Record<'_>) {
        let Some(writer) = &mut self.writer else { return };
        if let Err(error) = writer.write(record.time, record.octets, record.original_len) {
            self.fault = Some(error);
            self.writer = None;
        }
    }

    /// Whether a record could not be kept.
    pub(crate) const fn has_failed(&self) -> bool {
        self.fault.is_some()
    }

    /// Writes all that is still in memory.
    ///
    /// # Errors
    /// Something could not be written, now or before.
    pub(crate) fn finish(self) -> io::Result<()> {
        match (self.fault, self.writer) {
            (Some(error), _) => Err(error),
            (None, Some(writer)) => writer.finish().map(drop),
            (None, None) => Ok(()),
        }
    }
}
