//! The law of the classifier as one person worked it out for some real captures: the reading of one reader, not truth.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::chore::parallel;
use crate::conformance::columns::{FlowRow, SegmentRow};
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;

#[derive(Deserialize)]
struct Worked {
    segments: Vec<WorkedSegment>,
    connections: Vec<WorkedConnection>,
}

#[derive(Deserialize)]
struct WorkedSegment {
    frame: u64,
    conn: u64,
    step: String,
    /// State and basis.
    originator: (String, String),
    responder: (String, String),
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct WorkedConnection {
    conn: u64,
    /// Address and port, `192.0.2.1:80` (IPv6 without brackets).
    originator: String,
    outcome: String,
    open: Option<String>,
    close: Option<String>,
}

/// `worked.steps`, `worked.states`, `worked.notes`, `worked.outcomes`.
pub(super) fn worked(bench: &Bench) -> Result<Vec<Measure>> {
    let folder = bench.shared.join("truth/worked");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    names.sort();
    let mut sums = measures();
    for parts in parallel::map(&names, |name| one(bench, &folder, name)) {
        for (sum, part) in sums.iter_mut().zip(parts?) {
            sum.absorb(part);
        }
    }
    Ok(sums.into())
}

fn measures() -> [Measure; 4] {
    [
        ("worked.steps", "segments"),
        ("worked.states", "states"),
        ("worked.notes", "segments"),
        ("worked.outcomes", "connections"),
    ]
    .map(|(name, unit)| Measure::new(name, unit, None))
}

fn one(bench: &Bench, folder: &Path, name: &str) -> Result<[Measure; 4]> {
    let text = fs::read_to_string(folder.join(format!("{name}.json"))).with_context(|| name.to_owned())?;
    let worked: Worked = serde_json::from_str(&text).with_context(|| name.to_owned())?;
    let capture = bench.shared.join("captures/files").join(name);
    let rows = bench.synfin.segments(&capture).with_context(|| name.to_owned())?;
    let flows = bench.synfin.flows(&capture).with_context(|| name.to_owned())?;
    let rows: HashMap<u64, &SegmentRow> = rows.iter().map(|row| (row.frame, row)).collect();
    let flows: HashMap<u64, &FlowRow> = flows.iter().map(|row| (row.flow, row)).collect();
    let originators: HashMap<u64, &str> = worked
        .connections
        .iter()
        .map(|connection| (connection.conn, connection.originator.as_str()))
        .collect();
    let mut figures = measures();
    let mut flow_of: HashMap<u64, u64> = HashMap::new();
    for theirs in &worked.segments {
        let Some(ours) = rows.get(&theirs.frame) else {
            figures[0].count([Disagreement::new(name, theirs.frame, "segment", &theirs.step, "no row")]);
            continue;
        };
        flow_of.insert(theirs.conn, ours.flow);
        segment(name, theirs, ours, originators.get(&theirs.conn).copied(), &mut figures);
    }
    for theirs in &worked.connections {
        let ours = flow_of.get(&theirs.conn).and_then(|flow| flows.get(flow));
        figures[3].count(outcome(name, theirs, ours.copied()));
    }
    Ok(figures)
}

fn segment(
    name: &str,
    theirs: &WorkedSegment,
    ours: &SegmentRow,
    originator: Option<&str>,
    figures: &mut [Measure; 4],
) {
    let differs = |field: &str, theirs_says: &str, ours_says: &str| {
        (theirs_says != ours_says)
            .then(|| Disagreement::new(name, theirs.frame, field, theirs_says, ours_says).about(&ours.step))
    };
    figures[0].count(differs("step", &theirs.step, &ours.step));
    let mut states = [
        (format!("{} {}", ours.originator_state, ours.originator_basis)),
        (format!("{} {}", ours.responder_state, ours.responder_basis)),
    ];
    // Who is called originator may differ; the states are those of the same end.
    let port = if ours.originator() == ours.src { ours.src_port } else { ours.dst_port };
    if originator.is_some_and(|end| end != format!("{}:{port}", ours.originator())) {
        states.reverse();
    }
    let [of_originator, of_responder] = states;
    let worked = |(state, basis): &(String, String)| format!("{state} {basis}");
    figures[1].count(differs("originator", &worked(&theirs.originator), &of_originator));
    figures[1].count(differs("responder", &worked(&theirs.responder), &of_responder));
    let [their_notes, our_notes] = [&theirs.notes, &ours.notes].map(|notes| {
        let mut notes = notes.clone();
        notes.sort();
        notes.join(" ")
    });
    figures[2].count(differs("notes", &their_notes, &our_notes));
}

fn outcome(name: &str, theirs: &WorkedConnection, ours: Option<&FlowRow>) -> Vec<Disagreement> {
    let about = format!("connection {}", theirs.conn);
    let Some(ours) = ours else {
        return vec![Disagreement::new(name, 0, "outcome", &theirs.outcome, "no flow").about(about)];
    };
    let told = |kind: &Option<String>| kind.clone().unwrap_or_else(|| "-".to_owned());
    let pairs = [
        ("outcome", theirs.outcome.clone(), ours.outcome.clone()),
        ("open kind", told(&theirs.open), told(&ours.open_kind)),
        ("close kind", told(&theirs.close), told(&ours.close_kind)),
    ];
    let differ = pairs.into_iter().filter(|(_, theirs, ours)| theirs != ours);
    differ
        .map(|(field, theirs, ours)| Disagreement::new(name, 0, field, theirs, ours).about(&about))
        .collect()
}
