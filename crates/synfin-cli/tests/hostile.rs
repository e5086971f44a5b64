//! Every hostile capture through the command, under limits of memory and time that the system holds it to.
// macOS does not hold a process to a limit of address space.
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::{command, samples};
use serde_json::Value;
use synfin_testkit::hostile::all::all;
use synfin_testkit::hostile::case::{Case, Fault};

/// KiB of address space; a tenth of it is the program itself.
const MEMORY: u32 = 256 << 10;
/// Seconds of the processor; the largest case takes a fraction of one.
const SECONDS: u32 = 10;

/// Runs the command over a file within the limits; beyond them the system ends it by a signal, or refuses it memory.
fn limited(file: &Path) -> Output {
    let within = format!("ulimit -v {MEMORY} && ulimit -t {SECONDS} && exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &within])
        .arg(command().get_program())
        .args(["stats", "--format", "json"])
        .arg(file)
        .current_dir(samples())
        .stdin(Stdio::null())
        .output()
        .expect("the command runs")
}

/// The number under a key, at any depth.
fn number(value: &Value, key: &str) -> Option<u64> {
    let fields = value.as_object()?;
    fields.get(key).and_then(Value::as_u64).or_else(|| fields.values().find_map(|field| number(field, key)))
}

/// What the command made of a case that is not as it is written down.
fn differences(case: &Case, file: &Path) -> Vec<String> {
    let output = limited(file);
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = &case.expected;
    let status = match expected.fault {
        None => 0,
        Some(Fault::Empty | Fault::NotACapture) => 1,
        Some(_) => 2,
    };
    if output.status.code() != Some(status) {
        return vec![format!("{}, not {status}: {said}", output.status)];
    }
    if status == 1 {
        let is_all = output.stdout.is_empty() && said.lines().count() == 1;
        let is_of_it = said.starts_with(&format!("{}: ", file.display()));
        return if is_all && is_of_it { Vec::new() } else { vec![format!("more is told: {said}")] };
    }
    let mut found = Vec::new();
    let rows: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("stats are JSON"))
        .collect();
    let frames = rows.iter().find_map(|row| number(row, "frames"));
    if !frames.is_some_and(|frames| expected.records.contains(&frames)) {
        found.push(format!("{frames:?} records, not {:?}", expected.records));
    }
    if let Some(offset) = expected.fault_offset
        && !said.starts_with(&format!("{}:{offset}: ", file.display()))
    {
        found.push(format!("not at {offset}: {said}"));
    }
    found
}

#[test]
fn every_hostile_capture_ends_as_written_down_within_limits_of_memory_and_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut found = Vec::new();
    for case in all() {
        let file = folder.path().join(&case.name);
        fs::write(&file, &case.octets).expect("a file");
        let differences = differences(&case, &file);
        let told = |difference| format!("{}: {difference} ({})", case.name, case.expected.note);
        found.extend(differences.into_iter().map(told));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_limit_of_memory_is_one() {
    let within = format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"");
    let greedy = Command::new("sh")
        .args(["-c", &within, "head", "-c", "300000000", "/dev/zero"])
        .stdout(Stdio::null())
        .status();
    assert!(greedy.expect("head runs").success(), "reading much takes little memory");
    let greedy = Command::new("sh")
        .args(["-c", &within, "sh", "-c", "x=$(head -c 300000000 /dev/zero | tr '\\0' x); echo ${#x}"])
        .stderr(Stdio::null())
        .output();
    assert!(!greedy.expect("sh runs").status.success(), "holding much takes too much");
}
