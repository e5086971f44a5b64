//! A reason for every direct dependency, in the page about them; and no reason for what is no dependency any more.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::chore::workspace::{Workspace, cargo};

/// The page that gives the reasons.
const PAGE: &str = "crates/synfin/docs/dependencies.md";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `null` for an ordinary one.
    kind: Option<String>,
    /// `null` for a path.
    source: Option<String>,
}

/// A crate, and another that it needs.
type Pair = (String, String);

/// Fails when the page and the manifests name different pairs.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let page = fs::read_to_string(workspace.root.join(PAGE)).context(PAGE)?;
    let told = rows(&page)?;
    let needed = needed(workspace)?;
    for (crate_name, dependency) in needed.difference(&told) {
        println!("{crate_name} needs {dependency}, and {PAGE} does not say why");
    }
    for (crate_name, dependency) in told.difference(&needed) {
        println!("{PAGE} says why {crate_name} needs {dependency}, which it does not");
    }
    ensure!(told == needed, "{PAGE} and the manifests differ");
    println!("{} direct dependencies, a reason for each", told.len());
    Ok(())
}

/// The rows `| crate | dependency | reason |` of the page; a row without a reason is an error.
fn rows(page: &str) -> Result<BTreeSet<Pair>> {
    let mut pairs = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [crate_name, dependency, reason] = cells[..] else { bail!("not three cells: {line}") };
        ensure!(!reason.is_empty(), "no reason: {line}");
        ensure!(
            pairs.insert([crate_name, dependency].map(|name| name.trim_matches('`').to_owned()).into()),
            "twice: {line}"
        );
    }
    Ok(pairs)
}

/// What every member of the workspace needs from the registry to be built; tests and benchmarks may need more.
fn needed(workspace: &Workspace) -> Result<BTreeSet<Pair>> {
    let output = Command::new(cargo())
        .args(["metadata", "--no-deps", "--locked", "--format-version=1"])
        .current_dir(&workspace.root)
        .output()
        .context("cargo metadata could not be started")?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let pairs = metadata.packages.into_iter().flat_map(|package| {
        let ordinary = |dependency: &Dependency| dependency.kind.is_none() && dependency.source.is_some();
        let dependencies = package.dependencies.into_iter().filter(ordinary);
        dependencies.map(move |dependency| (package.name.clone(), dependency.name)).collect::<Vec<_>>()
    });
    Ok(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_row_is_a_crate_a_dependency_and_a_reason() {
        let page = "| crate | needs | for |\n|---|---|---|\n| `synfin-wire` | `nom` | parsing |\n";
        assert_eq!(
            rows(page).expect("well-formed").into_iter().collect::<Vec<_>>(),
            [("synfin-wire".to_owned(), "nom".to_owned())]
        );
    }

    #[test]
    fn a_row_without_a_reason_or_said_twice_is_refused() {
        assert!(rows("| `synfin-wire` | `nom` | |").is_err());
        assert!(rows("| `synfin-wire` | `nom` |").is_err());
        assert!(rows("| `synfin` | `csv` | x |\n| `synfin` | `csv` | y |").is_err());
    }
}
