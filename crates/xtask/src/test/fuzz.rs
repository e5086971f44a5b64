//! A bounded run of every fuzz target, on the stable toolchain.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::chore::command::{run, run_told_at_its_end};
use crate::chore::parallel;
use crate::chore::workspace::Workspace;
use crate::test::rust::in_root;

/// The release that is installed when it is not there.
const CARGO_FUZZ: &str = "0.13.2";
/// Seconds for one target; what it finds in them is luck, that it still builds and holds on its corpus is not.
const SECONDS: u32 = 6;
/// Seconds after which one input counts as a hang.
const HANG: u32 = 10;
/// The longest that one target may take, its corpus included.
const LIMIT: Duration = Duration::from_mins(10);

/// Builds all targets and runs each from its committed corpus, as many at once as there are cores; new inputs go to the target
/// folder.
pub(super) fn smoke(workspace: &Workspace) -> Result<()> {
    let cargo_fuzz = cargo_fuzz(workspace)?;
    run(in_root(workspace).args(["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"]))?;
    let fuzz = |word: &str| {
        let mut command = Command::new(&cargo_fuzz);
        command.current_dir(&workspace.root).args(["fuzz", word, "--sanitizer", "none", "--target-dir"]);
        command.arg(workspace.target.join("fuzz"));
        command
    };
    run(&mut fuzz("build"))?;
    let smoked = |target: &String| {
        let found = workspace.target.join("fuzz-found").join(target);
        fs::create_dir_all(&found).with_context(|| found.display().to_string())?;
        let mut command = fuzz("run");
        command
            .arg(target)
            .arg(&found)
            .arg(workspace.root.join("fuzz/corpus").join(seeds(target)))
            .arg("--")
            .args([format!("-max_total_time={SECONDS}"), format!("-timeout={HANG}")])
            .args(["-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1"]);
        run_told_at_its_end(&mut command, LIMIT)
    };
    parallel::map(&targets(workspace)?, smoked).into_iter().collect()
}

/// The folder under `fuzz/corpus` from which a target starts.
pub(crate) fn seeds(target: &str) -> &str {
    // It takes capture files, as `capture` does.
    if target == "analyzer" { "capture" } else { target }
}

#[derive(Deserialize)]
struct Manifest {
    bin: Vec<Bin>,
}

#[derive(Deserialize)]
struct Bin {
    name: String,
}

/// The names of the targets, in order, from `fuzz/Cargo.toml`.
pub(crate) fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    let manifest = workspace.root.join("fuzz/Cargo.toml");
    let text = fs::read_to_string(&manifest).with_context(|| manifest.display().to_string())?;
    let manifest: Manifest = toml::from_str(&text).context("fuzz/Cargo.toml")?;
    let mut names: Vec<String> = manifest.bin.into_iter().map(|bin| bin.name).collect();
    names.sort();
    ensure!(!names.is_empty(), "there is no fuzz target");
    Ok(names)
}

/// cargo-fuzz under the target folder, installed when it is missing or of another release.
fn cargo_fuzz(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("tools");
    let program = folder.join("bin/cargo-fuzz");
    let found = Command::new(&program).args(["fuzz", "--version"]).output();
    let wanted = format!("cargo-fuzz {CARGO_FUZZ}");
    if !found.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == wanted) {
        run(in_root(workspace)
            // Not optimised: it starts other programs, and is built more often than it would pay.
            .args([
                "install",
                "--debug",
                "--locked",
                "cargo-fuzz",
                "--version",
                CARGO_FUZZ,
                "--force",
                "--root",
            ])
            .arg(&folder)
            .env("CARGO_TARGET_DIR", workspace.target.join("tools-build")))?;
    }
    Ok(program)
}
