//! Standard input, kept so that it can be read twice.

use std::io;

use tempfile::NamedTempFile;

use crate::input::Input;

/// An input of which standard input, if it is in it, is read from a copy; the copy goes away in the end.
#[derive(Debug)]
pub(crate) struct Spooled<'a> {
    pub(crate) input: Input<'a>,
    /// Holds the copy while it is needed.
    _copy: Option<NamedTempFile>,
}

impl<'a> Spooled<'a> {
    /// Copies standard input.
    pub(crate) fn new(input: &Input<'a>) -> io::Result<Spooled<'a>> {
        let mut sources = input.sources.clone();
        let mut kept = None;
        if let Some(source) = sources.iter_mut().find(|source| source.is_standard_input()) {
            let mut copy = NamedTempFile::new()?;
            io::copy(&mut input.interrupt.while_reading(io::stdin().lock()), &mut copy)?;
            source.set_copy(copy.path());
            kept = Some(copy);
        }
        Ok(Spooled { input: Input { sources, ..*input }, _copy: kept })
    }
}
