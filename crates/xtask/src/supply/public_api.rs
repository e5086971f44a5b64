//! The public names of the libraries, committed, and held against what the crates have.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use crate::chore::command::run as run_shown;
use crate::chore::workspace::Workspace;
use crate::supply::listing;
use crate::test::rust::{ALL, AS_FOR_TESTS, in_root};

/// The crates whose Rust names are a promise. That of synfin-cli is its command line.
const CRATES: [&str; 6] =
    ["synfin-wire", "synfin-flow", "synfin-dissect", "synfin-capture", "synfin", "synfin-arrow"];
/// The committed lists, one file a crate.
const LISTS: &str = "crates/xtask/public-api";

/// What `cargo xtask public-api` takes.
#[derive(Args)]
pub(crate) struct PublicApiArguments {
    /// Write the lists anew instead of holding the crates against them.
    #[arg(long)]
    write: bool,
}

/// Compares or writes; `false` when a name has come or gone.
pub(crate) fn run(arguments: &PublicApiArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    if !arguments.write {
        return check(&workspace);
    }
    document(&workspace)?;
    for name in CRATES {
        let file = committed(&workspace, name);
        fs::write(&file, listing::of(&json(&workspace, name))?)
            .with_context(|| file.display().to_string())?;
    }
    Ok(true)
}

/// Tells every name that has come or gone; `false` when there is one.
pub(super) fn check(workspace: &Workspace) -> Result<bool> {
    document(workspace)?;
    let mut same = true;
    for name in CRATES {
        let file = committed(workspace, name);
        let committed = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let now = listing::of(&json(workspace, name))?;
        let differences = listing::differences(&committed, &now);
        println!("{name:16} {:5} public names, {} changed", now.lines().count(), differences.len());
        for line in &differences {
            println!("  {line}");
        }
        same &= differences.is_empty();
    }
    Ok(same)
}

/// Has rustdoc write its JSON for all libraries: to ask for some of them alone would build what they stand on anew.
fn document(workspace: &Workspace) -> Result<()> {
    let mut command = in_root(workspace);
    command.args(["doc", "--quiet", "--no-deps"]).args(ALL).arg("--lib").args(AS_FOR_TESTS);
    run_shown(
        command
            .env("RUSTDOC", workspace.root.join("crates/xtask/src/supply/rustdoc.sh"))
            .env("RUSTDOCFLAGS", "-Z unstable-options --output-format json"),
    )
}

fn json(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target.join("doc").join(format!("{}.json", name.replace('-', "_")))
}

fn committed(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.root.join(LISTS).join(format!("{name}.txt"))
}
