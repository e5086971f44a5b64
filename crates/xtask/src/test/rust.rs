//! The stages that cargo alone runs.

use std::process::Command;

use anyhow::{Context, Result};

use crate::chore::command::run;
use crate::chore::workspace::{Workspace, cargo};
use crate::test::programs;

/// All packages with all features, and so always the same crates in the same variants: with any other choice, cargo builds what
/// differs in one feature anew, and all that stands on it. What a stage asks for is chosen by kind, never by package.
pub(crate) const ALL: [&str; 3] = ["--workspace", "--all-features", "--locked"];
/// Beside libraries and programs: any example will do, as cargo takes the features that tests need into account where there is one.
pub(crate) const AS_FOR_TESTS: [&str; 2] = ["--example", "door"];

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
    let denied = ["--", "-D", "warnings"];
    run(in_root(workspace).arg("clippy").args(ALL).arg("--all-targets").args(denied))?;
    // The fuzz targets are a workspace of their own; what both stand on is there already.
    let words = ["clippy", "--manifest-path", "fuzz/Cargo.toml", "--all-targets", "--locked", "--target-dir"];
    run(in_root(workspace).args(words).arg(&workspace.target).args(denied))
}

pub(super) fn test(workspace: &Workspace) -> Result<()> {
    programs::pass(workspace)?;
    run(in_root(workspace).arg("test").args(ALL).args(["--doc", "--quiet"]))
}

/// Builds a library that brings its own panic handler: it does not build as soon as anything under it asks for std.
pub(super) fn no_std(workspace: &Workspace) -> Result<()> {
    let target = workspace.target.join("no-std");
    let manifest = "crates/xtask/no-std/Cargo.toml";
    run(in_root(workspace)
        .args(["build", "--locked", "--manifest-path", manifest, "--target-dir"])
        .arg(target))
}

/// Libraries, and programs but `synfin`, whose pages would lie over those of the library.
pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    let kinds = ["--no-deps", "--lib", "--bin", "[!s]*"];
    run(in_root(workspace)
        .arg("doc")
        .args(ALL)
        .args(kinds)
        .args(AS_FOR_TESTS)
        .env("RUSTDOCFLAGS", "-D warnings"))
}

/// Each benchmark once, without timing it, and so as little optimised as the tests: overflows and assertions show.
pub(super) fn bench(workspace: &Workspace) -> Result<()> {
    run(in_root(workspace).arg("test").args(ALL).args(["--bench", "*", "--", "--test"]))
}

/// Cargo, started in the top folder.
pub(crate) fn in_root(workspace: &Workspace) -> Command {
    let mut command = Command::new(cargo());
    command.current_dir(&workspace.root);
    command
}
