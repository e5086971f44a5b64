//! The stage of the test run.

use anyhow::{Result, ensure};

use crate::chore::workspace::Workspace;
use crate::supply::{cargo_deny, dependencies, public_api};

/// Licences, bans and sources of both workspaces; a reason for every dependency; public names as committed.
pub(crate) fn stage(workspace: &Workspace) -> Result<()> {
    cargo_deny::check(workspace)?;
    dependencies::check(workspace)?;
    ensure!(
        public_api::check(workspace)?,
        "public names have changed: if they are meant to, `cargo xtask public-api --write`, and see the policy on versions"
    );
    Ok(())
}
