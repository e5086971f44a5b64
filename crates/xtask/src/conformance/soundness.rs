//! What must hold whatever a file holds: no crash, no hang, a right exit status, JSON that can be read, books that balance.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::chore::command::Caught;
use crate::chore::parallel;
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;
use crate::conformance::synfin::{LIMIT, Synfin};

const SUBCOMMANDS: [&str; 3] = ["stats", "flows", "segments"];

/// One unit a file; all subcommands on each.
pub(super) fn files(bench: &Bench, name: &'static str, files: &[PathBuf]) -> Measure {
    let mut measure = Measure::new(name, "files", Some(100.0));
    for faults in parallel::map(files, |file| faults(&bench.synfin, file)) {
        measure.count(faults);
    }
    measure
}

fn faults(synfin: &Synfin, file: &Path) -> Vec<Disagreement> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fault = |subcommand: &str, wanted: &str, found: String| {
        Disagreement::new(&name, 0, subcommand, wanted, found)
    };
    let mut faults = Vec::new();
    for subcommand in SUBCOMMANDS {
        let caught = match synfin.json(subcommand, file) {
            Ok(caught) => caught,
            Err(error) => {
                faults.push(fault(subcommand, "a run", format!("{error:#}")));
                continue;
            }
        };
        if let Some(found) = ending(&caught) {
            faults.push(fault(subcommand, "exit 0 or 2", found));
            continue;
        }
        if is_of_no_capture(&caught) {
            continue;
        }
        match rows(&caught.stdout) {
            Err(error) => faults.push(fault(subcommand, "JSON", error.to_string())),
            Ok(rows) if subcommand == "stats" => {
                faults.extend(unbalanced(&rows).into_iter().map(|found| fault("books", "balance", found)));
            }
            Ok(_) => {}
        }
    }
    faults
}

/// The rows of a table in JSON.
pub(super) fn rows(octets: &[u8]) -> serde_json::Result<Vec<Value>> {
    serde_json::Deserializer::from_slice(octets).into_iter().collect()
}

/// Whether a run told nothing but that the file is empty or begins as no capture does: exit 1 then.
fn is_of_no_capture(caught: &Caught) -> bool {
    let said = String::from_utf8_lossy(&caught.stderr);
    let is_no_capture = ["not a pcap or pcapng capture", "the input is empty"];
    caught.status.and_then(|status| status.code()) == Some(1)
        && caught.stdout.is_empty()
        && said.lines().count() == 1
        && is_no_capture.iter().any(|words| said.contains(words))
}

/// What is wrong about how a run ended. What is a capture is read as far as it can be: exit 0, or 2 where it is damaged.
fn ending(caught: &Caught) -> Option<String> {
    let said = String::from_utf8_lossy(&caught.stderr);
    match caught.status {
        None => Some(format!("not done after {} s", LIMIT.as_secs())),
        Some(_) if said.contains("panicked at") => Some(said.trim().to_owned()),
        Some(status) if matches!(status.code(), Some(0 | 2)) => None,
        Some(_) if is_of_no_capture(caught) => None,
        Some(status) => Some(format!("{status}: {}", said.trim())),
    }
}

/// The sums that do not come out: every frame is one of five things, every flow ended or lives.
pub(super) fn unbalanced(rows: &[Value]) -> Vec<String> {
    let number = |name: &str| rows.iter().find_map(|row| find(row, name)).and_then(total);
    let mut faults = Vec::new();
    let mut sum = |whole: &str, parts: &[&str]| {
        let found: Option<u64> = parts.iter().map(|part| number(part)).sum();
        match (number(whole), found) {
            (Some(whole), Some(parts)) if whole == parts => {}
            (counted, parts) => faults.push(format!("{whole} {counted:?} is not the sum {parts:?}")),
        }
    };
    sum("frames", &["tcp", "not_tcp", "truncated", "malformed", "unsupported"]);
    sum("flows_opened", &["flows_ended", "flows_live"]);
    faults
}

/// The value under a key, at any depth.
fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => {
            fields.get(key).or_else(|| fields.values().find_map(|field| find(field, key)))
        }
        Value::Array(values) => values.iter().find_map(|one| find(one, key)),
        _ => None,
    }
}

/// A number, or the sum of the numbers of an object.
fn total(value: &Value) -> Option<u64> {
    match value {
        Value::Object(fields) => fields.values().map(Value::as_u64).sum(),
        number => number.as_u64(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::unbalanced;

    #[test]
    fn books_that_do_not_balance_are_found() {
        let frames =
            json!({"frames": 5, "tcp": 1, "not_tcp": 1, "truncated": 1, "malformed": 1, "unsupported": 1});
        let flows =
            |live| json!({"flows_opened": 3, "flows_ended": {"eof": 1, "reused": 1}, "flows_live": live});
        assert!(unbalanced(&[json!({"books": frames, "flows": flows(1)})]).is_empty());
        assert_eq!(unbalanced(&[frames, flows(0)]).len(), 1);
        assert_eq!(unbalanced(&[json!({})]).len(), 2);
    }
}
