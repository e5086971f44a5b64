//! Goes through all captures that tshark has read and adds up the figures of the three levels.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::chore::parallel;
use crate::conformance::columns::{FlowRow, SegmentRow};
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::suite::Bench;
use crate::conformance::tshark::row::TsharkRow;
use crate::conformance::tshark::{analysis, header, segments};

/// One capture as both read it.
pub(super) struct Capture {
    /// The file's name.
    pub(super) name: String,
    /// tshark's segments, in frame order.
    pub(super) theirs: Vec<TsharkRow>,
    /// synfin's segments, in frame order.
    pub(super) ours: Vec<SegmentRow>,
    /// synfin's connections.
    pub(super) flows: Vec<FlowRow>,
}

impl Capture {
    /// The frames in which both read a segment; of several segments in one frame the last.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&TsharkRow, &SegmentRow)> {
        let ours: BTreeMap<u64, &SegmentRow> = self.ours.iter().map(|row| (row.frame, row)).collect();
        self.theirs.iter().filter_map(move |theirs| Some((theirs, *ours.get(&theirs.frame())?)))
    }
}

/// The figures over all captures.
pub(crate) fn tshark(bench: &Bench) -> Result<Vec<Measure>> {
    let names = names(&bench.shared.join("captures/tshark"))?;
    let parts = parallel::map(&names, |name| one(bench, name));
    let mut sums: BTreeMap<&'static str, (usize, Measure)> = BTreeMap::new();
    for part in parts {
        for measure in part? {
            let place = sums.len();
            match sums.entry(measure.name) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert((place, measure));
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => entry.get_mut().1.absorb(measure),
            }
        }
    }
    let mut sums: Vec<(usize, Measure)> = sums.into_values().collect();
    sums.sort_by_key(|(place, _)| *place);
    Ok(sums.into_iter().map(|(_, measure)| measure).collect())
}

fn one(bench: &Bench, name: &str) -> Result<Vec<Measure>> {
    let file = bench.shared.join("captures/files").join(name);
    let theirs = TsharkRow::read(&bench.shared.join(format!("captures/tshark/{name}.jsonl.gz")))?;
    let read = bench.synfin.segments(&file).and_then(|ours| Ok((ours, bench.synfin.flows(&file)?)));
    let (ours, flows) = match read {
        Ok(read) => read,
        Err(error) => return Ok(vec![unread(name, &theirs, &error)]),
    };
    let capture = Capture { name: name.to_owned(), theirs, ours, flows };
    let mut measures = vec![segments::compare(&capture)];
    measures.extend(header::compare(&capture));
    measures.extend(analysis::compare(&capture));
    Ok(measures)
}

/// A capture that synfin could not read has none of tshark's segments.
fn unread(name: &str, theirs: &[TsharkRow], error: &anyhow::Error) -> Measure {
    let mut measure = segments::measure();
    for row in theirs {
        let differs = Disagreement::new(name, row.frame(), "capture", "read", format!("{error:#}"));
        measure.count([differs.about(row.protocols())]);
    }
    measure
}

/// The captures in the folder of tshark's readings, by name.
pub(in crate::conformance) fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    let mut names: Vec<String> = files
        .iter()
        .filter_map(|file| Some(file.file_name()?.to_str()?.strip_suffix(".jsonl.gz")?.to_owned()))
        .collect();
    names.sort();
    ensure!(!names.is_empty(), "{}: no reading of tshark", folder.display());
    Ok(names)
}
