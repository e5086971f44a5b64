//! The hot paths held against committed counts: none may take more instructions than it did.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::chore::command::run;
use crate::chore::parallel;
use crate::chore::release;
use crate::chore::workspace::Workspace;
use crate::instructions::callgrind;
use crate::instructions::rows::Rounds;
use crate::test::rust::in_root;

/// The committed counts.
const COUNTS: &str = "benches/instructions.toml";
/// Flows, and segments told among them, by the example `steady`.
const STEADY: (u32, u64) = (1000, 20_000);
/// Rounds of the example `dispatch` of synfin-dissect, and segments of each.
const DISPATCH: (u64, u64) = (100, 128);
/// Segments of the capture that the whole command reads.
const WHOLE: u64 = 20_000;

/// `benches/instructions.toml`, read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    /// Per cent by which a path may lie above its count, and by which it may lie below before the count is to be lowered.
    slack: f64,
    /// In the order in which they are told.
    path: Vec<HotPath>,
}

/// One path and its count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HotPath {
    /// What is done for each segment, for people.
    what: String,
    /// How it is run.
    by: By,
    /// Instructions a segment.
    instructions: f64,
}

/// How a path is run.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum By {
    /// A row of the decoding benchmark.
    Row(String),
    /// The example `steady` of synfin-flow: one segment to a table of flows.
    Table,
    /// The example `dispatch` of synfin-dissect: one segment told in this way.
    Dispatch(String),
    /// The command `synfin` with these words over a generated capture.
    Command(Vec<String>),
}

/// As a stage of the test run.
pub(crate) fn stage(workspace: &Workspace) -> Result<()> {
    callgrind::ensure()?;
    ensure!(check(workspace)?, "a hot path has changed: see above");
    Ok(())
}

/// Counts every path and tells each; `false` when one takes more than its count, or so much less that the count guards nothing.
pub(super) fn check(workspace: &Workspace) -> Result<bool> {
    let text = fs::read_to_string(workspace.root.join(COUNTS)).context(COUNTS)?;
    let counts: Counts = toml::from_str(&text).context(COUNTS)?;
    let programs = Programs::build(workspace)?;
    let mut holds = true;
    let counted = parallel::map(&counts.path, |path| programs.count(&path.by));
    for (HotPath { what, by: _, instructions }, now) in counts.path.iter().zip(counted) {
        let now = now.with_context(|| what.clone())?;
        let more = (now / instructions - 1.0) * 100.0;
        let verdict = match more {
            more if more > counts.slack => "FAILED: slower than it was",
            more if more < -counts.slack => "FAILED: faster, so lower the count",
            _ => "",
        };
        holds &= verdict.is_empty();
        println!("{what:50} {now:9.1} instructions a segment, {more:+5.1} % {verdict}");
    }
    Ok(holds)
}

/// What the paths are run with.
struct Programs {
    rounds: Rounds,
    steady: PathBuf,
    dispatch: PathBuf,
    synfin: PathBuf,
    folder: tempfile::TempDir,
}

impl Programs {
    /// Builds them in the release profile, and makes the captures.
    fn build(workspace: &Workspace) -> Result<Programs> {
        let rounds = Rounds::build(workspace)?;
        let build =
            |words: &[&str]| run(in_root(workspace).args(["build", "--release", "--locked"]).args(words));
        build(&["--package", "synfin-flow", "--example", "steady"])?;
        build(&["--package", "synfin-dissect", "--example", "dispatch"])?;
        build(&["--package", "synfin-testkit", "--example", "generate_capture"])?;
        release::command(workspace)?;
        let folder = tempfile::tempdir().context("a folder for captures")?;
        let examples = workspace.target.join("release/examples");
        let whole = folder.path().join("whole.pcap");
        let segments = WHOLE.to_string();
        let mut generate = std::process::Command::new(examples.join("generate_capture"));
        run(generate.args(["--kind", "a", "--segments", &segments, "--seed", "1", "-o"]).arg(&whole))?;
        // The same capture without any record: what the command does beside the segments.
        let head = fs::read(&whole).context("the generated capture")?;
        fs::write(folder.path().join("none.pcap"), head.get(..24).context("a capture has a head")?)?;
        let [steady, dispatch] = ["steady", "dispatch"].map(|example| examples.join(example));
        Ok(Programs { rounds, steady, dispatch, synfin: workspace.synfin(), folder })
    }

    /// Instructions a segment.
    fn count(&self, by: &By) -> Result<f64> {
        match by {
            By::Row(row) => self.rounds.a_segment(row),
            By::Table => {
                let (flows, segments) = (STEADY.0.to_string(), STEADY.1.to_string());
                difference(&self.steady, &[&flows, "0"], &[&flows, &segments], STEADY.1)
            }
            By::Dispatch(way) => {
                let (rounds, segments) = DISPATCH;
                let all = (rounds + 1).to_string();
                difference(&self.dispatch, &[way, "1"], &[way, &all], rounds * segments)
            }
            By::Command(words) => {
                let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
                let [none, whole] = ["none.pcap", "whole.pcap"].map(|name| self.folder.path().join(name));
                let [none, whole] = [path(&none)?, path(&whole)?];
                let without: Vec<&str> = words.iter().copied().chain([none]).collect();
                words.push(whole);
                difference(&self.synfin, &without, &words, WHOLE)
            }
        }
    }
}

/// What a long run takes more than a short one, for each of so many segments.
fn difference(program: &Path, short: &[&str], long: &[&str], segments: u64) -> Result<f64> {
    let [short, long] = [short, long].map(|words| callgrind::instructions(program, words));
    let (short, long) = (short?, long?);
    if long < short {
        bail!("more work took fewer instructions");
    }
    Ok((long - short) as f64 / segments as f64)
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().context("a folder with a name in UTF-8")
}
