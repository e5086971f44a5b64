//! What Zeek's own test baselines say of each connection: its state and its history.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::chore::parallel;
use crate::conformance::columns::FlowRow;
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;

#[derive(Deserialize)]
struct ZeekRow {
    baseline: String,
    file: String,
    orig_h: String,
    orig_p: u16,
    resp_h: String,
    resp_p: u16,
    conn_state: Option<String>,
    history: Option<String>,
}

/// Two sockets, whichever is named first.
type Sockets = [(String, u16); 2];

/// `zeek.conn_state` and `zeek.history`: one unit a connection of a baseline. Times are masked in the baselines, so the
/// connections of a pair of sockets are matched in order.
pub(super) fn zeek(bench: &Bench) -> Result<Vec<Measure>> {
    let folder = bench.shared.join("truth/zeek");
    let text = fs::read_to_string(folder.join("conn_rows.jsonl")).context("truth/zeek/conn_rows.jsonl")?;
    let mut baselines: BTreeMap<(String, String), Vec<ZeekRow>> = BTreeMap::new();
    for line in text.lines() {
        let row: ZeekRow = serde_json::from_str(line).context("conn_rows.jsonl")?;
        baselines.entry((row.file.clone(), row.baseline.clone())).or_default().push(row);
    }
    let baselines: Vec<((String, String), Vec<ZeekRow>)> = baselines.into_iter().collect();
    let parts = parallel::map(&baselines, |((file, baseline), rows)| {
        let flows = bench.synfin.flows(&folder.join("files").join(file)).with_context(|| file.clone())?;
        Ok(compare(file, baseline, rows, &flows))
    });
    let mut sums = measures();
    for part in parts {
        let part: Result<[Measure; 2]> = part;
        for (sum, part) in sums.iter_mut().zip(part?) {
            sum.absorb(part);
        }
    }
    Ok(sums.into())
}

fn measures() -> [Measure; 2] {
    ["zeek.conn_state", "zeek.history"].map(|name| Measure::new(name, "connections", None))
}

fn compare(file: &str, baseline: &str, rows: &[ZeekRow], flows: &[FlowRow]) -> [Measure; 2] {
    let mut left: HashMap<Sockets, Vec<&FlowRow>> = HashMap::new();
    for flow in flows.iter().rev() {
        let key = sockets(&flow.originator, flow.originator_port, &flow.responder, flow.responder_port);
        left.entry(key).or_default().push(flow);
    }
    let [mut state, mut history] = measures();
    for row in rows {
        let key = sockets(&row.orig_h, row.orig_p, &row.resp_h, row.resp_p);
        let flow = left.get_mut(&key).and_then(Vec::pop);
        let about = format!("{}:{} > {}:{} in {baseline}", row.orig_h, row.orig_p, row.resp_h, row.resp_p);
        let count = |measure: &mut Measure, field: &str, theirs: Option<&str>, ours: Option<&str>| {
            let ours = if flow.is_some() { ours.unwrap_or("null") } else { "no flow" };
            let theirs = theirs.unwrap_or("-");
            let differs =
                (theirs != ours).then(|| Disagreement::new(file, 0, field, theirs, ours).about(&about));
            measure.count(differs);
        };
        count(
            &mut state,
            "conn_state",
            row.conn_state.as_deref(),
            flow.and_then(|flow| flow.zeek_conn_state.as_deref()),
        );
        count(
            &mut history,
            "history",
            row.history.as_deref(),
            flow.and_then(|flow| flow.zeek_history.as_deref()),
        );
    }
    [state, history]
}

fn sockets(one: &str, one_port: u16, other: &str, other_port: u16) -> Sockets {
    let mut sockets = [(one.to_owned(), one_port), (other.to_owned(), other_port)];
    sockets.sort();
    sockets
}
