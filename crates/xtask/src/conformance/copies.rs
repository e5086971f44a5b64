//! Annotated captures as Wireshark's own program reads them, if it is installed: the same frames, and a comment a segment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::chore::command::caught;
use crate::chore::parallel;
use crate::conformance::columns::SegmentRow;
use crate::conformance::hostile::captures;
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;
use crate::conformance::synfin::LIMIT;

/// Of so many captures one is asked about: the program takes a second to start.
const ONE_OF: usize = 12;
/// The longest that tshark may take over one capture, on a machine that does other things.
const PATIENCE: Duration = Duration::from_mins(2);
/// What must be the same of every frame. (A frame's place in a file, or its interface in one without any, is not.)
const SAME: [&str; 5] = ["frame.number", "frame.time_epoch", "frame.len", "frame.cap_len", "frame.protocols"];

/// `copies.frames` and `copies.comments`; nothing where there is no tshark.
pub(super) fn copies(bench: &Bench) -> Result<Vec<Measure>> {
    if Command::new("tshark").arg("--version").output().is_err() {
        println!("tshark is not installed: nobody reads the copies");
        return Ok(Vec::new());
    }
    let files = captures(&bench.shared.join("captures/files"))?;
    let some: Vec<&PathBuf> = files.iter().step_by(ONE_OF).collect();
    let mut frames = Measure::new("copies.frames", "frames", Some(100.0));
    let mut comments = Measure::new("copies.comments", "segments", Some(100.0));
    for part in parallel::map(&some, |file| one(bench, file)) {
        let [of_frames, of_comments] = part?;
        frames.absorb(of_frames);
        comments.absorb(of_comments);
    }
    Ok(vec![frames, comments])
}

fn one(bench: &Bench, file: &Path) -> Result<[Measure; 2]> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut frames = Measure::new("copies.frames", "frames", None);
    let mut comments = Measure::new("copies.comments", "segments", None);
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("copy.pcapng");
    let annotate =
        caught(Command::new(&bench.synfin.program).arg("annotate").arg(file).arg("-o").arg(&copy), LIMIT)?;
    match annotate.status.and_then(|status| status.code()) {
        Some(0) => {}
        // What is damaged is left out of the copy, and frames behind it have other numbers.
        Some(2) => return Ok([frames, comments]),
        other => {
            let said = String::from_utf8_lossy(&annotate.stderr).trim().to_owned();
            frames.count([Disagreement::new(
                &name,
                0,
                "annotate",
                "exit 0 or 2",
                format!("{other:?} {said}"),
            )]);
            return Ok([frames, comments]);
        }
    }
    let (before, after) = (read(file, &SAME)?, read(&copy, &SAME)?);
    for number in 0..before.len().max(after.len()) {
        let [theirs, ours] = [&before, &after].map(|rows| rows.get(number).cloned().unwrap_or_default());
        let differs = theirs != ours;
        frames.count(differs.then(|| Disagreement::new(&name, number as u64 + 1, "frame", theirs, ours)));
    }
    let told: BTreeMap<String, String> = read(&copy, &["frame.number", "frame.comment"])?
        .into_iter()
        .filter_map(|row| {
            row.split_once('\t').map(|(number, comment)| (number.to_owned(), comment.to_owned()))
        })
        .collect();
    for SegmentRow { frame, flow, step, reason, .. } in bench.synfin.segments(file)? {
        let comment = told.get(&frame.to_string()).cloned().unwrap_or_default();
        let has = |part: &str| comment.contains(part);
        let sound = has(&format!("synfin: flow {flow}, ")) && has(&format!(" ({step}) by ")) && has(&reason);
        let differs = (!sound).then(|| Disagreement::new(&name, frame, "comment", comment, step));
        comments.count(differs);
    }
    Ok([frames, comments])
}

/// Fields of every frame, as tshark prints them.
fn read(file: &Path, fields: &[&str]) -> Result<Vec<String>> {
    let mut tshark = Command::new("tshark");
    tshark.arg("-n").arg("-r").arg(file).args(["-T", "fields"]);
    tshark.args(fields.iter().flat_map(|field| ["-e", field]));
    let caught = caught(&mut tshark, PATIENCE)?;
    let Some(status) = caught.status else { bail!("tshark: not done after {} s", PATIENCE.as_secs()) };
    let said = String::from_utf8_lossy(&caught.stderr);
    ensure!(status.success(), "tshark {}: {}", file.display(), said.trim());
    let text = String::from_utf8(caught.stdout).context("what tshark prints")?;
    Ok(text.lines().map(str::to_owned).collect())
}
