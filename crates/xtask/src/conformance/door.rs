//! A program that does what a line of words says and answers in a line, many thousand times; started anew when it hangs or dies.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::chore::command::told;

/// What became of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The line in which it answered.
    Line(String),
    /// No answer in time.
    Hang,
    /// No answer, as the program is gone.
    Death,
}

/// The program, running or to be started when it is next asked.
pub(super) struct Door {
    program: Command,
    limit: Duration,
    running: Option<Running>,
}

struct Running {
    child: Child,
    questions: ChildStdin,
    answers: Receiver<String>,
}

impl Door {
    /// `limit` is the longest that one answer may take.
    pub(super) fn new(mut program: Command, limit: Duration) -> Door {
        // What is said for people is of no use here, a hundred thousand times.
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        Door { program, limit, running: None }
    }

    /// Asks one line; an error when the program cannot be started.
    pub(super) fn ask(&mut self, words: &[&str]) -> Result<Answer> {
        let running = match &mut self.running {
            Some(running) => running,
            nothing => nothing.insert(start(&mut self.program)?),
        };
        let mut line = words.join("\t");
        line.push('\n');
        let asked = running.questions.write_all(line.as_bytes()).and_then(|()| running.questions.flush());
        let answer = match asked.map(|()| running.answers.recv_timeout(self.limit)) {
            Ok(Ok(line)) => return Ok(Answer::Line(line)),
            Ok(Err(RecvTimeoutError::Timeout)) => Answer::Hang,
            Ok(Err(RecvTimeoutError::Disconnected)) | Err(_) => Answer::Death,
        };
        self.end();
        Ok(answer)
    }

    fn end(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may be gone already.
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.end();
    }
}

fn start(program: &mut Command) -> Result<Running> {
    let mut child = program.spawn().with_context(|| format!("`{}` could not be started", told(program)))?;
    let questions = child.stdin.take().context("it has no standard input")?;
    let lines = BufReader::new(child.stdout.take().context("it has no standard output")?).lines();
    let (send, answers) = mpsc::channel();
    // Ends with the program, or when nobody listens any more.
    thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| send.send(line)));
    Ok(Running { child, questions, answers })
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Answer, Door};

    fn door(script: &str) -> Door {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        Door::new(shell, Duration::from_millis(500))
    }

    #[test]
    fn a_line_is_answered_by_a_line() {
        let mut door = door("while read line; do echo \"<$line>\"; done");
        for word in ["one", "two"] {
            assert_eq!(door.ask(&[word]).expect("sh starts"), Answer::Line(format!("<{word}>")));
        }
    }

    #[test]
    fn what_hangs_or_dies_is_told_and_started_anew() {
        let script =
            "while read line; do case $line in hang) sleep 30;; die) exit 3;; esac; echo $line; done";
        let mut door = door(script);
        for (word, wanted) in
            [("hang", Answer::Hang), ("well", Answer::Line("well".into())), ("die", Answer::Death)]
        {
            assert_eq!(door.ask(&[word]).expect("sh starts"), wanted);
        }
        assert_eq!(door.ask(&["again"]).expect("sh starts"), Answer::Line("again".into()));
    }
}
