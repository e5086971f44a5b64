//! `cargo xtask instructions`: how many instructions each benchmark takes, by callgrind. Counts do not depend on what
//! else the machine does, so they can be compared where times cannot.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::chore::command::{caught, run as run_shown};
use crate::chore::workspace::Workspace;
use crate::test::rust::in_root;

/// What `cargo xtask instructions` takes.
#[derive(Args)]
pub(crate) struct InstructionsArguments {
    /// Only the rows whose name holds this text.
    #[arg(default_value = "")]
    filter: String,
}

/// Rounds over the whole mix in the short and in the long run; what both do beside the rounds falls out.
const ROUNDS: [u64; 2] = [2, 12];
/// The longest that callgrind may take for one run.
const LIMIT: Duration = Duration::from_mins(10);

/// Prints one line a row: instructions for one segment.
pub(crate) fn run(arguments: &InstructionsArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    run_shown(in_root(&workspace).args([
        "build",
        "--release",
        "--locked",
        "--package",
        "synfin-benches",
        "--bin",
        "rounds",
    ]))?;
    let program = workspace.target.join("release/rounds");
    let list = caught(Command::new(&program).arg("list"), LIMIT)?;
    ensure!(list.status.is_some_and(|status| status.success()), "the list of rows");
    for line in String::from_utf8(list.stdout)?.lines() {
        let (row, segments) = line.split_once('\t').context("a row and its number of segments")?;
        if row.contains(&arguments.filter) {
            let [short, long] = ROUNDS.map(|rounds| instructions(&program, row, rounds));
            let all = (ROUNDS[1] - ROUNDS[0]) * segments.parse::<u64>()?;
            println!("{row:40} {:8.1} instructions a segment", (long? - short?) as f64 / all as f64);
        }
    }
    Ok(true)
}

/// All instructions of a run of so many rounds.
fn instructions(program: &std::path::Path, row: &str, rounds: u64) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([row, &rounds.to_string()]);
    let caught = caught(&mut command, LIMIT).context("valgrind is needed to count instructions")?;
    let said = String::from_utf8_lossy(&caught.stderr);
    if !caught.status.is_some_and(|status| status.success()) {
        bail!("callgrind on {row}: {}", said.trim());
    }
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .with_context(|| format!("callgrind said: {said}"))
}
