//! The command while it listens.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::command;
use crate::talk::signal;

/// Longer than anything takes here, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(90);

/// `synfin live …` that has begun to listen.
pub(crate) struct Listening {
    child: Child,
    rows: BufReader<ChildStdout>,
    said: JoinHandle<String>,
}

/// How it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    /// What was not read before of standard output.
    pub(crate) rest: String,
    /// All of standard error behind the first line.
    pub(crate) said: String,
}

impl Listening {
    /// Starts it, and waits until it says that it listens.
    #[track_caller]
    pub(crate) fn start(arguments: &[&str]) -> Listening {
        Listening::of(command().arg("live").args(arguments))
    }

    /// The same of a whole command.
    #[track_caller]
    pub(crate) fn of(command: &mut Command) -> Listening {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let rows = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut first = String::new();
        stderr.read_line(&mut first).expect("it says something");
        let begins =
            ["synfin: listening to ", "synfin: 正在监听 "].iter().any(|begins| first.starts_with(begins));
        if !begins {
            child.kill().expect("it can be killed");
            panic!("it says no word of listening: {first}{}", all(stderr));
        }
        Listening { child, rows, said: spawn(move || all(stderr)) }
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// The next row that it writes.
    pub(crate) fn row(&mut self) -> Value {
        let mut line = String::new();
        self.rows.read_line(&mut line).expect("it writes");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// The next octets that it writes.
    pub(crate) fn read_exact(&mut self, octets: &mut [u8]) {
        self.rows.read_exact(octets).expect("it writes");
    }

    /// Reads no row of it any more, and waits until it ends by itself; its status, and what it said.
    #[track_caller]
    pub(crate) fn end_unread(self, meanwhile: impl FnOnce()) -> (Option<i32>, String) {
        let Listening { mut child, rows, said } = self;
        drop(rows);
        meanwhile();
        (end_of(&mut child), said.join().expect("it was read"))
    }

    /// Ends it with a signal; what it writes until then comes behind `octets`.
    #[track_caller]
    pub(crate) fn end_by_raw(mut self, name: &str, octets: &mut Vec<u8>) -> Ended {
        signal(self.process(), name);
        self.rows.read_to_end(octets).expect("it writes");
        self.end()
    }

    /// Ends it with a signal, once what was sent before has had time to arrive.
    #[track_caller]
    pub(crate) fn end_by(self, name: &str) -> Ended {
        signal(self.process(), name);
        self.end()
    }

    /// Reads nothing more, and lets go of its standard output.
    pub(crate) fn close_output(self) -> (Child, JoinHandle<String>) {
        (self.child, self.said)
    }

    /// Waits for its end.
    #[track_caller]
    pub(crate) fn end(mut self) -> Ended {
        let reader = spawn(move || {
            let mut rest = String::new();
            self.rows.read_to_string(&mut rest).expect("the rows are UTF-8");
            rest
        });
        let status = end_of(&mut self.child);
        let rest = reader.join().expect("it writes UTF-8");
        Ended { status, rest, said: self.said.join().expect("it says UTF-8") }
    }
}

impl Ended {
    /// The rows that were not read before.
    pub(crate) fn rows(&self) -> Vec<Value> {
        self.rest.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    }

    /// The number before a word of what was said: `4` of `4 frames`.
    #[track_caller]
    pub(crate) fn number_before(&self, word: &str) -> u64 {
        let words: Vec<_> = self.said.split([' ', '\n']).map(|word| word.trim_matches([',', ':'])).collect();
        let place = words.windows(2).find(|pair| pair[1] == word && pair[0].parse::<u64>().is_ok());
        place.unwrap_or_else(|| panic!("no number of {word}: {}", self.said))[0].parse().expect("a number")
    }
}

/// Waits until a process ends; ends it, and fails, when that takes too long.
#[track_caller]
pub(crate) fn end_of(child: &mut Child) -> Option<i32> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("it is a child") {
            return status.code();
        }
        sleep(Duration::from_millis(10));
    }
    child.kill().expect("it can be killed");
    panic!("it does not end");
}

fn all(mut stderr: BufReader<ChildStderr>) -> String {
    let mut text = String::new();
    stderr.read_to_string(&mut text).expect("the messages are UTF-8");
    text
}
