//! A progress bar on standard error: only where a terminal shows it, only for files that take a while, and never among results.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use synfin::report::text::safe::Safe;

/// Files below this many octets are read before a bar could be looked at.
const LONG: u64 = 64 << 20;

/// Frames between two looks at the place in the file.
const FRAMES: u64 = 1 << 14;

/// The bar of a run, which gives way for good once results are written where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    is_over: Arc<AtomicBool>,
}

impl Default for Bar {
    fn default() -> Bar {
        Bar { bar: ProgressBar::hidden(), is_over: Arc::default() }
    }
}

impl Bar {
    /// Goes away: results come, and a terminal, or the pager behind a pipe, is to show them alone.
    pub(crate) fn give_way(&self) {
        if !self.is_over.swap(true, Ordering::Relaxed) {
            self.bar.finish_and_clear();
            self.bar.set_draw_target(ProgressDrawTarget::hidden());
        }
    }

    /// For a file of so many octets, if its length is known.
    pub(crate) fn of(&self, file: &Path, length: Option<u64>) -> Progress {
        let is_shown = || std::io::stderr().is_terminal() && !self.is_over.load(Ordering::Relaxed);
        let long = length.filter(|length| *length >= LONG && is_shown());
        if let Some(length) = long {
            self.bar.reset();
            self.bar.set_length(length);
            let template = "{msg} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            let name = file.file_name().unwrap_or(file.as_os_str());
            self.bar.set_message(Safe(Path::new(name).display()).to_string());
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        Progress { bar: long.map(|_| self.clone()), frames: 0 }
    }

    fn at(&self, position: u64) {
        if !self.is_over.load(Ordering::Relaxed) {
            self.bar.set_position(position);
        }
    }
}

/// How far the reading of one file is.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<Bar>,
    /// Since the last look.
    frames: u64,
}

impl Progress {
    /// Says that so many frames more were read; `position` tells how far the file is read by now.
    #[inline]
    pub(crate) fn frames(&mut self, more: usize, position: impl FnOnce() -> u64) {
        if let Some(bar) = &self.bar {
            self.frames += more as u64;
            if self.frames >= FRAMES {
                self.frames = 0;
                bar.at(position());
            }
        }
    }

    /// Says how far the file is read.
    pub(crate) fn at(&self, position: u64) {
        if let Some(bar) = &self.bar {
            bar.at(position);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.bar.finish_and_clear();
        }
    }
}
