//! What must not reach the host: damage in a capture, a bug in synfin, a plugin of another line.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::chore::parallel;
use crate::wireshark::captures::Captures;
use crate::wireshark::host::Host;

/// Damaged captures end the host no otherwise than they do without the plugin.
pub(super) fn damage_reaches_nobody(with: &Host, without: &Host, captures: &Captures) -> Result<String> {
    let files: Vec<(usize, PathBuf)> = captures.damaged()?.into_iter().enumerate().collect();
    let mut told = 0;
    for segments in parallel::map(&files, |(number, capture)| damaged(with, without, *number, capture)) {
        told += segments?;
    }
    ensure!(told > 100, "only {told} segments told: the captures are too damaged to try anything");
    Ok(format!("{} captures, {told} segments told", files.len()))
}

/// How many segments are told of one of them.
fn damaged(with: &Host, without: &Host, number: usize, capture: &Path) -> Result<usize> {
    let words: &[&str] = if number.is_multiple_of(2) { &["-V"] } else { &["-V", "-2"] };
    // An end by a signal is an error already.
    let (with, without) = (with.read(capture, words)?, without.read(capture, words)?);
    let name = capture.display();
    ensure!(with.status == without.status, "{name}: {:?}, not {:?}", with.status, without.status);
    let said = String::from_utf8_lossy(&with.stderr);
    ensure!(!said.contains("panicked"), "{name}: {said}");
    let shown = String::from_utf8_lossy(&with.stdout);
    ensure!(!shown.contains("a bug in synfin"), "{name}");
    Ok(shown.matches("\nsynfin, ").count())
}

/// A panic in synfin is shown at its frame; the host goes on without the plugin, and ends as it should.
pub(super) fn panic_is_contained(host: &Host, captures: &Captures) -> Result<String> {
    let capture = captures.sample("four-way-close.pcap");
    let frames = |planted: &str, filter: &str| {
        let words = ["-T", "fields", "-e", "frame.number", "-Y", filter];
        let caught = host.read_in(&[("SYNFIN_PANIC_AT", planted)], &capture, &words)?;
        ensure!(caught.status.is_some_and(|status| status.success()), "{:?}", caught.status);
        let said = String::from_utf8_lossy(&caught.stderr).into_owned();
        ensure!(said.contains("planted by SYNFIN_PANIC_AT") == (planted != "0"), "{said}");
        Ok(String::from_utf8_lossy(&caught.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let all = (1..=33).map(|frame| frame.to_string()).collect::<Vec<_>>().join(" ");
    ensure!(frames("0", "synfin.step")? == all, "without a panic");
    ensure!(frames("5", "synfin.step")? == "1 2 3 4", "what was told before stays, and nothing comes after");
    ensure!(frames("5", "synfin.stopped")? == "5", "the frame itself says so");
    ensure!(frames("5", "tcp")? == all, "the host goes on");
    Ok("at frame 5 of 33, and the host reads them all".to_owned())
}

/// A plugin of another release line is not loaded, and tshark says why.
pub(super) fn wrong_line_is_refused(host: &Host, captures: &Captures) -> Result<String> {
    let caught = host.read(&captures.sample("four-way-close.pcap"), &["-V"])?;
    ensure!(caught.status.is_some_and(|status| status.success()), "{:?}", caught.status);
    ensure!(!String::from_utf8_lossy(&caught.stdout).contains("\nsynfin, "), "the plugin was loaded");
    let said = String::from_utf8_lossy(&caught.stderr).into_owned();
    said.lines().find(|line| line.contains("synfin.so")).map(str::to_owned).context(said)
}
