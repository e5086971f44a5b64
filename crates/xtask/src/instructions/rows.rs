//! Instructions of each row of the decoding benchmark.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::chore::command::{caught, run as run_shown};
use crate::chore::workspace::Workspace;
use crate::instructions::{callgrind, guard};
use crate::test::rust::in_root;

/// What `cargo xtask instructions` takes.
#[derive(Args)]
pub(crate) struct InstructionsArguments {
    /// Only the rows whose name holds this text.
    #[arg(default_value = "")]
    filter: String,
    /// Hold the hot paths against the counts in `benches/instructions.toml` instead, as the test run does.
    #[arg(long)]
    check: bool,
}

/// Rounds over the whole mix in the short and in the long run; what both do beside the rounds falls out.
const ROUNDS: [u64; 2] = [2, 12];
/// The longest that the list of rows may take.
const LIMIT: Duration = Duration::from_mins(1);

/// Prints one line a row: instructions for one segment.
pub(crate) fn run(arguments: &InstructionsArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    if arguments.check {
        return guard::check(&workspace);
    }
    let rounds = Rounds::build(&workspace)?;
    for (row, _) in rounds.rows.iter().filter(|(row, _)| row.contains(&arguments.filter)) {
        println!("{row:40} {:8.1} instructions a segment", rounds.a_segment(row)?);
    }
    Ok(true)
}

/// The program that runs single rows of the benchmark.
pub(super) struct Rounds {
    program: PathBuf,
    /// Each row, and how many segments one round of it reads.
    rows: Vec<(String, u64)>,
}

impl Rounds {
    /// Builds the program, and asks it for its rows.
    pub(super) fn build(workspace: &Workspace) -> Result<Rounds> {
        let words = ["build", "--release", "--locked", "--package", "synfin-benches", "--bin", "rounds"];
        run_shown(in_root(workspace).args(words))?;
        let program = workspace.target.join("release/rounds");
        let list = caught(Command::new(&program).arg("list"), LIMIT)?;
        ensure!(list.status.is_some_and(|status| status.success()), "the list of rows");
        let row = |line: &str| {
            let (row, segments) = line.split_once('\t').context("a row and its number of segments")?;
            Ok((row.to_owned(), segments.parse()?))
        };
        let rows = String::from_utf8(list.stdout)?.lines().map(row).collect::<Result<_>>()?;
        Ok(Rounds { program, rows })
    }

    /// Instructions for one segment of a row.
    pub(super) fn a_segment(&self, wanted: &str) -> Result<f64> {
        let found = self.rows.iter().find(|(row, _)| row == wanted);
        let (row, segments) = found.with_context(|| format!("there is no row {wanted}"))?;
        let [short, long] =
            ROUNDS.map(|rounds| callgrind::instructions(&self.program, &[row, &rounds.to_string()]));
        let all = (ROUNDS[1] - ROUNDS[0]) * segments;
        Ok((long? - short?) as f64 / all as f64)
    }
}
