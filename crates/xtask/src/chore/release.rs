//! The command as users have it, built once for all who ask for it.

use anyhow::Result;

use crate::chore::command::run;
use crate::chore::workspace::Workspace;
use crate::test::rust::in_root;

/// Builds the command, and the door through which it is asked of many captures in one process: in one go, as with the example
/// cargo builds some crates in another variant than without.
pub(crate) fn command(workspace: &Workspace) -> Result<()> {
    let words = ["--package", "synfin-cli", "--bin", "synfin", "--example", "door"];
    run(in_root(workspace).args(["build", "--release", "--locked"]).args(words))
}
