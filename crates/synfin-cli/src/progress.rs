//! A progress bar on standard error: only where a terminal shows it, and only for files that take a while.

use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use synfin::report::text::safe::Safe;

/// Files below this many octets are read before a bar could be looked at.
const LONG: u64 = 64 << 20;

/// Frames between two looks at the place in the file.
const FRAMES: u64 = 1 << 14;

/// How far the reading of one file is.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    /// Since the last look.
    frames: u64,
}

impl Progress {
    /// For a file of so many octets, if its length is known.
    pub(crate) fn new(file: &Path, length: Option<u64>) -> Progress {
        let long = length.filter(|length| *length >= LONG && std::io::stderr().is_terminal());
        let bar = long.map(|length| {
            let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(8));
            let template = "{msg} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            let name = file.file_name().unwrap_or(file.as_os_str());
            bar.set_message(Safe(Path::new(name).display()).to_string());
            bar
        });
        Progress { bar, frames: 0 }
    }

    /// Says that so many frames more were read; `position` tells how far the file is read by now.
    #[inline]
    pub(crate) fn frames(&mut self, more: usize, position: impl FnOnce() -> u64) {
        if let Some(bar) = &self.bar {
            self.frames += more as u64;
            if self.frames >= FRAMES {
                self.frames = 0;
                bar.set_position(position());
            }
        }
    }
}

impl Progress {
    /// Says how far the file is read.
    pub(crate) fn at(&self, position: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(position);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
