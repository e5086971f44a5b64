//! Captures made to break a reader, one idea each.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use crate::chore::command::run;
use crate::conformance::measure::Measure;
use crate::conformance::soundness;
use crate::conformance::suite::Bench;

/// `hostile.files`: every file that the generator writes.
pub(super) fn hostile(bench: &Bench) -> Result<Vec<Measure>> {
    let folder = tempfile::tempdir()?;
    run(python(bench, "gen_hostile.py").arg(folder.path()))?;
    let files = captures(folder.path())?;
    Ok(vec![soundness::files(bench, "hostile.files", &files)])
}

/// A generator of the shared folder.
pub(super) fn python(bench: &Bench, script: &str) -> Command {
    let mut command = Command::new(env::var_os("PYTHON").unwrap_or_else(|| "python3".into()));
    command.arg(bench.shared.join("hostile").join(script));
    command
}

/// What a generator wrote, in order, but for its own table.
pub(super) fn captures(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    let mut files: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| file.extension().is_none_or(|extension| extension != "tsv"))
        .collect();
    files.sort();
    ensure!(!files.is_empty(), "the generator wrote nothing");
    Ok(files)
}
