//! Where the workspace and its target folder lie.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The folders of this checkout.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The folder with the top `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, as its environment and configuration set it.
    pub(crate) target: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    /// Asks cargo, from the package that cargo runs (not the one that was once compiled: a target folder may be shared);
    /// fails when cargo cannot read the workspace.
    pub(crate) fn find() -> Result<Self> {
        let package =
            std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(package)
            .output()
            .context("cargo metadata could not be started")?;
        ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
        Ok(Self { root: metadata.workspace_root, target: metadata.target_directory })
    }

    /// The release build of the command `synfin`.
    pub(crate) fn synfin(&self) -> PathBuf {
        self.target.join("release").join(format!("synfin{}", std::env::consts::EXE_SUFFIX))
    }
}

/// The cargo that runs this program, so that all stages use one toolchain.
pub(crate) fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
