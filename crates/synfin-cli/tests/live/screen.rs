//! The table on a terminal, which `script` makes.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use crate::common::command;
use crate::listening::end_of;
use crate::space::in_namespace;
use crate::talk::{refused, signal};

/// The terminal is taken, and given back.
const TAKEN: &str = "\x1b[?1049h";
const GIVEN_BACK: &str = "\x1b[?1049l";
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal of 100 columns and 20 lines in which `synfin live -i lo` runs, and then the terminal is asked how it is.
struct Shown {
    script: Child,
    pieces: Receiver<String>,
    text: String,
}

impl Shown {
    fn start() -> Shown {
        Shown::start_beside(":")
    }

    /// The same, with something else that is done meanwhile.
    fn start_beside(other: &str) -> Shown {
        let program = command().get_program().to_string_lossy().into_owned();
        let line = format!(
            "stty cols 100 rows 20; ({other}) & '{program}' live -i lo; echo status $?; stty -a; echo done"
        );
        let mut script = Command::new("script")
            .args(["--quiet", "--flush", "--return", "--command", &line, "/dev/null"])
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is script");
        let mut stdout = script.stdout.take().expect("a pipe");
        let (pieces, of_pieces) = channel();
        spawn(move || {
            let mut octets = [0; 4096];
            while let Ok(length @ 1..) = stdout.read(&mut octets) {
                if pieces.send(String::from_utf8_lossy(&octets[..length]).into_owned()).is_err() {
                    return;
                }
            }
        });
        Shown { script, pieces: of_pieces, text: String::new() }
    }

    /// Waits until this was shown, as one piece or with blanks between its words.
    #[track_caller]
    fn wait_for(&mut self, what: &str) {
        let began = Instant::now();
        while !squeezed(&self.text).contains(&squeezed(what)) {
            let left = PATIENCE.saturating_sub(began.elapsed());
            match self.pieces.recv_timeout(left) {
                Ok(piece) => self.text += &piece,
                Err(error) => panic!("{error}: {what:?} was never shown: {}", squeezed(&self.text)),
            }
        }
    }

    fn press(&mut self, keys: &str) {
        let stdin = self.script.stdin.as_mut().expect("a pipe");
        stdin.write_all(keys.as_bytes()).and_then(|()| stdin.flush()).expect("somebody reads");
    }

    /// The process of the command.
    fn process(&self) -> u32 {
        let all = std::fs::read_dir("/proc").expect("there is /proc");
        let processes = all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
        let parent = |process: u32| {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            let (before, after) = stat.rsplit_once(')')?;
            let parent = after.split_whitespace().nth(1)?.parse::<u32>().ok()?;
            Some((before.contains("(synfin"), parent))
        };
        let is_below = |process: u32| {
            let mut above = Some(process);
            while let Some(one) = above.filter(|&one| one > 1) {
                if one == self.script.id() {
                    return true;
                }
                above = parent(one).map(|(_, parent)| parent);
            }
            false
        };
        let mut found = processes.filter(|&one| parent(one).is_some_and(|(is_it, _)| is_it) && is_below(one));
        found.next().expect("it runs")
    }

    /// Waits for its end; the terminal must be as it was before.
    #[track_caller]
    fn end(mut self, status: &str) -> String {
        self.wait_for("done");
        end_of(&mut self.script);
        let text = std::mem::take(&mut self.text);
        let (_, behind) = text.rsplit_once(GIVEN_BACK).expect("the terminal is given back");
        assert!(behind.contains(&format!("status {status}\r\n")), "{behind:?}");
        for mode in ["icanon", "echo", "isig"] {
            assert!(behind.split_whitespace().any(|word| word == mode), "{mode}: {behind:?}");
        }
        behind.to_owned()
    }
}

/// Whatever happens, nothing stays behind: without its terminal the command ends too.
impl Drop for Shown {
    fn drop(&mut self) {
        let _ = self.script.kill().and_then(|()| self.script.wait());
    }
}

/// The letters alone: neither what steers the terminal, other than that it is taken or given back, nor blanks, over which a drawing leaps.
fn squeezed(text: &str) -> String {
    let mut pieces = text.split("\x1b[");
    let mut letters = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|letter: char| letter.is_ascii_alphabetic()).map_or(piece.len(), |end| end + 1);
        let (sequence, behind) = piece.split_at(end);
        if sequence.starts_with("?1049") {
            letters += "\x1b[";
            letters += sequence;
        }
        letters += behind;
    }
    letters.retain(|letter| !letter.is_whitespace());
    letters
}

#[test]
fn the_table_shows_connections_and_q_gives_the_terminal_back() {
    in_namespace("screen::the_table_shows_connections_and_q_gives_the_terminal_back", || {
        let mut shown = Shown::start();
        shown.wait_for(TAKEN);
        shown.wait_for("lo (Ethernet), for");
        let server = refused();
        shown.wait_for(&server.to_string());
        shown.wait_for("reset");
        shown.press("s");
        shown.wait_for("rate  p pause");
        shown.press("p");
        shown.wait_for("PAUSED");
        shown.press("q");
        let behind = shown.end("0");
        assert!(behind.contains("synfin: 2 frames in "), "the books are told: {behind:?}");
        assert!(behind.contains("synfin: 1 connection: 1 followed to the end"), "{behind:?}");
        assert!(behind.contains("synfin: what became of connections: 1 refused"), "{behind:?}");
        assert!(behind.contains("synfin: 2 segments: 1 open, "), "{behind:?}");
    });
}

#[test]
fn a_connection_that_has_left_is_shown_below_with_its_outcome() {
    in_namespace("screen::a_connection_that_has_left_is_shown_below_with_its_outcome", || {
        let mut shown = Shown::start();
        shown.wait_for("lo (Ethernet), for");
        let server = refused();
        shown.wait_for(&server.to_string());
        shown.wait_for("refused");
        // Five seconds after it is over it is held no more.
        shown.wait_for("1 has left: 1 refused");
        shown.wait_for("1 connection has left in the last 30 s, the latest first");
        shown.press("q");
        shown.end("0");
    });
}

#[test]
fn the_table_follows_the_size_of_its_terminal() {
    in_namespace("screen::the_table_follows_the_size_of_its_terminal", || {
        let mut shown = Shown::start_beside("sleep 2; stty cols 70 rows 12 < /dev/tty");
        shown.wait_for("known as outcome rate idle");
        shown.wait_for("known as outcome rate");
        // A key that comes in the same moment as the size is noticed with the next key only.
        sleep(Duration::from_millis(500));
        shown.press("q");
        shown.end("0");
    });
}

#[test]
fn ctrl_c_and_signals_give_the_terminal_back() {
    in_namespace("screen::ctrl_c_and_signals_give_the_terminal_back", || {
        for way in ["\x03", "TERM", "INT"] {
            let mut shown = Shown::start();
            shown.wait_for("lo (Ethernet), for");
            if way == "\x03" {
                shown.press(way);
            } else {
                signal(shown.process(), way);
            }
            assert!(shown.end("0").contains("synfin: dropped: "), "{way:?}");
        }
    });
}

#[test]
fn an_interface_that_goes_down_gives_the_terminal_back() {
    in_namespace("screen::an_interface_that_goes_down_gives_the_terminal_back", || {
        let mut shown = Shown::start();
        shown.wait_for("lo (Ethernet), for");
        crate::space::ip(&["link", "set", "lo", "down"]);
        let behind = shown.end("2");
        assert!(
            behind.contains("synfin: lo: the interface went down: what was heard up to then is told"),
            "{behind:?}"
        );
    });
}
