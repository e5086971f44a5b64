//! What a script expects of every segment and connection, held against what was told.

use std::fmt::Write as _;

use serde_json::Value;
use synfin::column::flows::Flows;
use synfin::column::table::Row;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::note::Note;
use synfin::flow_summary::FlowSummary;
use synfin_testkit::scripts::expected::{ExpectedFlow, ExpectedState};
use synfin_testkit::scripts::script::Script;
use synfin_testkit::scripts::scripted_segment::ScriptedSegment;
use synfin_testkit::two_ends::state::as_onlooker;

use crate::read::{Told, Whole};

/// Every difference, a line each; empty when all came out as told.
pub(crate) fn with_script(script: &Script, whole: &Whole) -> String {
    let mut faults = String::new();
    if whole.told.len() != script.segments.len() {
        let _ = writeln!(faults, "{} segments, not {}", whole.told.len(), script.segments.len());
    }
    for (scripted, told) in script.segments.iter().zip(&whole.told) {
        for fault in of_segment(scripted, told) {
            let _ = writeln!(faults, "line {}: {fault}\n    {}", scripted.line, scripted.text);
            let _ = writeln!(faults, "    {}", told.verdict.reason());
        }
    }
    if whole.flows.len() < script.flows.len() {
        let _ = writeln!(faults, "{} connections, not {}", whole.flows.len(), script.flows.len());
    }
    for (expected, flow) in script.flows.iter().zip(&whole.flows) {
        for fault in of_flow(expected, flow) {
            let _ = writeln!(faults, "line {}: {fault}", expected.line);
        }
    }
    faults
}

fn of_segment(scripted: &ScriptedSegment, told: &Told) -> Vec<String> {
    let (expected, verdict) = (&scripted.expected, &told.verdict);
    let mut faults = Vec::new();
    let step = verdict.step.name();
    if expected.step.as_deref().is_some_and(|expected| expected != step) {
        faults.push(format!("step {step}"));
    }
    let stage = verdict.step.stage().name();
    if expected.stage.as_deref().is_some_and(|expected| expected != stage) {
        faults.push(format!("stage {stage}"));
    }
    if let Some((left, right)) = &expected.states {
        let ends = told.left_and_right(scripted.from_left);
        if !(is(left, ends[0]) && is(right, ends[1])) {
            let [left, right] = ends.map(|(state, basis)| format!("{state}({})", basis.name()));
            faults.push(format!("states {left}/{right}"));
        }
    }
    let notes: Vec<&str> = verdict.notes.iter().map(Note::name).collect();
    let lacks = expected.notes.iter().any(|note| !notes.contains(&note.as_str()));
    let too_many = expected.no_notes.iter().any(|note| notes.contains(&note.as_str()));
    if lacks || too_many {
        faults.push(format!("notes {notes:?}"));
    }
    if expected.flow.is_some_and(|expected| expected as u64 != told.flow) {
        faults.push(format!("flow {}", told.flow));
    }
    faults
}

fn is(expected: &ExpectedState, (state, basis): (State, Basis)) -> bool {
    as_onlooker(&expected.name) == as_onlooker(state.name()) && expected.assumed == (basis == Basis::Assumed)
}

fn of_flow(expected: &ExpectedFlow, flow: &FlowSummary) -> Vec<String> {
    let row = serde_json::to_value(Row::<Flows>(flow)).expect("a row of plain values");
    let outcome = [("outcome".to_owned(), expected.outcome.clone())];
    let mut faults = Vec::new();
    for (column, wanted) in outcome.iter().chain(&expected.columns) {
        let found = match row.get(column) {
            Some(Value::String(word)) => word.clone(),
            Some(value) => value.to_string(),
            None => "no such column".to_owned(),
        };
        if &found != wanted {
            faults.push(format!("{column}:{found}, not {wanted}"));
        }
    }
    faults
}
