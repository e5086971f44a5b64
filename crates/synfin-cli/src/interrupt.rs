//! Ctrl-C: the first one stops the reading in an orderly way, the second one ends the program at once. A request to terminate does
//! that too, but ends a capture from an interface in an orderly way. Nothing half-written is left behind.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::exit::Exit;

/// What this process listens with: runs after one another share it, as what listens to a signal is never let go.
static LISTENING: Mutex<Option<Interrupt>> = Mutex::new(None);

/// What is said when a reading ends before its input does.
pub(crate) const INTERRUPTED: &str = "synfin: interrupted; what was printed is not all";

/// Whether somebody pressed Ctrl-C.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<State>);

#[derive(Debug, Default)]
struct State {
    pressed: AtomicBool,
    /// The reading waits for its input, and all that it told so far is out.
    waiting: AtomicBool,
    /// A file that is yet to get its name.
    aside: Mutex<Option<PathBuf>>,
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

    /// Says which file is to be removed when the program ends at once; none once it has its name.
    pub(crate) fn set_aside(&self, file: Option<&Path>) {
        *self.0.aside.lock().unwrap_or_else(PoisonError::into_inner) = file.map(Path::to_owned);
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

    /// An input that may let wait for its octets.
    pub(crate) fn while_reading<R: Read>(&self, input: R) -> Waiting<R> {
        Waiting { input, interrupt: self.clone() }
    }

    /// Does something that may wait for its input, while all that was told so far is out: Ctrl-C ends the program then.
    pub(crate) fn while_waiting<T>(&self, wait: impl FnOnce() -> T) -> T {
        self.0.waiting.store(true, Ordering::SeqCst);
        let waited = wait();
        self.0.waiting.store(false, Ordering::SeqCst);
        waited
    }

    fn hear(&self, signal: i32) {
        let is_first = !self.is_set();
        if signal == SIGTERM && !(is_first && self.0.orderly.load(Ordering::SeqCst)) {
            self.end(128 + SIGTERM);
        }
        let again = self.0.pressed.swap(true, Ordering::SeqCst);
        if self.0.waiting.load(Ordering::SeqCst) {
            anstream::eprintln!("{INTERRUPTED}");
            self.end(Exit::Interrupted.status().into());
        } else if again {
            self.end(Exit::Interrupted.status().into());
        }
    }

    fn end(&self, status: i32) {
        if let Some(file) = &*self.0.aside.lock().unwrap_or_else(PoisonError::into_inner) {
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

/// An input during whose waits Ctrl-C ends the program: nobody knows when the next octet comes.
#[derive(Debug)]
pub(crate) struct Waiting<R> {
    input: R,
    interrupt: Interrupt,
}

impl<R: Read> Read for Waiting<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let waiting = &self.interrupt.0.waiting;
        waiting.store(true, Ordering::SeqCst);
        let read = if self.interrupt.is_set() {
            // Pressed before the wait began: whoever reads looks, and stops.
            Err(io::Error::from(io::ErrorKind::Other))
        } else {
            self.input.read(octets)
        };
        waiting.store(false, Ordering::SeqCst);
        read
    }
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read as _};
    use std::sync::atomic::Ordering;

    use super::Interrupt;

    #[test]
    fn the_next_run_is_not_stopped_by_what_stopped_the_last() {
        let first = Interrupt::listen().expect("signals can be listened to");
        first.0.pressed.store(true, Ordering::SeqCst);
        let second = Interrupt::listen().expect("signals can be listened to");
        assert!(!second.is_set());
        assert!(std::sync::Arc::ptr_eq(&first.0, &second.0), "one state, however often it runs");
    }

    #[test]
    fn what_was_pressed_before_a_wait_is_noticed_then() {
        let interrupt = Interrupt::default();
        let mut input = interrupt.while_reading(&b"ab"[..]);
        let mut octets = [0; 1];
        assert_eq!(input.read(&mut octets).expect("there is one"), 1);
        interrupt.0.pressed.store(true, Ordering::SeqCst);
        assert_eq!(input.read(&mut octets).expect_err("no more").kind(), ErrorKind::Other);
        assert!(!interrupt.0.waiting.load(Ordering::SeqCst));
    }
}
