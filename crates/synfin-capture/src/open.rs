//! Opening a capture file.

use crate::error::{CaptureError, Reason};
use crate::options::ReadOptions;
use crate::reader::Reader;
use std::fs::File;
use std::path::Path;

/// Opens a capture file, compressed or not, under the usual bounds.
///
/// The file is read, never mapped: one that is cut short meanwhile ends in an error, not in a signal.
///
/// ```no_run
/// let mut reader = synfin_capture::open::open("trace.pcapng.gz")?;
/// while let Some(record) = reader.next_record()? {
///     println!("{} {}", record.number, record.time);
/// }
/// # Ok::<(), synfin_capture::error::CaptureError>(())
/// ```
///
/// # Errors
/// The file cannot be opened or read, is a directory, or is not a capture; see [`Reader::new`].
pub fn open(path: impl AsRef<Path>) -> Result<Reader<File>, CaptureError> {
    open_with(path, &ReadOptions::default())
}

/// Opens a capture file under bounds of one's own.
///
/// # Errors
/// As [`open`].
pub fn open_with(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Reader<File>, CaptureError> {
    let file = File::open(path).map_err(|error| CaptureError {
        offset: 0,
        frame: 0,
        reason: Reason::Io(error.kind()),
        is_final: true,
    })?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
    let mut reader = Reader::with_options(file, options)?;
    reader.len_hint = length;
    Ok(reader)
}
