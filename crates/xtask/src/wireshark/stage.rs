//! The stage of the test run.

use anyhow::{Context, Result};

use crate::chore::command::run;
use crate::chore::workspace::Workspace;
use crate::test::rust::{ALL, AS_FOR_TESTS, in_root};
use crate::wireshark::answers::{fragments_are_told_whole, same_as_the_command};
use crate::wireshark::captures::Captures;
use crate::wireshark::contained::{damage_reaches_nobody, panic_is_contained, wrong_line_is_refused};
use crate::wireshark::host::Tshark;
use crate::wireshark::plugin::Plugin;
use crate::wireshark::readme::readme_is_printed;
use crate::wireshark::shown::{columns, expert_information, filters};

/// Builds the plugin for the tshark that is there, and holds it against the command `synfin`.
///
/// `TSHARK` names another program than `tshark`, and so another release line.
pub(crate) fn stage(workspace: &Workspace) -> Result<()> {
    let tshark = Tshark::found()?;
    println!("tshark {}", tshark.line.name);
    run(in_root(workspace).arg("build").args(ALL).args(["--bin", "synfin"]).args(AS_FOR_TESTS))?;
    let captures = Captures::prepare(workspace)?;
    let plugin = Plugin::build(workspace, tshark.line, &[])?;
    let with = tshark.with(Some(&plugin))?;

    told(
        "answers as `synfin segments` and `synfin flows`, in one pass and in two",
        same_as_the_command(workspace, &with, &captures),
    )?;
    told("a segment in fragments", fragments_are_told_whole(&with, &captures))?;
    told("filters", filters(&with, &captures))?;
    told("columns", columns(&with, &captures))?;
    told("expert information", expert_information(&with, &captures))?;
    told("README", readme_is_printed(workspace, &with, &captures))?;
    told("damaged captures", damage_reaches_nobody(&with, &tshark.with(None)?, &captures))?;

    let planted = Plugin::build(workspace, tshark.line, &["planted-panic"])?;
    told("a planted panic", panic_is_contained(&tshark.with(Some(&planted))?, &captures))?;
    let other = Plugin::build(workspace, tshark.line.other(), &[])?;
    told("another release line", wrong_line_is_refused(&tshark.with_foreign(&other)?, &captures))
}

fn told(what: &str, outcome: Result<String>) -> Result<()> {
    let figures = outcome.with_context(|| what.to_owned())?;
    println!("{what}: {figures}");
    Ok(())
}
