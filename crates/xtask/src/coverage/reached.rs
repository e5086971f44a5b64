//! Every fuzz target over its corpus, once, in a build that counts what is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::chore::command::{run as run_shown, told};
use crate::chore::workspace::Workspace;
use crate::coverage::llvm::{Llvm, host};
use crate::coverage::shares::{self, Covered};
use crate::test::fuzz::{seeds, targets};
use crate::test::rust::in_root;

/// The crates whose code is counted: those that read what strangers wrote, and follow it.
const CRATES: [&str; 4] = ["synfin-wire", "synfin-flow", "synfin-capture", "synfin-dissect"];
/// Inputs that one process is given, by their names.
const SHARE: usize = 1000;

/// What `cargo xtask coverage` takes.
#[derive(Args)]
pub(crate) struct CoverageArguments {
    /// Only these fuzz targets.
    targets: Vec<String>,
    /// A folder of further inputs, in a folder for each target (may be given several times).
    #[arg(long, value_name = "FOLDER")]
    found: Vec<PathBuf>,
}

/// Prints a table in Markdown: a row a target, a column a crate, per cent of lines and of regions.
pub(crate) fn run(arguments: &CoverageArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    let llvm = Llvm::found()?;
    let all = targets(&workspace)?;
    for wanted in &arguments.targets {
        ensure!(all.contains(wanted), "{wanted}: no such target; there are {}", all.join(", "));
    }
    let wanted = |target: &&String| arguments.targets.is_empty() || arguments.targets.contains(target);
    let programs = build(&workspace, &all)?;
    let folder = tempfile::tempdir().context("a folder for counts")?;
    let mut rows = Vec::new();
    let mut counts = Vec::new();
    for target in all.iter().filter(wanted) {
        let inputs = inputs(&workspace, target, &arguments.found)?;
        let counted = folder.path().join(target);
        execute(&programs.join(target), &inputs, &counted)?;
        let merged = folder.path().join(format!("{target}.profdata"));
        llvm.merge(&files(&counted)?, &merged)?;
        rows.push((format!("`{target}`"), inputs.len().to_string(), merged.clone()));
        counts.push(merged);
    }
    let together = folder.path().join("together.profdata");
    llvm.merge(&counts, &together)?;
    rows.push(("together".to_owned(), String::new(), together));

    let programs: Vec<PathBuf> = all.iter().map(|target| programs.join(target)).collect();
    let sources: Vec<PathBuf> =
        CRATES.iter().map(|name| workspace.root.join("crates").join(name).join("src")).collect();
    let mut table = Vec::new();
    for (name, inputs, counted) in rows {
        let export = llvm.summary(&counted, &programs, &sources)?;
        table.push((name, inputs, shares::of(&export, &sources)?));
    }
    print(&table);
    Ok(true)
}

/// Builds all targets, counting; the folder that they lie in.
fn build(workspace: &Workspace, targets: &[String]) -> Result<PathBuf> {
    let target = workspace.target.join("coverage");
    let host = host()?;
    let mut command = in_root(workspace);
    command
        // With a target that is named, build scripts and macros are built without these flags.
        .env("RUSTFLAGS", "-C instrument-coverage --cfg fuzzing")
        .args(["build", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", &host, "--target-dir"])
        .arg(&target);
    for name in targets {
        command.args(["--bin", name]);
    }
    run_shown(&mut command)?;
    Ok(target.join(host).join("debug"))
}

/// The committed corpus of a target, and what lies in its folder elsewhere.
fn inputs(workspace: &Workspace, target: &str, found: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut inputs = files(&workspace.root.join("fuzz/corpus").join(seeds(target)))?;
    for folder in found.iter().map(|folder| folder.join(target)).filter(|folder| folder.is_dir()) {
        inputs.extend(files(&folder)?);
    }
    ensure!(!inputs.is_empty(), "{target} has no corpus");
    Ok(inputs)
}

/// Runs each input once; the counts of every process go to the folder `counted`.
fn execute(program: &Path, inputs: &[PathBuf], counted: &Path) -> Result<()> {
    for share in inputs.chunks(SHARE) {
        let mut command = Command::new(program);
        command.env("LLVM_PROFILE_FILE", counted.join("%p.profraw")).arg("-rss_limit_mb=4096");
        let output = command.args(share).output().with_context(|| told(&command))?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{}: an input fails: {said}", program.display());
    }
    Ok(())
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files)
}

fn print(table: &[(String, String, Vec<Covered>)]) {
    let line = |cells: &[String]| println!("| {} |", cells.join(" | "));
    let head = ["target", "inputs"].into_iter().map(str::to_owned);
    line(&head.chain(CRATES.iter().map(|name| format!("`{name}`"))).collect::<Vec<_>>());
    println!("|---|---:|{}", "---:|".repeat(CRATES.len()));
    for (name, inputs, covered) in table {
        let cells = covered.iter().map(|covered| covered.cell());
        line(&[name.clone(), inputs.clone()].into_iter().chain(cells).collect::<Vec<_>>());
    }
    if let Some((_, _, covered)) = table.last() {
        let counts = covered.iter().map(|covered| covered.counts());
        line(&["lines / regions".to_owned(), String::new()].into_iter().chain(counts).collect::<Vec<_>>());
    }
}
