//! Counting the instructions of a run.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::chore::command::{caught, told};
use crate::chore::packages::{install, works};

/// The longest that callgrind may take for one run.
const LIMIT: Duration = Duration::from_mins(10);

/// All instructions of one run of `program` with these words.
pub(super) fn instructions(program: &std::path::Path, words: &[&str]) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(words);
    let line = told(&command);
    let caught = caught(&mut command, LIMIT).context("valgrind is needed to count instructions")?;
    let said = String::from_utf8_lossy(&caught.stderr);
    if !caught.status.is_some_and(|status| status.success()) {
        bail!("`{line}`: {}", said.trim());
    }
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| format!("callgrind said: {said}"))
}

/// Makes sure that valgrind is there: installed with the system's package manager, where that is Debian's and this may.
pub(super) fn ensure() -> Result<()> {
    if works("valgrind", &["--version"]) { Ok(()) } else { install(&["valgrind"], "valgrind") }
}
