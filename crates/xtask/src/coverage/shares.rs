//! What share of a crate's lines and regions was run, from LLVM's summary.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Deserialize)]
struct Export {
    data: Vec<Data>,
}

#[derive(Deserialize)]
struct Data {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    filename: String,
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    lines: Share,
    regions: Share,
}

/// So many, of which so many were run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Share {
    count: u64,
    covered: u64,
}

/// Lines and regions of one folder of sources. A region is a stretch of code without a branch: `?` begins one, and so does an arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Covered {
    lines: Share,
    regions: Share,
}

impl Share {
    fn add(&mut self, other: Share) {
        self.count += other.count;
        self.covered += other.covered;
    }

    fn per_cent(self) -> f64 {
        if self.count == 0 { 0.0 } else { self.covered as f64 * 100.0 / self.count as f64 }
    }
}

impl Covered {
    /// As a cell of a table: lines, then regions.
    pub(super) fn cell(self) -> String {
        format!("{:.1} / {:.1}", self.lines.per_cent(), self.regions.per_cent())
    }

    /// How many lines and regions there are, run or not.
    pub(super) fn counts(self) -> String {
        format!("{} / {}", self.lines.count, self.regions.count)
    }
}

/// The sums of each folder, in the order of the folders.
pub(super) fn of(export: &[u8], folders: &[impl AsRef<Path>]) -> Result<Vec<Covered>> {
    let export: Export = serde_json::from_slice(export).context("what llvm-cov wrote")?;
    let mut sums = vec![Covered::default(); folders.len()];
    for file in export.data.iter().flat_map(|data| &data.files) {
        let place = folders.iter().position(|folder| Path::new(&file.filename).starts_with(folder));
        if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
            sum.lines.add(file.summary.lines);
            sum.regions.add(file.summary.regions);
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn files_are_added_to_their_folder_and_those_of_none_are_left_out() {
        let file = |name: &str, lines: [u64; 2], regions: [u64; 2]| {
            format!(
                r#"{{"filename": "{name}", "summary": {{"lines": {{"count": {}, "covered": {}, "percent": 0}},
                "functions": {{}}, "regions": {{"count": {}, "covered": {}}}}}}}"#,
                lines[0], lines[1], regions[0], regions[1]
            )
        };
        let files = [
            file("/a/one.rs", [8, 2], [4, 1]),
            file("/a/two.rs", [2, 2], [4, 4]),
            file("/ab/x.rs", [5, 5], [5, 5]),
        ];
        let export = format!(r#"{{"data": [{{"files": [{}]}}], "type": "x"}}"#, files.join(","));
        let sums = of(export.as_bytes(), &["/a", "/b"]).expect("well-formed");
        assert_eq!(sums.iter().map(|sum| sum.cell()).collect::<Vec<_>>(), ["40.0 / 62.5", "0.0 / 0.0"]);
        assert_eq!(sums[0].counts(), "10 / 8");
    }
}
