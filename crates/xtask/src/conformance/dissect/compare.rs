//! Goes through all captures in which tshark read one of the protocols, or in which synfin tells of one.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};

use crate::chore::parallel;
use crate::conformance::dissect::connection::{Connection, Key};
use crate::conformance::dissect::ja4::{self, Offer};
use crate::conformance::dissect::pair::Pair;
use crate::conformance::dissect::told::ToldRow;
use crate::conformance::dissect::witness::Witness;
use crate::conformance::measure::Measure;
use crate::conformance::suite::Bench;
use crate::conformance::tshark::compare::names;
use crate::conformance::tshark::row::TsharkRow;

/// The dissectors; in tshark's layers the first has the name `tls`, and so on.
const PROTOCOLS: [&str; 5] = ["tls", "http", "dns", "ssh", "telnet"];

/// The figures over all captures.
pub(crate) fn dissect(bench: &Bench) -> Result<Vec<Measure>> {
    let names = names(&bench.shared.join("captures/tshark"))?;
    let parts = parallel::map(&names, |name| one(bench, name).with_context(|| name.clone()));
    let mut sums = measures();
    let mut offers = Vec::new();
    for part in parts {
        let (measures, more) = part?;
        sums.iter_mut().zip(measures).for_each(|(sum, measure)| sum.absorb(measure));
        offers.extend(more);
    }
    Ok(sums.into_iter().chain([ja4::compare(&offers)?]).collect())
}

/// One unit a connection of which either tells something; in the order of [`PROTOCOLS`].
fn measures() -> [Measure; 5] {
    ["dissect.tls", "dissect.http1", "dissect.dns", "dissect.ssh", "dissect.telnet"]
        .map(|name| Measure::new(name, "connections", None).all_judged())
}

fn one(bench: &Bench, name: &str) -> Result<([Measure; 5], Vec<Offer>)> {
    let file = bench.shared.join("captures/files").join(name);
    // What synfin cannot read is the set `tshark`'s matter.
    let ours: Vec<ToldRow> = bench.synfin.told(&file).unwrap_or_default();
    let rows = TsharkRow::read(&bench.shared.join(format!("captures/tshark/{name}.jsonl.gz")))?;
    // tshark's fields are asked for only where its reading of the segments names one of the protocols.
    let is_read = |row: &TsharkRow| row.protocols().split(':').any(|layer| PROTOCOLS.contains(&layer));
    let theirs = if rows.iter().any(is_read) { Witness::of(&file)? } else { Vec::new() };
    let streams: HashMap<u64, u64> =
        rows.iter().filter_map(|row| Some((row.frame(), row.number("tcp.stream")?))).collect();
    let mut frames: BTreeMap<u64, Pair<'_>> = BTreeMap::new();
    for witness in &theirs {
        frames.entry(witness.frame).or_default().theirs = Some(witness);
    }
    for row in &ours {
        frames.entry(row.frame).or_default().ours = Some(row);
    }
    let mut connections: BTreeMap<Key, Connection> = BTreeMap::new();
    for (frame, pair) in frames {
        let stream = streams.get(&frame).copied();
        let key = stream.map_or_else(|| Key::Flow(pair.ours.map_or(0, |row| row.flow)), Key::Stream);
        connections.entry(key).or_default().take(frame, &pair);
    }
    let (mut measures, mut offers) = (measures(), Vec::new());
    for connection in connections.values() {
        connection.count(name, &mut measures);
        offers.extend(connection.offers(name));
    }
    Ok((measures, offers))
}
