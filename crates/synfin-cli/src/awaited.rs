//! What is read as it comes: standard input and named pipes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::interrupt::Interrupt;

/// An input that may let wait for its octets. Ctrl-C does not cut it off: whoever writes it gets that too, and what it hands over then
/// is read. But it ends, as if it had no more, when it does not end by itself soon.
///
/// Where the system has no way to wait for a while only, that is when octets come.
#[derive(Debug)]
pub(crate) struct Awaited {
    input: Handle,
    interrupt: Interrupt,
}

#[derive(Debug)]
enum Handle {
    File(File),
    #[cfg(not(unix))]
    Standard(io::Stdin),
}

impl Awaited {
    /// Standard input, without a buffer of its own: of what lies in one, no system knows that it has come.
    #[cfg(unix)]
    pub(crate) fn standard_input(interrupt: &Interrupt) -> io::Result<Awaited> {
        use std::os::fd::AsFd as _;

        let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        Ok(Awaited { input: Handle::File(file), interrupt: interrupt.clone() })
    }

    /// Standard input.
    #[cfg(not(unix))]
    pub(crate) fn standard_input(interrupt: &Interrupt) -> io::Result<Awaited> {
        Ok(Awaited { input: Handle::Standard(io::stdin()), interrupt: interrupt.clone() })
    }

    /// A pipe that has a name.
    pub(crate) fn named(place: &Path, interrupt: &Interrupt) -> io::Result<Awaited> {
        Ok(Awaited { input: Handle::File(File::open(place)?), interrupt: interrupt.clone() })
    }
}

impl Read for Awaited {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.interrupt.is_over() {
                return Ok(0);
            }
            if has_come(&self.input) {
                return match &mut self.input {
                    Handle::File(file) => file.read(octets),
                    #[cfg(not(unix))]
                    Handle::Standard(stdin) => stdin.read(octets),
                };
            }
        }
    }
}

/// Waits for octets, or for the end, a short time only; whether they have come.
#[cfg(unix)]
fn has_come(Handle::File(file): &Handle) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    /// How soon an interrupt is noticed, in nanoseconds.
    const PATIENCE: i64 = 50_000_000;

    let mut file = [PollFd::new(file, PollFlags::IN)];
    match poll(&mut file, Some(&Timespec { tv_sec: 0, tv_nsec: PATIENCE })) {
        Ok(0) | Err(Errno::INTR) => false,
        // What cannot be waited for tells by itself what is wrong.
        Ok(_) | Err(_) => true,
    }
}

#[cfg(not(unix))]
fn has_come(_: &Handle) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::path::Path;
    use std::process::Command;

    use super::Awaited;
    use crate::interrupt::Interrupt;

    /// A pipe with a name in a folder, both ends of it.
    fn pipe(folder: &Path, interrupt: &Interrupt) -> (Awaited, std::fs::File) {
        let place = folder.join("pipe");
        assert!(Command::new("mkfifo").arg(&place).status().expect("there is mkfifo").success());
        let writer = {
            let place = place.clone();
            std::thread::spawn(move || std::fs::File::create(place).expect("it is there"))
        };
        let reader = Awaited::named(&place, interrupt).expect("it is there");
        (reader, writer.join().expect("it opens"))
    }

    #[test]
    fn what_comes_soon_behind_the_interrupt_is_read_and_then_it_ends_though_nobody_closes_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let interrupt = Interrupt::default();
        let (mut reader, mut writer) = pipe(folder.path(), &interrupt);
        interrupt.press();
        writer.write_all(b"last words").expect("somebody reads");
        let mut told = String::new();
        reader.read_to_string(&mut told).expect("it ends");
        assert_eq!(told, "last words");
        drop(writer);
    }
}
