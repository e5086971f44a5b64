//! Ctrl-C: the first one ends the reading in an orderly way, the second one ends the program at once. A request to terminate does
//! that too, but ends a capture from an interface in an orderly way. Nothing half-written is left behind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tempfile::NamedTempFile;

use crate::exit::Exit;

/// What this process listens with: runs after one another share it, as what listens to a signal is never let go.
static LISTENING: Mutex<Option<Interrupt>> = Mutex::new(None);

/// What is said when a reading ends before its input does.
pub(crate) const INTERRUPTED: &str = "synfin: interrupted; what was printed is not all";

/// What is said when Ctrl-C was the end of an input that has no other.
pub(crate) const ENDED_BY_INTERRUPT: &str = "synfin: interrupted; all that had come by then was told";

/// How long an input that comes as it is read may go on behind Ctrl-C, which whoever writes it gets too: it hands over what it has.
const GRACE: Duration = Duration::from_secs(1);

/// Whether somebody pressed Ctrl-C.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<State>);

#[derive(Debug, Default)]
struct State {
    pressed: AtomicBool,
    /// When that was.
    pressed_at: Mutex<Option<Instant>>,
    /// Files that are nothing without this program: one that is yet to get its name, copies of what can be read only once.
    aside: Mutex<Vec<PathBuf>>,
    /// A request to terminate is to be taken as Ctrl-C is.
    orderly: AtomicBool,
    /// What is to be put right when the program ends at once: the terminal.
    #[cfg(feature = "live")]
    last: Mutex<Option<fn()>>,
}

impl Interrupt {
    /// Listens from now on; what was pressed before does not count.
    pub(crate) fn listen() -> io::Result<Interrupt> {
        let mut listening = LISTENING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(interrupt) = &*listening {
            interrupt.0.pressed.store(false, Ordering::SeqCst);
            interrupt.0.orderly.store(false, Ordering::SeqCst);
            return Ok(interrupt.clone());
        }
        let interrupt = Interrupt::default();
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        let heard = interrupt.clone();
        thread::Builder::new().name("synfin-signals".to_owned()).spawn(move || {
            signals.forever().for_each(|signal| heard.hear(signal));
        })?;
        Ok(listening.insert(interrupt).clone())
    }

    /// Whether to stop.
    #[inline]
    pub(crate) fn is_set(&self) -> bool {
        self.0.pressed.load(Ordering::SeqCst)
    }

    /// Whether it was pressed so long ago that what comes as it is read has had its time to end.
    pub(crate) fn is_over(&self) -> bool {
        let at = *self.0.pressed_at.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_set() && at.is_none_or(|at| at.elapsed() >= GRACE)
    }

    /// Makes a file that is to be removed when the program ends at once: there is no moment at which it is there and not known.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn aside(
        &self,
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<NamedTempFile> {
        let mut aside = self.0.aside.lock().unwrap_or_else(PoisonError::into_inner);
        let file = make()?;
        aside.push(file.path().to_owned());
        Ok(file)
    }

    /// Forgets files that are gone, or have their names.
    pub(crate) fn forget_aside(&self, is_gone: impl Fn(&Path) -> bool) {
        let mut aside = self.0.aside.lock().unwrap_or_else(PoisonError::into_inner);
        aside.retain(|file| !is_gone(file));
    }

    /// Takes the first request to terminate as Ctrl-C is taken: for what has no end of its own.
    #[cfg(feature = "live")]
    pub(crate) fn end_in_order(&self) {
        self.0.orderly.store(true, Ordering::SeqCst);
    }

    /// Says what is to be put right when the program ends at once; nothing, once that is done.
    #[cfg(feature = "live")]
    pub(crate) fn set_last(&self, last: Option<fn()>) {
        *self.0.last.lock().unwrap_or_else(PoisonError::into_inner) = last;
    }

    /// As Ctrl-C does.
    #[cfg(test)]
    pub(crate) fn press(&self) {
        self.hear(SIGINT);
    }

    fn hear(&self, signal: i32) {
        let is_first = !self.is_set();
        if signal == SIGTERM && !(is_first && self.0.orderly.load(Ordering::SeqCst)) {
            self.end(128 + SIGTERM);
        }
        if is_first {
            *self.0.pressed_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        if self.0.pressed.swap(true, Ordering::SeqCst) {
            self.end(Exit::Interrupted.status().into());
        }
    }

    fn end(&self, status: i32) {
        // Held to the end, so that nothing is put aside behind this.
        let aside = self.0.aside.lock().unwrap_or_else(PoisonError::into_inner);
        for file in &*aside {
            // If it cannot be removed, there is nobody left to say so to.
            let _ = fs::remove_file(file);
        }
        #[cfg(feature = "live")]
        if let Some(last) = *self.0.last.lock().unwrap_or_else(PoisonError::into_inner) {
            last();
        }
        process::exit(status);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;
    use std::time::Instant;

    use super::{GRACE, Interrupt};

    #[test]
    fn the_next_run_is_not_stopped_by_what_stopped_the_last() {
        let first = Interrupt::listen().expect("signals can be listened to");
        first.0.pressed.store(true, Ordering::SeqCst);
        let second = Interrupt::listen().expect("signals can be listened to");
        assert!(!second.is_set());
        assert!(std::sync::Arc::ptr_eq(&first.0, &second.0), "one state, however often it runs");
    }

    #[test]
    fn what_comes_as_it_is_read_has_some_time_left_when_it_is_pressed() {
        let interrupt = Interrupt::default();
        assert!(!interrupt.is_over());
        interrupt.press();
        assert!(interrupt.is_set() && !interrupt.is_over());
        *interrupt.0.pressed_at.lock().expect("nobody else holds it") = Instant::now().checked_sub(GRACE);
        assert!(interrupt.is_over());
    }
}
