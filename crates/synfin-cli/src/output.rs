//! Where the results go.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use synfin::report::look::Look;
use tempfile::NamedTempFile;
use terminal_size::{Width, terminal_size};

use crate::arguments::page::{Color, PageArguments};
use crate::interrupt::Interrupt;
use crate::progress::Bar;
use crate::standard_output::StandardOutput;

/// Octets gathered before they are written.
const BUFFER: usize = 1 << 16;

/// Standard output, or a file that gets its name only when it is whole.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output; what is told of an input that comes while it is read is shown row by row.
    Standard { out: BufWriter<StandardOutput>, is_live: bool },
    /// What is there and is no ordinary file: a device, a named pipe.
    Special(BufWriter<File>),
    /// A file beside the one it will replace.
    Aside(BufWriter<NamedTempFile>, PathBuf),
}

impl Output {
    /// Opens what the arguments name; `is_live`: the input comes while it is read; `bar` gives way to results.
    pub(crate) fn open(
        arguments: &PageArguments,
        is_live: bool,
        interrupt: &Interrupt,
        bar: &Bar,
    ) -> io::Result<Output> {
        let Some(path) = arguments.file() else {
            let out = BufWriter::with_capacity(BUFFER, StandardOutput::open(bar));
            return Ok(Output::Standard { out, is_live });
        };
        // A name that leads elsewhere stays, and its target is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Output::Special(BufWriter::with_capacity(BUFFER, File::create(&path)?)));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file = interrupt.aside(|| aside(folder))?;
        Ok(Output::Aside(BufWriter::with_capacity(BUFFER, file), path))
    }

    /// Flushes; a file takes its name now.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Output::Standard { mut out, .. } => out.flush(),
            Output::Special(mut out) => out.flush(),
            Output::Aside(out, path) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            Output::Standard { out, .. } => out,
            Output::Special(out) => out,
            Output::Aside(out, _) => out,
        }
    }
}

impl Write for Output {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.inner().write(octets)
    }

    fn write_all(&mut self, octets: &[u8]) -> io::Result<()> {
        self.inner().write_all(octets)?;
        // Writers hand over whole rows.
        if matches!(self, Output::Standard { is_live: true, .. }) { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}

/// A file in a folder, which goes away unless it gets a name; for all to read, as far as the umask has it.
fn aside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".synfin-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// How text looks there, and in which language it is: colours where a terminal shows them and the environment does not forbid it, unless the arguments say.
pub(crate) fn look(arguments: &PageArguments) -> Look {
    let to_terminal = arguments.file().is_none() && io::stdout().is_terminal();
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    };
    let of_terminal = || terminal_size().filter(|_| to_terminal).map(|(Width(width), _)| usize::from(width));
    let width = arguments.width.map(usize::from).or_else(of_terminal).unwrap_or(Look::default().width);
    let (language, data_language) = (arguments.language.of_text(), arguments.language.of_data());
    Look { color, width, language, data_language }
}
