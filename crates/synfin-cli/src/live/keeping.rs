//! What was captured, kept in a file as it comes.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use synfin::capture::record::Record;
use synfin::capture::writer::pcap::PcapWriter;
use synfin::wire::numbers::LinkType;

use crate::progress::Bar;
use crate::standard_output::StandardOutput;

/// The file that every frame goes to, if there is one.
pub(crate) struct Keeping {
    writer: Option<PcapWriter<Box<dyn Write>>>,
    /// Somebody may read it while it is written.
    is_read_meanwhile: bool,
    fault: Option<io::Error>,
}

impl Keeping {
    /// Begins a file of this name, in place of what it was before; `-` is standard output.
    ///
    /// # Errors
    /// There can be no such file.
    pub(crate) fn new(path: Option<&Path>, link_type: LinkType) -> io::Result<Keeping> {
        let mut is_read_meanwhile = false;
        let open = |path: &Path| -> io::Result<PcapWriter<Box<dyn Write>>> {
            if is_standard_output(path) {
                is_read_meanwhile = true;
                return PcapWriter::new(Box::new(StandardOutput::open(&Bar::default())), link_type);
            }
            let file = File::create(path)?;
            is_read_meanwhile = is_pipe(&file.metadata()?);
            PcapWriter::new(Box::new(file), link_type)
        };
        let writer = path.map(open).transpose()?;
        let mut keeping = Keeping { writer, is_read_meanwhile, fault: None };
        keeping.hand_over();
        Ok(keeping)
    }

    /// Lets whoever reads it have all that was kept so far.
    pub(crate) fn hand_over(&mut self) {
        if let Some(writer) = self.writer.as_mut().filter(|_| self.is_read_meanwhile)
            && let Err(error) = writer.flush()
        {
            self.fault = Some(error);
            self.writer = None;
        }
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

/// Whether frames are to go where rows go otherwise.
pub(crate) fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// A pipe that has a name is there to be read while it is written.
#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}
