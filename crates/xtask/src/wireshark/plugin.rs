//! The plugin, built for a release line.

use std::fs;

use anyhow::{Context, Result};

use crate::chore::command::run;
use crate::chore::workspace::Workspace;
use crate::test::rust::in_root;
use crate::wireshark::host::Line;

/// A built plugin.
pub(super) struct Plugin {
    /// All of its file.
    pub(super) octets: Vec<u8>,
}

impl Plugin {
    /// Builds it with these features.
    pub(super) fn build(workspace: &Workspace, line: Line, features: &[&str]) -> Result<Plugin> {
        // The target folder may be given by the environment or by a configuration: what is known is where it is.
        run(in_root(workspace)
            .env("SYNFIN_WIRESHARK", line.name)
            .args(["build", "--locked", "--package", "synfin-wireshark", "--features", &features.join(",")])
            .arg("--target-dir")
            .arg(&workspace.target))?;
        let built = workspace.target.join("debug/libsynfin_wireshark.so");
        let octets = fs::read(&built).with_context(|| built.display().to_string())?;
        Ok(Plugin { octets })
    }
}
