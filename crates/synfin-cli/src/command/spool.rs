//! What comes as it is read, kept so that it can be read twice.

use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;

use tempfile::NamedTempFile;

use crate::fault::Faults;
use crate::input::{Input, Stop, unreadable};

/// Octets that are copied at once.
const AT_ONCE: usize = 1 << 16;

/// An input of which standard input and pipes, if they are in it, are read from copies; the copies go away in the end.
#[derive(Debug)]
pub(crate) struct Spooled<'a> {
    pub(crate) input: Input<'a>,
    /// Hold the copies while they are needed.
    copies: Vec<NamedTempFile>,
}

impl<'a> Spooled<'a> {
    /// Copies what comes as it is read to its end, or to Ctrl-C.
    ///
    /// # Errors
    /// It cannot be read, which is noted; or the copy cannot be written.
    pub(crate) fn new(input: &Input<'a>, faults: &mut Faults) -> Result<Spooled<'a>, Stop> {
        let sources = input.sources.clone();
        let mut spooled = Spooled { input: Input { sources, ..*input }, copies: Vec::new() };
        let mut room = vec![0; AT_ONCE];
        for index in 0..spooled.input.sources.len() {
            let source = &mut spooled.input.sources[index];
            if !source.is_standard_input() && !source.is_awaited() {
                continue;
            }
            let Ok(mut awaited) = source.awaited(input.interrupt) else { continue };
            let mut copy = input.interrupt.aside(NamedTempFile::new)?;
            loop {
                match awaited.read(&mut room) {
                    Ok(0) => break,
                    Ok(read) => copy.write_all(&room[..read])?,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        input.note(source, unreadable(&error), faults);
                        return Err(Stop::NothingRead);
                    }
                }
            }
            source.set_copy(copy.path());
            spooled.copies.push(copy);
        }
        Ok(spooled)
    }
}

impl Drop for Spooled<'_> {
    fn drop(&mut self) {
        let gone: Vec<PathBuf> = self.copies.iter().map(|copy| copy.path().to_owned()).collect();
        self.copies.clear();
        self.input.interrupt.forget_aside(|file| gone.iter().any(|gone| gone == file));
    }
}
