//! Real captures and samples, damaged by a seeded program: every command and the Python module on each.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::chore::command::run;
use crate::chore::parallel;
use crate::conformance::door::{Answer, Door};
use crate::conformance::hostile::{captures, python};
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::soundness::{rows, unbalanced};
use crate::conformance::suite::Bench;
use crate::conformance::synfin::LIMIT;
use crate::test::python::installed;

/// Files that one process is asked of, before the next begins.
const SHARE: usize = 250;
/// What the module answers of a file that is empty, or begins as no capture does.
const NO_CAPTURE: &str = "1 0 0";
/// Of tables, besides JSON: one of these for each file, in turn.
const FORMATS: [&str; 4] = ["text", "csv", "arrow", "parquet"];
/// Of pictures of one connection, likewise.
const LADDERS: [&str; 5] = ["svg", "text", "html", "ascii", "mermaid"];
/// Of pictures with axes, likewise, and what those of all connections show.
const CHARTS: [&str; 2] = ["svg", "text"];
const OVERVIEWS: [&str; 2] = ["flows", "rtt"];

/// `mutations.files`: as many as asked for, from the captures of the shared folder and the samples.
pub(super) fn mutations(bench: &Bench) -> Result<Vec<Measure>> {
    let folder = tempfile::tempdir()?;
    run(python(bench, "mutate_captures.py")
        .args(["--count", &bench.mutations.to_string(), "--seed", &bench.seed.to_string(), "--out"])
        .arg(folder.path())
        .arg(bench.shared.join("captures/files"))
        .arg(bench.workspace.root.join("crates/synfin-cli/samples")))?;
    let files: Vec<(usize, PathBuf)> = captures(folder.path())?.into_iter().enumerate().collect();
    let python = installed(&bench.workspace)?;
    let shares: Vec<&[(usize, PathBuf)]> = files.chunks(SHARE).collect();
    let mut measure = Measure::new("mutations.files", "files", Some(100.0));
    for share in parallel::map(&shares, |share| of_share(bench, &python, share)) {
        measure.absorb(share?);
    }
    Ok(vec![measure])
}

/// One of several, the next for the next place.
fn in_turn<'a>(several: &[&'a str], place: usize) -> &'a str {
    several[place % several.len()]
}

fn of_share(bench: &Bench, python: &Path, share: &[(usize, PathBuf)]) -> Result<Measure> {
    let folder = tempfile::tempdir()?;
    let mut module = Command::new(python);
    module.arg(bench.workspace.root.join("crates/xtask/src/conformance/door.py")).current_dir(folder.path());
    let command = Command::new(bench.workspace.target.join("release/examples/door"));
    let mut doors = Doors {
        command: Door::new(command, LIMIT),
        module: Door::new(module, LIMIT),
        results: folder.path().join("results"),
    };
    let mut measure = Measure::new("mutations.files", "files", None);
    for (place, file) in share {
        measure.count(doors.faults(*place, file)?);
    }
    Ok(measure)
}

/// The ways in, and where the command writes its results.
struct Doors {
    command: Door,
    module: Door,
    results: PathBuf,
}

impl Doors {
    /// All that is wrong with what is told of a file.
    fn faults(&mut self, place: usize, file: &Path) -> Result<Vec<Disagreement>> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut faults = Vec::new();
        let mut fault = |field: &str, wanted: &str, found: String| {
            faults.push(Disagreement::new(&name, 0, field, wanted, found));
        };
        let path = file.to_str().context("a path in UTF-8")?;
        let of_module = self.module.ask(&[path])?;
        if matches!(&of_module, Answer::Line(line) if line == NO_CAPTURE) {
            // Nothing is told of it then, and no results are written.
            for words in
                [&["stats"][..], &["segments"], &["flows"], &["explain"], &["overview"], &["annotate"]]
            {
                if !matches!(self.answer(words, file)?, Answer::Line(status) if status == "1") {
                    fault(words[0], "exit 1", "another".to_owned());
                }
            }
            return Ok(faults);
        }
        let mut told = Vec::new();
        for subcommand in ["stats", "segments", "flows"] {
            let status = match self.ask(&[subcommand, "--format", "json"], file)? {
                Ok(status) => status,
                Err(found) => {
                    fault(subcommand, "exit 0 or 2", found);
                    continue;
                }
            };
            match rows(&std::fs::read(&self.results).context("the results")?) {
                Err(error) => fault(subcommand, "JSON", error.to_string()),
                Ok(rows) if subcommand == "stats" => {
                    for found in unbalanced(&rows) {
                        fault("books", "balance", found);
                    }
                    told.push(status);
                }
                Ok(rows) => told.push(rows.len().to_string()),
            }
        }
        if let [_, _, flows] = &told[..]
            && flows != "0"
        {
            // Without a connection there is nothing to explain or to draw, and the status says so.
            let kind = in_turn(&OVERVIEWS, place / CHARTS.len());
            for one in [
                &["explain", "--flow", "0"][..],
                &["ladder", "--flow", "0", "--format", in_turn(&LADDERS, place)],
                &["sequence", "--flow", "0", "--format", in_turn(&CHARTS, place)],
                &["cut", "--flow", "0", "--annotate"],
                &["overview", "--kind", kind, "--format", in_turn(&CHARTS, place)],
            ] {
                if let Err(found) = self.ask(one, file)? {
                    fault(&one.join(" "), "exit 0 or 2", found);
                }
            }
        }
        if let Err(found) = self.ask(&["annotate"], file)? {
            fault("annotate", "exit 0 or 2", found);
        }
        let table = in_turn(&["segments", "flows"], place / FORMATS.len());
        let format = in_turn(&FORMATS, place);
        if let Err(found) = self.ask(&[table, "--format", format], file)? {
            fault(&format!("{table} as {format}"), "exit 0 or 2", found);
        }
        match of_module {
            Answer::Line(line) if line == told.join(" ") => {}
            Answer::Line(line) => fault("the Python module", &told.join(" "), line),
            answer => fault("the Python module", &told.join(" "), format!("{answer:?}")),
        }
        Ok(faults)
    }

    /// What the command answers.
    fn answer(&mut self, words: &[&str], file: &Path) -> Result<Answer> {
        let [results, file] = [&self.results, file].map(|path| path.to_str().context("a path in UTF-8"));
        self.command.ask(&[words, &["-o", results?, file?]].concat())
    }

    /// The status of a run, or what became of it instead of one that reads all it can.
    fn ask(&mut self, words: &[&str], file: &Path) -> Result<Result<String, String>> {
        Ok(match self.answer(words, file)? {
            Answer::Line(status) if status == "0" || status == "2" => Ok(status),
            Answer::Line(other) => Err(other),
            answer => Err(format!("{answer:?}")),
        })
    }
}
