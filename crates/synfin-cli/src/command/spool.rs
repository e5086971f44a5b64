//! What comes as it is read, kept so that it can be read twice.

use std::io;

use tempfile::NamedTempFile;

use crate::input::Input;

/// An input of which standard input and pipes, if they are in it, are read from copies; the copies go away in the end.
#[derive(Debug)]
pub(crate) struct Spooled<'a> {
    pub(crate) input: Input<'a>,
    /// Hold the copies while they are needed.
    _copies: Vec<NamedTempFile>,
}

impl<'a> Spooled<'a> {
    /// Copies what comes as it is read to its end, or to Ctrl-C.
    pub(crate) fn new(input: &Input<'a>) -> io::Result<Spooled<'a>> {
        let mut sources = input.sources.clone();
        let mut copies = Vec::new();
        for source in sources.iter_mut().filter(|source| source.is_standard_input() || source.is_awaited()) {
            let Ok(mut awaited) = source.awaited(input.interrupt) else { continue };
            let mut copy = NamedTempFile::new()?;
            io::copy(&mut awaited, &mut copy)?;
            source.set_copy(copy.path());
            copies.push(copy);
        }
        Ok(Spooled { input: Input { sources, ..*input }, _copies: copies })
    }
}
