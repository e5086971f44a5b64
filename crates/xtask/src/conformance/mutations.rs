//! Real captures, damaged by a seeded program.

use anyhow::Result;

use crate::chore::command::run;
use crate::conformance::hostile::{captures, python};
use crate::conformance::measure::Measure;
use crate::conformance::soundness;
use crate::conformance::suite::Bench;

/// `mutations.files`: as many as asked for, from the captures of the shared folder.
pub(super) fn mutations(bench: &Bench) -> Result<Vec<Measure>> {
    let folder = tempfile::tempdir()?;
    run(python(bench, "mutate_captures.py")
        .args(["--count", &bench.mutations.to_string(), "--seed", &bench.seed.to_string(), "--out"])
        .arg(folder.path())
        .arg(bench.shared.join("captures/files")))?;
    let files = captures(folder.path())?;
    Ok(vec![soundness::files(bench, "mutations.files", &files)])
}
