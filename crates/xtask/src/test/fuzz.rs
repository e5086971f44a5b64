//! A bounded run of every fuzz target, on the stable toolchain.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::chore::command::{run, told};
use crate::chore::workspace::Workspace;
use crate::test::rust::in_root;

/// The release that is installed when it is not there.
const CARGO_FUZZ: &str = "0.13.2";
/// Seconds for one target; what it finds in them is luck, that it still builds and holds on its corpus is not.
const SECONDS: u32 = 6;
/// Seconds after which one input counts as a hang.
const HANG: u32 = 10;

/// Builds all targets and runs each from its committed corpus; new inputs go to the target folder.
pub(super) fn smoke(workspace: &Workspace) -> Result<()> {
    let cargo_fuzz = cargo_fuzz(workspace)?;
    run(in_root(workspace).args(["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"]))?;
    let build = workspace.target.join("fuzz");
    let fuzz = |word: &str| {
        let mut command = Command::new(&cargo_fuzz);
        command.current_dir(&workspace.root).args(["fuzz", word]);
        command
    };
    let targets = targets(&mut fuzz("list"))?;
    ensure!(!targets.is_empty(), "there is no fuzz target");
    for target in targets {
        let found = workspace.target.join("fuzz-found").join(&target);
        fs::create_dir_all(&found).with_context(|| found.display().to_string())?;
        run(fuzz("run")
            .args(["--sanitizer", "none", "--target-dir"])
            .arg(&build)
            .arg(&target)
            .arg(&found)
            .arg(workspace.root.join("fuzz/corpus").join(seeds(&target)))
            .arg("--")
            .args([format!("-max_total_time={SECONDS}"), format!("-timeout={HANG}")])
            .args(["-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1"]))?;
    }
    Ok(())
}

/// The folder under `fuzz/corpus` from which a target starts.
fn seeds(target: &str) -> &str {
    // It takes capture files, as `capture` does.
    if target == "analyzer" { "capture" } else { target }
}

/// The names of the targets, as cargo-fuzz reads them from `fuzz/Cargo.toml`.
fn targets(list: &mut Command) -> Result<Vec<String>> {
    let output = list.output().with_context(|| told(list))?;
    ensure!(output.status.success(), "`{}`: {}", told(list), String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.split_whitespace().map(str::to_owned).collect())
}

/// cargo-fuzz under the target folder, installed when it is missing or of another release.
fn cargo_fuzz(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("tools");
    let program = folder.join("bin/cargo-fuzz");
    let found = Command::new(&program).args(["fuzz", "--version"]).output();
    let wanted = format!("cargo-fuzz {CARGO_FUZZ}");
    if !found.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == wanted) {
        run(in_root(workspace)
            .args(["install", "--locked", "cargo-fuzz", "--version", CARGO_FUZZ, "--force", "--root"])
            .arg(&folder)
            .env("CARGO_TARGET_DIR", workspace.target.join("tools-build")))?;
    }
    Ok(program)
}
