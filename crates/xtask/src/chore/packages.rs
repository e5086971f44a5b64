//! What a stage needs of the system: installed with the system's package manager, where that is Debian's and this may.

use std::process::Command;

use anyhow::{Context, Result};

use crate::chore::command::run;

/// Whether a program starts, and succeeds.
pub(crate) fn works(program: &str, words: &[&str]) -> bool {
    Command::new(program).args(words).output().is_ok_and(|output| output.status.success())
}

/// Installs packages; `what` names what is needed of them, for people on other systems.
pub(crate) fn install(packages: &[&str], what: &str) -> Result<()> {
    let failed = || format!("{what} is needed; installing it failed");
    run(Command::new("apt-get").args(["update", "--quiet"])).with_context(failed)?;
    let words = ["install", "--yes", "--quiet", "--no-install-recommends"];
    run(Command::new("apt-get").args(words).args(packages)).with_context(failed)
}
