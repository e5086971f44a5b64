//! Standard output without a buffer of its own.

use std::fs::File;
use std::io::{self, Write};

/// Standard output. The standard library's looks for the ends of lines in whatever it is given; what is no terminal has no need of
/// that, and in columns it costs as much as to copy them.
#[derive(Debug)]
pub(crate) enum StandardOutput {
    /// A pipe or a file.
    Plain(File),
    /// A terminal, or what cannot be had otherwise.
    ByLines(io::Stdout),
}

impl StandardOutput {
    pub(crate) fn open() -> StandardOutput {
        plain().map_or_else(|| StandardOutput::ByLines(io::stdout()), StandardOutput::Plain)
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            StandardOutput::Plain(file) => file,
            StandardOutput::ByLines(out) => out,
        }
    }
}

impl Write for StandardOutput {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.inner().write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}

/// A closed one is none: the standard library takes what is written there, and so does [`io::Stdout`] then.
#[cfg(unix)]
fn plain() -> Option<File> {
    use std::io::IsTerminal as _;
    use std::os::fd::AsFd as _;

    let out = io::stdout();
    if out.is_terminal() { None } else { out.as_fd().try_clone_to_owned().ok().map(File::from) }
}

#[cfg(not(unix))]
fn plain() -> Option<File> {
    None
}
