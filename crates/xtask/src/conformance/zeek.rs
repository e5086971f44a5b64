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
    /// Zeek took every checksum for good.
    ignore_checksums: bool,
}

/// Two sockets, whichever is named first.
type Sockets = [(String, u16); 2];

/// `zeek.records`: one unit a connection of a baseline, which agrees when synfin has one for it; `zeek.conn_state` and
/// `zeek.history`: one unit for each that has. Times are masked in the baselines, so the connections of a pair of sockets
/// are matched in order.
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
        let capture = folder.join("files").join(file);
        let ignored = rows.iter().all(|row| row.ignore_checksums);
        let flows = if ignored {
            bench.synfin.flows_without_checksums(&capture)
        } else {
            bench.synfin.flows(&capture)
        };
        let flows = flows.with_context(|| file.clone())?;
        Ok(compare(file, baseline, rows, &flows))
    });
    let mut sums = measures();
    for part in parts {
        let part: Result<[Measure; 3]> = part;
        for (sum, part) in sums.iter_mut().zip(part?) {
            sum.absorb(part);
        }
    }
    Ok(sums.into())
}

fn measures() -> [Measure; 3] {
    [("zeek.records", None), ("zeek.conn_state", Some(98.0)), ("zeek.history", Some(95.0))]
        .map(|(name, required)| Measure::new(name, "connections", required).all_judged())
}

fn compare(file: &str, baseline: &str, rows: &[ZeekRow], flows: &[FlowRow]) -> [Measure; 3] {
    let mut left: HashMap<Sockets, Vec<&FlowRow>> = HashMap::new();
    for flow in flows.iter().rev() {
        let key = sockets(&flow.originator, flow.originator_port, &flow.responder, flow.responder_port);
        left.entry(key).or_default().push(flow);
    }
    let [mut records, mut state, mut history] = measures();
    for row in rows {
        let key = sockets(&row.orig_h, row.orig_p, &row.resp_h, row.resp_p);
        let about = format!("{}:{} > {}:{} in {baseline}", row.orig_h, row.orig_p, row.resp_h, row.resp_p);
        let differs = |field: &str, theirs: &Option<String>, ours: Option<&str>| {
            let (theirs, ours) = (theirs.as_deref().unwrap_or("-"), ours.unwrap_or("null"));
            (theirs != ours).then(|| Disagreement::new(file, 0, field, theirs, ours).about(&about))
        };
        let Some(flow) = left.get_mut(&key).and_then(Vec::pop) else {
            records.count(differs("record", &row.conn_state, Some("no flow")));
            continue;
        };
        records.count([]);
        state.count(differs("conn_state", &row.conn_state, flow.zeek_conn_state.as_deref()));
        history.count(differs("history", &row.history, flow.zeek_history.as_deref()));
    }
    [records, state, history]
}

fn sockets(one: &str, one_port: u16, other: &str, other_port: u16) -> Sockets {
    let mut sockets = [(one.to_owned(), one_port), (other.to_owned(), other_port)];
    sockets.sort();
    sockets
}
