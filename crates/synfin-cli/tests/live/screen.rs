//! The table on a terminal, which `script` makes.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use crate::common::command;
use crate::listening::end_of;
use crate::space::{cable, in_namespace};
use crate::talk::{flood, refused, signal};

/// The terminal is taken, and given back.
const TAKEN: &str = "\x1b[?1049h";
const GIVEN_BACK: &str = "\x1b[?1049l";
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal of 100 columns and 20 lines in which `synfin live` runs, and then the terminal is asked how it is.
struct Shown {
    script: Child,
    pieces: Receiver<String>,
    text: String,
}

impl Shown {
    fn start() -> Shown {
        Shown::start_beside("-i lo", ":")
    }

    /// With these arguments, and with something else that is done meanwhile.
    fn start_beside(arguments: &str, other: &str) -> Shown {
        let program = command().get_program().to_string_lossy().into_owned();
        let line = format!(
            "stty cols 100 rows 20; ({other}) & '{program}' live {arguments}; echo status $?; stty -a; echo done"
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

    /// What was shown up to now does not count any more.
    fn forget(&mut self) {
        self.text.clear();
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

    /// The most memory that the command took so far, in KiB.
    fn held_at_most(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("it has memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
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
        shown.wait_for("rate  v names  p pause");
        shown.press("p");
        shown.wait_for("PAUSED");
        shown.press("q");
        let behind = shown.end("0");
        assert!(behind.contains("synfin: 2 frames in "), "the books are told: {behind:?}");
        assert!(behind.contains("synfin: 1 connection\r\nsynfin: 1 was over: 1 refused\r\n"), "{behind:?}");
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
        shown.wait_for("left in the last 30 s, latest first: 1");
        shown.wait_for(&format!("{server} refused"));
        shown.press("q");
        shown.end("0");
    });
}

#[test]
fn the_table_follows_the_size_of_its_terminal() {
    in_namespace("screen::the_table_follows_the_size_of_its_terminal", || {
        let mut shown = Shown::start_beside("-i lo", "sleep 2; stty cols 75 rows 12 < /dev/tty");
        shown.wait_for("responder outcome rate idle");
        shown.forget();
        shown.wait_for("responder outcome rate");
        assert!(!shown.text.contains("idle"), "there is no room for it: {:?}", shown.text);
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

#[test]
fn the_help_is_shown_and_closed_again() {
    in_namespace("screen::the_help_is_shown_and_closed_again", || {
        let mut shown = Shown::start();
        shown.wait_for("lo (Ethernet), for");
        shown.press("?");
        shown.wait_for("reset ← that the responder gave the connection up");
        shown.forget();
        shown.press("?");
        shown.wait_for("originator → responder");
        shown.press("q");
        shown.end("0");
    });
}

#[test]
fn totals_are_broken_between_words_on_a_terminal() {
    in_namespace("screen::totals_are_broken_between_words_on_a_terminal", || {
        let mut shown = Shown::start_beside("-i lo", "sleep 1; stty cols 60 < /dev/tty");
        shown.wait_for("lo (Ethernet), for");
        sleep(Duration::from_secs(2));
        shown.press("q");
        let behind = shown.end("0");
        let lines: Vec<_> = behind.lines().take_while(|line| !line.starts_with("status ")).collect();
        let columns =
            |line: &str| line.rsplit('\x1b').next().map_or(0, |text| text.trim_start_matches("[?25h").len());
        assert!(lines.iter().all(|line| columns(line) <= 60), "{lines:?}");
        assert!(lines.contains(&"          0 truncated, 0 malformed, 0 unsupported"), "{lines:?}");
    });
}

#[test]
fn in_a_flood_the_screen_answers_and_what_is_held_is_bounded() {
    in_namespace("screen::in_a_flood_the_screen_answers_and_what_is_held_is_bounded", || {
        cable();
        let mut shown = Shown::start_beside("-i va --buffer 1 --max-flows 5000", ":");
        shown.wait_for("va (Ethernet), for");
        let mut flood = flood("vb", 100_000, Duration::from_mins(1));
        shown.wait_for("DROPPED");
        shown.wait_for("TABLE FULL: ");
        let held = shown.held_at_most();
        sleep(Duration::from_secs(4));
        let grown = shown.held_at_most() - held;
        assert!(grown < 16 << 10, "{grown} KiB more in four seconds than {held}");
        let asked = Instant::now();
        shown.press("q");
        let behind = shown.end("0");
        // The machine has much else to do, and the flood goes on meanwhile.
        assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
        flood.kill().and_then(|()| flood.wait()).expect("it goes on");
        assert!(behind.contains(" made place for others: "), "{behind:?}");
        assert!(
            behind.contains("synfin: 5000 were still there when listening ended: 5000 no reply\r\n"),
            "{behind:?}"
        );
        assert!(
            behind.contains("synfin: dropped: ") && !behind.contains("dropped: 0 by the kernel"),
            "{behind:?}"
        );
    });
}
