//! What the plugin tells, beside what the command tells.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::chore::command::caught;
use crate::chore::parallel;
use crate::chore::workspace::Workspace;
use crate::wireshark::captures::Captures;
use crate::wireshark::host::Host;

/// The plugin's fields, and the columns of `synfin segments` that tell the same.
const SAME: [(&str, &str); 11] = [
    ("synfin.flow", "flow"),
    ("synfin.direction", "direction"),
    ("synfin.stage", "stage"),
    ("synfin.step", "step"),
    ("synfin.label", "label"),
    ("synfin.originator.state", "originator_state"),
    ("synfin.originator.basis", "originator_basis"),
    ("synfin.responder.state", "responder_state"),
    ("synfin.responder.basis", "responder_basis"),
    ("synfin.note", "notes"),
    ("synfin.reason", "reason"),
];

/// Values by frame.
type Rows = BTreeMap<u64, Vec<String>>;

/// Every sample, read once and read twice (`-2`).
///
/// For every frame with a segment the plugin tells the same in every field as the command, and nothing for any other frame; the second
/// reading changes nothing, and knows what became of every connection; the segment that ends one said so at the first.
pub(super) fn same_as_the_command(workspace: &Workspace, host: &Host, captures: &Captures) -> Result<String> {
    let mut all = Counts::default();
    for counts in parallel::map(&captures.samples, |sample| of_sample(workspace, host, sample)) {
        let counts = counts?;
        all.segments += counts.segments;
        all.connections += counts.connections;
        all.ended += counts.ended;
    }
    ensure!(all.ended > 0, "no connection ends");
    let Counts { segments, connections, ended } = all;
    let samples = captures.samples.len();
    Ok(format!("{segments} segments of {samples} samples; {connections} connections, of which {ended} end"))
}

/// What was compared.
#[derive(Default)]
struct Counts {
    segments: usize,
    connections: usize,
    ended: usize,
}

fn of_sample(workspace: &Workspace, host: &Host, sample: &Path) -> Result<Counts> {
    let name = sample.display();
    let mut fields = SAME.map(|(field, _)| field).to_vec();
    fields.push("synfin.outcome");
    let once = of_plugin(host, sample, &fields, &[])?;
    fields.push("synfin.outcome.at_end");
    let mut twice = of_plugin(host, sample, &fields, &["-2"])?;
    let at_end: Vec<Option<String>> = twice.values_mut().map(Vec::pop).collect();
    ensure!(once == twice, "{name}: another answer with -2");

    let segments: Rows = of_command(workspace, "segments", sample)?
        .iter()
        .map(|row| (row["frame"].as_u64().unwrap_or(0), SAME.map(|(_, column)| text(&row[column])).to_vec()))
        .collect();
    ensure!(!segments.is_empty(), "{name}: no segment");
    for frame in segments.keys().chain(once.keys()) {
        let ours = segments.get(frame).map(Vec::as_slice);
        let theirs = once.get(frame).and_then(|row| row.get(..SAME.len()));
        ensure!(ours == theirs, "{name}, frame {frame}: {theirs:?}, not {ours:?}");
    }

    let flows: BTreeMap<String, String> = of_command(workspace, "flows", sample)?
        .iter()
        .map(|row| (text(&row["flow"]), text(&row["outcome"])))
        .collect();
    let mut ended = BTreeMap::new();
    for ((frame, row), at_end) in once.iter().zip(&at_end) {
        let flow = row.first().context("no connection")?;
        ensure!(flows.get(flow) == at_end.as_ref(), "{name}, frame {frame}: {at_end:?} at the end");
        if let Some(outcome) = row.last().filter(|outcome| !outcome.is_empty()) {
            ended.insert(flow, outcome);
        }
    }
    for (flow, outcome) in &ended {
        ensure!(flows.get(*flow) == Some(*outcome), "{name}, connection {flow}: {outcome}");
    }
    Ok(Counts { segments: segments.len(), connections: flows.len(), ended: ended.len() })
}

/// The host puts fragments together, and the segment is told at the frame that completes it; a quoted segment is not told.
pub(super) fn fragments_are_told_whole(host: &Host, captures: &Captures) -> Result<String> {
    let capture = captures.fragmented()?;
    let told = of_plugin(host, &capture, &["synfin.step", "synfin.reason", "synfin.note"], &[])?;
    let steps: Vec<(u64, &str)> = told.iter().map(|(&frame, row)| (frame, row[0].as_str())).collect();
    let wanted = [(1, "SYN"), (2, "SYN_ACK"), (3, "HANDSHAKE_ACK"), (5, "DATA"), (6, "ACK")];
    ensure!(steps == wanted, "{told:?}");
    ensure!(told[&5][1].starts_with("1600 octets of new data"), "{told:?}");
    ensure!(told.values().all(|row| row[2].is_empty()), "no note was to be made: {told:?}");
    Ok(told[&5][1].clone())
}

/// The rows of frames that the plugin has something to say of.
fn of_plugin(host: &Host, capture: &Path, fields: &[&str], words: &[&str]) -> Result<Rows> {
    let all: Vec<&str> = std::iter::once("frame.number").chain(fields.iter().copied()).collect();
    let mut rows = Rows::new();
    for mut row in host.fields(capture, &all, words)? {
        row.resize(all.len(), String::new());
        let values = row.split_off(1);
        if values.iter().any(|value| !value.is_empty()) {
            rows.insert(row[0].parse().context("a frame's number")?, values);
        }
    }
    Ok(rows)
}

/// The rows of one of the command's tables.
fn of_command(workspace: &Workspace, table: &str, capture: &Path) -> Result<Vec<Value>> {
    let mut command = Command::new(workspace.target.join("debug/synfin"));
    let caught = caught(command.args([table, "--format", "json"]).arg(capture), Duration::from_mins(1))?;
    let said = String::from_utf8_lossy(&caught.stderr);
    ensure!(caught.status.is_some_and(|status| status.success()), "synfin {table}: {}", said.trim());
    serde_json::Deserializer::from_slice(&caught.stdout).into_iter().map(|row| Ok(row?)).collect()
}

/// A value as tshark writes it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(","),
        value => value.to_string(),
    }
}
