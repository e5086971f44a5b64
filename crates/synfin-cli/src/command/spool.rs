//! Standard input, kept so that it can be read twice.

use std::io::{self, Seek};
use std::path::PathBuf;

use tempfile::NamedTempFile;

use crate::input::{Input, is_standard_input};

/// The input files, with standard input copied to a file of its own that goes away in the end.
#[derive(Debug)]
pub(crate) struct Spooled {
    files: Vec<PathBuf>,
    /// Holds the copy while it is needed.
    _copy: Option<NamedTempFile>,
}

impl Spooled {
    /// Copies standard input, if it is among the files and `wanted`.
    pub(crate) fn new(input: &Input<'_>, wanted: bool) -> io::Result<Spooled> {
        let mut files = input.files.to_vec();
        let Some(place) = files.iter_mut().find(|file| wanted && is_standard_input(file)) else {
            return Ok(Spooled { files, _copy: None });
        };
        let mut copy = NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), &mut copy)?;
        copy.rewind()?;
        *place = copy.path().to_owned();
        Ok(Spooled { files, _copy: Some(copy) })
    }

    /// The input with the copy in its place.
    pub(crate) fn input<'a>(&'a self, input: &Input<'a>) -> Input<'a> {
        Input { files: &self.files, interrupt: input.interrupt }
    }
}
