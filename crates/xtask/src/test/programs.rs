//! The test programs that cargo builds, run side by side: cargo itself runs one after another, and most of them wait for one slow
//! test in the end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::chore::command::{run_told_at_its_end, told};
use crate::chore::parallel;
use crate::chore::workspace::Workspace;
use crate::test::rust::{ALL, in_root};

/// The longest that one program may take.
const LIMIT: Duration = Duration::from_mins(15);

/// One program, in the environment that cargo gives it.
struct Program {
    executable: PathBuf,
    manifest: PathBuf,
}

/// What cargo tells of one thing that it built; of other things it tells less.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    executable: Option<PathBuf>,
    profile: Option<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    /// Whether it was built as a test.
    test: bool,
}

/// Builds all test programs of the workspace and runs each, as many at once as there are cores.
pub(super) fn pass(workspace: &Workspace) -> Result<()> {
    let programs = built(workspace)?;
    ensure!(!programs.is_empty(), "there is no test");
    println!("{} programs", programs.len());
    parallel::map(&programs, |program| run_told_at_its_end(&mut program.command()?, LIMIT))
        .into_iter()
        .collect()
}

impl Program {
    fn command(&self) -> Result<Command> {
        let package = self.manifest.parent().context("a manifest lies in a folder")?;
        let mut command = Command::new(&self.executable);
        command.arg("--quiet").current_dir(package);
        command.env("CARGO_MANIFEST_DIR", package).env("CARGO_MANIFEST_PATH", &self.manifest);
        Ok(command)
    }
}

fn built(workspace: &Workspace) -> Result<Vec<Program>> {
    let mut command = in_root(workspace);
    command.arg("test").args(ALL).args(["--no-run", "--message-format=json-render-diagnostics"]);
    let line = told(&command);
    println!("$ {line}");
    // What people are told comes on standard error, as ever.
    let output = command.stderr(Stdio::inherit()).output().with_context(|| line.clone())?;
    ensure!(output.status.success(), "`{line}` ended with {}", output.status);
    of_messages(&String::from_utf8(output.stdout)?).with_context(|| line)
}

fn of_messages(messages: &str) -> Result<Vec<Program>> {
    let mut programs = Vec::new();
    for line in messages.lines() {
        let message: Message = serde_json::from_str(line)?;
        let is_test =
            message.reason == "compiler-artifact" && message.profile.is_some_and(|profile| profile.test);
        if let (true, Some(executable), Some(manifest)) = (is_test, message.executable, message.manifest_path)
        {
            programs.push(Program { executable, manifest });
        }
    }
    // Those that start many processes take longest; who waits for them at the end waits alone.
    programs.sort_by_key(|program| !is_of_a_program(&program.manifest));
    Ok(programs)
}

fn is_of_a_program(manifest: &Path) -> bool {
    manifest.components().any(|part| part.as_os_str() == "synfin-cli")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::of_messages;

    #[test]
    fn programs_that_are_tests_are_run_in_their_packages_those_of_the_command_first() {
        let artifact = |package: &str, test: bool, executable: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/w/{package}/Cargo.toml","profile":{{"test":{test}}},"executable":{executable}}}"#
            )
        };
        let messages = [
            artifact("synfin-wire", true, r#""/t/wire-1""#),
            artifact("synfin-wire", true, "null"),
            artifact("synfin-cli", false, r#""/t/door""#),
            artifact("synfin-cli", true, r#""/t/manners-1""#),
            r#"{"reason":"build-script-executed","package_id":"x"}"#.to_owned(),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
        ];
        let programs = of_messages(&messages.join("\n")).expect("well-formed");
        let found: Vec<&Path> = programs.iter().map(|program| program.executable.as_path()).collect();
        assert_eq!(found, [Path::new("/t/manners-1"), Path::new("/t/wire-1")]);
        let command = programs[0].command().expect("a package");
        assert_eq!(command.get_current_dir(), Some(Path::new("/w/synfin-cli")));
    }
}
