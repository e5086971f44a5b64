//! Running a program: shown, checked, or bounded in time with its output caught.

use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use wait_timeout::ChildExt;

/// Runs it with its output shown; an error when it does not start or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = told(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    if status.success() { Ok(()) } else { bail!("`{line}` ended with {status}") }
}

/// Runs it for at most `limit`, beside others: what it prints is shown in one piece when it has ended.
pub(crate) fn run_told_at_its_end(command: &mut Command, limit: Duration) -> Result<()> {
    let line = told(command);
    let caught = caught(command, limit)?;
    let [stdout, stderr] = [&caught.stdout, &caught.stderr].map(|octets| String::from_utf8_lossy(octets));
    println!("$ {line}\n{stdout}{stderr}");
    match caught.status {
        Some(status) if status.success() => Ok(()),
        Some(status) => bail!("`{line}` ended with {status}"),
        None => bail!("`{line}` was not done after {} s", limit.as_secs()),
    }
}

/// The command as a line for people.
pub(crate) fn told(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// What a bounded run gave.
pub(crate) struct Caught {
    /// How it ended; `None` when its time ran out and it was ended from here.
    pub(crate) status: Option<ExitStatus>,
    /// All of standard output.
    pub(crate) stdout: Vec<u8>,
    /// All of standard error.
    pub(crate) stderr: Vec<u8>,
}

/// Runs it with its output caught, for at most `limit`.
pub(crate) fn caught(command: &mut Command, limit: Duration) -> Result<Caught> {
    let line = told(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` could not be started"))?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let status = child.wait_timeout(limit).with_context(|| format!("`{line}`"))?;
    if status.is_none() {
        child.kill().and_then(|()| child.wait()).with_context(|| format!("`{line}` could not be ended"))?;
    }
    let [stdout, stderr] = [stdout, stderr].map(|reader| reader.join().unwrap_or_default());
    Ok(Caught { status, stdout, stderr })
}

/// Reads a pipe to its end on a thread of its own, so that a full pipe never blocks the child.
fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut octets = Vec::new();
        if let Some(mut pipe) = pipe {
            // A pipe that breaks midway leaves what was read; the exit status tells the rest.
            let _ = pipe.read_to_end(&mut octets);
        }
        octets
    })
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::{caught, run_told_at_its_end};

    #[test]
    fn a_program_that_runs_too_long_is_ended() {
        let started = Instant::now();
        let caught =
            caught(Command::new("sleep").arg("30"), Duration::from_millis(50)).expect("sleep starts");
        assert!(caught.status.is_none());
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn beside_others_too_a_failure_and_a_program_without_end_are_errors() {
        let run = |script: &str| {
            run_told_at_its_end(Command::new("sh").args(["-c", script]), Duration::from_millis(500))
        };
        assert!(run("true").is_ok());
        assert!(run("exit 3").is_err());
        assert!(run("exec sleep 30").is_err());
    }

    #[test]
    fn more_output_than_a_pipe_holds_is_all_caught() {
        let mut command = Command::new("head");
        command.args(["-c", "3000000", "/dev/zero"]);
        let caught = caught(&mut command, Duration::from_secs(30)).expect("head starts");
        assert!(caught.status.expect("in time").success());
        assert_eq!(caught.stdout.len(), 3_000_000);
    }
}
