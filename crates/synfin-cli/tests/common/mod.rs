//! Runs the built command.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// What a run came to.
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The command, with an environment that cannot colour.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synfin"));
    command.current_dir(samples()).env_clear();
    command
}

/// The folder of the samples, in which the command runs.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Runs the command with these arguments.
pub(crate) fn synfin(arguments: &[&str]) -> Run {
    told(&command().args(arguments).stdin(Stdio::null()).output().expect("the command runs"))
}

/// Starts a command with a pipe at each of its three streams.
pub(crate) fn piped(command: &mut Command) -> Child {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the command runs")
}

/// Runs the command with these arguments and this standard input.
pub(crate) fn synfin_reading(input: &[u8], arguments: &[&str]) -> Run {
    let mut child = piped(command().args(arguments));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    std::thread::scope(|scope| {
        // It may stop reading before the end.
        scope.spawn(move || stdin.write_all(input));
        told(&child.wait_with_output().expect("the command ends"))
    })
}

fn told(output: &Output) -> Run {
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout.clone()).expect("the results are UTF-8"),
        stderr: String::from_utf8(output.stderr.clone()).expect("the messages are UTF-8"),
    }
}

/// Compares what a run printed with `tests/expected/NAME`; with `SYNFIN_BLESS=1` in the environment, writes it there instead.
pub(crate) fn expect(name: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        std::fs::write(&path, printed).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        printed == expected,
        "{} differs; SYNFIN_BLESS=1 takes this for right:\n{printed}",
        path.display()
    );
}
