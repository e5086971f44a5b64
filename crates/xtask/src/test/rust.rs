//! The stages that cargo alone runs.

use std::process::Command;

use anyhow::{Context, Result};

use crate::chore::command::run;
use crate::chore::workspace::{Workspace, cargo};

/// Cargo and its companions, and the compilers that build scripts and linking ask for.
pub(super) fn tools(workspace: &Workspace) -> Result<()> {
    run(in_root(workspace).arg("--version"))?;
    run(in_root(workspace).args(["fmt", "--version"])).context("rustfmt belongs to the toolchain")?;
    run(in_root(workspace).args(["clippy", "--version"])).context("clippy belongs to the toolchain")?;
    for compiler in ["cc", "c++"] {
        run(Command::new(compiler).arg("--version"))
            .context("Rust links with a C compiler, and libFuzzer is built from C++")?;
    }
    Ok(())
}

pub(super) fn format(workspace: &Workspace) -> Result<()> {
    run(in_root(workspace).args(["fmt", "--all", "--", "--check"]))?;
    run(in_root(workspace).args(["fmt", "--all", "--manifest-path", "fuzz/Cargo.toml", "--", "--check"]))
}

pub(super) fn clippy(workspace: &Workspace) -> Result<()> {
    let words =
        ["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "-D", "warnings"];
    run(in_root(workspace).args(words))?;
    // The fuzz targets are a workspace of their own, with a target folder of its own.
    let words = ["clippy", "--manifest-path", "fuzz/Cargo.toml", "--all-targets", "--locked", "--target-dir"];
    let target = workspace.target.join("fuzz-checked");
    run(in_root(workspace).args(words).arg(target).args(["--", "-D", "warnings"]))
}

pub(super) fn test(workspace: &Workspace) -> Result<()> {
    run(in_root(workspace).args(["test", "--workspace", "--all-features", "--locked", "--quiet"]))
}

/// Builds a library that brings its own panic handler: it does not build as soon as anything under it asks for std.
pub(super) fn no_std(workspace: &Workspace) -> Result<()> {
    let target = workspace.target.join("no-std");
    let manifest = "crates/xtask/no-std/Cargo.toml";
    run(in_root(workspace)
        .args(["build", "--locked", "--manifest-path", manifest, "--target-dir"])
        .arg(target))
}

pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    let words = ["doc", "--workspace", "--all-features", "--no-deps", "--locked"];
    run(in_root(workspace).args(words).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Each benchmark once, without timing it.
pub(super) fn bench(workspace: &Workspace) -> Result<()> {
    run(in_root(workspace).args([
        "bench",
        "--package",
        "synfin-benches",
        "--benches",
        "--locked",
        "--",
        "--test",
    ]))
}

/// Cargo, started in the top folder.
pub(crate) fn in_root(workspace: &Workspace) -> Command {
    let mut command = Command::new(cargo());
    command.current_dir(&workspace.root);
    command
}
