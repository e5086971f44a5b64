//! Asking the built command: one subcommand on one file, its JSON read into rows.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

use crate::chore::command::{Caught, caught};
use crate::conformance::columns::{FlowRow, SegmentRow};
use crate::conformance::dissect::told::ToldRow;

/// The longest that one run of the command may take.
pub(super) const LIMIT: Duration = Duration::from_secs(10);

/// The command `synfin`, built.
#[derive(Clone, Debug)]
pub(super) struct Synfin {
    pub(super) program: PathBuf,
}

impl Synfin {
    /// The table `segments` of a capture. What stands before damage in the file counts; a command that could not run,
    /// took too long or printed what is not its table is an error.
    pub(super) fn segments(&self, capture: &Path) -> Result<Vec<SegmentRow>> {
        self.rows("segments", &[], capture)
    }

    /// What dissectors tell of its segments, on the same terms.
    pub(super) fn told(&self, capture: &Path) -> Result<Vec<ToldRow>> {
        self.rows("segments", &[], capture)
    }

    /// The table `flows` of a capture, on the same terms.
    pub(super) fn flows(&self, capture: &Path) -> Result<Vec<FlowRow>> {
        self.rows("flows", &[], capture)
    }

    /// The same with every checksum taken for good.
    pub(super) fn flows_without_checksums(&self, capture: &Path) -> Result<Vec<FlowRow>> {
        self.rows("flows", &["--no-checksum"], capture)
    }

    /// One subcommand with JSON output, whatever comes of it.
    pub(super) fn json(&self, subcommand: &str, capture: &Path) -> Result<Caught> {
        self.json_with(subcommand, &[], capture)
    }

    fn json_with(&self, subcommand: &str, options: &[&str], capture: &Path) -> Result<Caught> {
        let words = [subcommand, "--format", "json"];
        caught(Command::new(&self.program).args(words).args(options).arg(capture), LIMIT)
    }

    fn rows<Row: DeserializeOwned>(
        &self,
        subcommand: &str,
        options: &[&str],
        capture: &Path,
    ) -> Result<Vec<Row>> {
        let caught = self.json_with(subcommand, options, capture)?;
        match caught.status.map(|status| status.code()) {
            Some(Some(0 | 2)) => {}
            None => bail!("synfin {subcommand}: not done after {} s", LIMIT.as_secs()),
            Some(code) => {
                let said = String::from_utf8_lossy(&caught.stderr);
                bail!("synfin {subcommand}: exit {code:?}: {}", said.trim());
            }
        }
        serde_json::Deserializer::from_slice(&caught.stdout)
            .into_iter()
            .collect::<Result<_, _>>()
            .with_context(|| format!("synfin {subcommand}: not a row of the table"))
    }
}
