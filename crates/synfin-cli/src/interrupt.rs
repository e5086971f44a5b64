//! Ctrl-C: the first one stops the reading in an orderly way, the second one ends the program at once.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// The one flag of this process: runs after one another listen by it, as what listens to a signal is never let go.
static LISTENING: Mutex<Option<Interrupt>> = Mutex::new(None);

/// Whether somebody pressed Ctrl-C.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on; what was pressed before does not count.
    pub(crate) fn listen() -> io::Result<Interrupt> {
        let mut listening = LISTENING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(interrupt) = &*listening {
            interrupt.0.store(false, Ordering::Relaxed);
            return Ok(interrupt.clone());
        }
        let interrupt = Interrupt::default();
        // In this order: the shutdown looks at the flag before the first Ctrl-C sets it.
        flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&interrupt.0))?;
        flag::register(SIGINT, Arc::clone(&interrupt.0))?;
        Ok(listening.insert(interrupt).clone())
    }

    /// Whether to stop.
    #[inline]
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::Interrupt;

    #[test]
    fn the_next_run_is_not_stopped_by_what_stopped_the_last() {
        let first = Interrupt::listen().expect("signals can be listened to");
        first.0.store(true, Ordering::Relaxed);
        let second = Interrupt::listen().expect("signals can be listened to");
        assert!(!second.is_set());
        assert!(std::sync::Arc::ptr_eq(&first.0, &second.0), "one flag, however often it runs");
    }
}
