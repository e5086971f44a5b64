//! tshark, found or installed, and run with a plugin folder of our own.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::chore::command::{Caught, caught, run};
use crate::wireshark::plugin::Plugin;

/// The longest that one run may take.
const LIMIT: Duration = Duration::from_mins(1);
/// A user who may do nothing. As root, tshark reads no plugin folder but the machine's own.
const NOBODY: u32 = 65534;

/// A release line that the plugin can be built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: &'static str,
}

/// Those that `crates/synfin-wireshark/build.rs` knows.
const LINES: [Line; 3] = [Line { name: "4.0" }, Line { name: "4.4" }, Line { name: "4.6" }];

impl Line {
    /// One that it is not.
    pub(super) fn other(self) -> Line {
        if self == LINES[0] { LINES[1] } else { LINES[0] }
    }
}

/// tshark, whatever plugins it is run with.
pub(super) struct Tshark {
    program: OsString,
    pub(super) line: Line,
}

impl Tshark {
    /// `TSHARK`, or `tshark`; that is installed where it is missing and Debian's packages can be.
    pub(super) fn found() -> Result<Tshark> {
        let program = std::env::var_os("TSHARK").unwrap_or_else(|| "tshark".into());
        if Command::new(&program).arg("--version").output().is_err() {
            install().context("tshark is missing, and could not be installed")?;
        }
        let output = Command::new(&program).arg("--version").output().context("tshark")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let release = said.split_whitespace().nth(2).unwrap_or_default();
        let is_of = |line: &&Line| release.starts_with(&format!("{}.", line.name));
        let Some(&line) = LINES.iter().find(is_of) else {
            bail!(
                "the plugin was never tried with tshark {release}: {}",
                said.lines().next().unwrap_or_default()
            )
        };
        Ok(Tshark { program, line })
    }

    /// It with one plugin, or none.
    pub(super) fn with(&self, plugin: Option<&Plugin>) -> Result<Host> {
        self.host(plugin)
    }

    /// It with a plugin that was built for another line, in the place of its own.
    pub(super) fn with_foreign(&self, plugin: &Plugin) -> Result<Host> {
        self.host(Some(plugin))
    }

    fn host(&self, plugin: Option<&Plugin>) -> Result<Host> {
        let home = tempfile::tempdir()?;
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755))?;
        let folder = home.path().join(format!(".local/lib/wireshark/plugins/{}/epan", self.line.name));
        fs::create_dir_all(&folder)?;
        if let Some(plugin) = plugin {
            fs::write(folder.join("synfin.so"), &plugin.octets)?;
        }
        Ok(Host { program: self.program.clone(), home })
    }
}

fn install() -> Result<()> {
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "tshark"])
}

/// tshark with a home of its own.
pub(super) struct Host {
    program: OsString,
    home: TempDir,
}

impl Host {
    /// It, about to run; as root, it runs as nobody.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir("/").env("HOME", self.home.path());
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "WIRESHARK_PLUGIN_DIR"] {
            command.env_remove(name);
        }
        // The standard library leaves the other groups too.
        if fs::metadata("/proc/self").is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0)
        {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Reads a capture, with more words; an error where it is ended by a signal, or not at all.
    pub(super) fn read(&self, capture: &Path, words: &[&str]) -> Result<Caught> {
        self.read_in(&[], capture, words)
    }

    /// The same, with more in its environment.
    pub(super) fn read_in(
        &self,
        variables: &[(&str, &str)],
        capture: &Path,
        words: &[&str],
    ) -> Result<Caught> {
        let mut command = self.command();
        command.envs(variables.iter().copied());
        let caught = caught(command.arg("-r").arg(capture).args(["-n"]).args(words), LIMIT)?;
        let status = caught.status.with_context(|| format!("{}: tshark does not end", capture.display()))?;
        let said = String::from_utf8_lossy(&caught.stderr);
        ensure!(status.code().is_some(), "{}: tshark: {status}: {}", capture.display(), said.trim());
        Ok(caught)
    }

    /// The values of some fields, a row for each frame.
    pub(super) fn fields(&self, capture: &Path, fields: &[&str], words: &[&str]) -> Result<Vec<Vec<String>>> {
        let mut all = vec!["-T", "fields", "-E", "occurrence=a", "-E", "separator=/t"];
        all.extend(fields.iter().flat_map(|field| ["-e", field]));
        all.extend(words);
        let caught = self.read(capture, &all)?;
        let said = String::from_utf8_lossy(&caught.stderr);
        ensure!(
            caught.status.is_some_and(|status| status.success()),
            "{}: {}",
            capture.display(),
            said.trim()
        );
        let rows = String::from_utf8_lossy(&caught.stdout);
        Ok(rows.lines().map(|row| row.split('\t').map(str::to_owned).collect()).collect())
    }
}
