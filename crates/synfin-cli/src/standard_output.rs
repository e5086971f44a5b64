//! Standard output without a buffer of its own.

use std::fs::File;
use std::io::{self, Write};

use crate::progress::Bar;

/// Standard output. The standard library's looks for the ends of lines in whatever it is given; what is no terminal has no need of
/// that, and in columns it costs as much as to copy them.
#[derive(Debug)]
pub(crate) struct StandardOutput {
    out: Out,
    /// What gives way to the first octet: not where an ordinary file takes them all.
    bar: Option<Bar>,
}

#[derive(Debug)]
enum Out {
    /// A pipe or a file.
    Plain(File),
    /// A terminal, or what cannot be had otherwise.
    ByLines(io::Stdout),
}

impl StandardOutput {
    /// This process's; `bar` is on standard error meanwhile.
    pub(crate) fn open(bar: &Bar) -> StandardOutput {
        let out = plain().map_or_else(|| Out::ByLines(io::stdout()), Out::Plain);
        let is_file = matches!(&out, Out::Plain(file) if file.metadata().is_ok_and(|data| data.is_file()));
        StandardOutput { out, bar: (!is_file).then(|| bar.clone()) }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Plain(file) => file,
            Out::ByLines(out) => out,
        }
    }
}

impl Write for StandardOutput {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        if let Some(bar) = self.bar.take() {
            bar.give_way();
        }
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
