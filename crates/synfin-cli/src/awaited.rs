//! What is read as it comes: standard input and named pipes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::interrupt::Interrupt;

/// An input that may let wait for its octets. Ctrl-C does not cut it off: whoever writes it gets that too, and what it hands over then
/// is read. But when it does not end by itself soon, it ends with what has come by then, as if it had no more.
///
/// Where the system has no way to wait for a while only, that is when octets come.
#[derive(Debug)]
pub(crate) struct Awaited {
    input: Handle,
    interrupt: Interrupt,
    /// So many octets had come when its time was over, and are yet to be read; none before that.
    left: Option<u64>,
    /// A pipe that nobody may have begun to write yet, where the system does not tell that from one that nobody writes any more.
    is_unbegun: bool,
}

#[derive(Debug)]
enum Handle {
    File(File),
    #[cfg(not(unix))]
    Standard(io::Stdin),
}

impl Awaited {
    fn new(input: Handle, interrupt: &Interrupt) -> Awaited {
        Awaited { input, interrupt: interrupt.clone(), left: None, is_unbegun: false }
    }

    /// Standard input, without a buffer of its own: of what lies in one, no system knows that it has come.
    #[cfg(unix)]
    pub(crate) fn standard_input(interrupt: &Interrupt) -> io::Result<Awaited> {
        use std::os::fd::AsFd as _;

        let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        Ok(Awaited::new(Handle::File(file), interrupt))
    }

    /// Standard input.
    #[cfg(not(unix))]
    pub(crate) fn standard_input(interrupt: &Interrupt) -> io::Result<Awaited> {
        Ok(Awaited::new(Handle::Standard(io::stdin()), interrupt))
    }

    /// A pipe that has a name; to open it waits for nobody, so that Ctrl-C ends the wait for whoever writes it.
    #[cfg(unix)]
    pub(crate) fn named(place: &Path, interrupt: &Interrupt) -> io::Result<Awaited> {
        use std::os::unix::fs::FileTypeExt as _;

        use rustix::fs::{Mode, OFlags, open};

        let file =
            File::from(open(place, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty())?);
        let is_unbegun = !KNOWS_THE_UNBEGUN && file.metadata()?.file_type().is_fifo();
        Ok(Awaited { is_unbegun, ..Awaited::new(Handle::File(file), interrupt) })
    }

    /// A pipe that has a name.
    #[cfg(not(unix))]
    pub(crate) fn named(place: &Path, interrupt: &Interrupt) -> io::Result<Awaited> {
        Ok(Awaited::new(Handle::File(File::open(place)?), interrupt))
    }
}

impl Read for Awaited {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        if octets.is_empty() {
            return Ok(0);
        }
        loop {
            let mut room = octets.len();
            if self.interrupt.is_over() {
                let left = *self.left.get_or_insert_with(|| already_there(&self.input));
                room = room.min(usize::try_from(left).unwrap_or(usize::MAX));
                if room == 0 {
                    return Ok(0);
                }
            }
            if !has_come(&self.input) {
                continue;
            }
            let read = match &mut self.input {
                Handle::File(file) => file.read(&mut octets[..room]),
                #[cfg(not(unix))]
                Handle::Standard(stdin) => stdin.read(&mut octets[..room]),
            };
            match read {
                Ok(0) if self.is_unbegun && self.left.is_none() => sleep(PATIENCE),
                // Somebody else read it first.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && self.left.is_none() => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(0),
                Ok(read) => {
                    self.is_unbegun = false;
                    self.left = self.left.map(|left| left.saturating_sub(read as u64));
                    return Ok(read);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// How soon an interrupt is noticed.
const PATIENCE: Duration = Duration::from_millis(50);

/// Whether the system lets wait for the first writer of a pipe, as for its octets. Others tell an end at once.
#[cfg(unix)]
const KNOWS_THE_UNBEGUN: bool = cfg!(any(target_os = "linux", target_os = "android", target_os = "freebsd"));

/// Waits for octets, or for the end, a short time only; whether they have come.
#[cfg(unix)]
fn has_come(Handle::File(file): &Handle) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    let patience = Timespec { tv_sec: 0, tv_nsec: PATIENCE.subsec_nanos().into() };
    let mut file = [PollFd::new(file, PollFlags::IN)];
    match poll(&mut file, Some(&patience)) {
        Ok(0) | Err(Errno::INTR) => false,
        // What cannot be waited for tells by itself what is wrong.
        Ok(_) | Err(_) => true,
    }
}

#[cfg(not(unix))]
fn has_come(_: &Handle) -> bool {
    true
}

/// How many octets have come and were not read; none where the system does not know.
#[cfg(unix)]
fn already_there(Handle::File(file): &Handle) -> u64 {
    rustix::io::ioctl_fionread(file).unwrap_or_default()
}

#[cfg(not(unix))]
fn already_there(_: &Handle) -> u64 {
    0
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;

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

    #[test]
    fn what_had_come_when_its_time_was_over_is_read_and_what_comes_then_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let interrupt = Interrupt::default();
        let (mut reader, mut writer) = pipe(folder.path(), &interrupt);
        writer.write_all(b"last words").expect("somebody reads");
        interrupt.press();
        std::thread::sleep(Duration::from_millis(1100));
        let mut told = [0; 4];
        reader.read_exact(&mut told).expect("they are there");
        writer.write_all(b", and more").expect("somebody reads");
        let mut rest = String::new();
        reader.read_to_string(&mut rest).expect("it ends");
        assert_eq!((&told[..], rest.as_str()), (&b"last"[..], " words"));
    }

    #[test]
    fn a_pipe_waits_for_its_first_writer_and_ends_when_that_one_came_and_went() {
        let folder = tempfile::tempdir().expect("a folder");
        let interrupt = Interrupt::default();
        let place = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&place).status().expect("there is mkfifo").success());
        let mut reader = Awaited::named(&place, &interrupt).expect("it is there");
        let reading = std::thread::spawn(move || {
            let mut told = String::new();
            reader.read_to_string(&mut told).map(|_| told)
        });
        std::thread::sleep(Duration::from_millis(200));
        assert!(!reading.is_finished(), "nobody wrote yet");
        std::fs::write(&place, "words").expect("somebody reads");
        assert_eq!(reading.join().expect("it ends").expect("it reads"), "words");
    }

    #[test]
    fn ctrl_c_ends_the_wait_for_a_writer() {
        let folder = tempfile::tempdir().expect("a folder");
        let interrupt = Interrupt::default();
        let place = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&place).status().expect("there is mkfifo").success());
        let mut reader = Awaited::named(&place, &interrupt).expect("it opens");
        interrupt.press();
        assert_eq!(reader.read(&mut [0; 4]).expect("it ends"), 0);
    }
}
