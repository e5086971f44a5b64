//! Draws connections.

use std::path::{Path, PathBuf};

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::picture::artist::Artist;
use synfin::picture::entry::Entry;
use synfin::picture::format::PictureFormat;
use synfin::picture::ladder::{Ladder, Row};
use synfin::report::look::Look;
use synfin_testkit::scripts::script::Script;

/// The pictures of every connection of a capture, as far as it can be read.
pub(crate) fn ladders(octets: &[u8], rows: usize) -> Vec<Ladder> {
    let mut analyzer = Analyzer::default();
    let mut artists: Vec<Artist> = Vec::new();
    let Ok(mut reader) = Reader::new(octets) else { return Vec::new() };
    loop {
        let record = match reader.next_record() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(_) => continue,
        };
        let Some(segment) = analyzer.observe(&record) else { continue };
        let flow = segment.flow() as usize;
        while artists.len() <= flow {
            artists.push(Artist::new(rows));
        }
        artists[flow].watch(&segment);
    }
    analyzer.finish();
    let flows = std::iter::from_fn(|| analyzer.pop_ended());
    flows.map(|flow| artists[flow.number() as usize].draw(&flow)).collect()
}

/// The picture of the one connection of a script.
pub(crate) fn played(script: &str, rows: usize) -> Ladder {
    let script = Script::parse(script).unwrap_or_else(|error| panic!("{error}"));
    let mut ladders = ladders(&script.pcap(), rows);
    assert_eq!(ladders.len(), 1);
    ladders.remove(0)
}

/// The rows between the lifelines.
pub(crate) fn entries(ladder: &Ladder) -> Vec<Entry> {
    let entry = |row: &Row| match row {
        Row::Entry(rung) => Some(rung.entry),
        Row::Band(_) | Row::Gap(_) => None,
    };
    ladder.rows().iter().filter_map(entry).collect()
}

/// The picture in one form.
pub(crate) fn drawn(ladder: &Ladder, format: PictureFormat, look: Look) -> String {
    let mut picture = Vec::new();
    format.write(&mut picture, look, ladder).expect("memory takes everything");
    String::from_utf8(picture).expect("pictures are UTF-8")
}

/// Every capture that ships.
pub(crate) fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    let mut files = Vec::new();
    for folder in [folder.join("kernel"), folder] {
        let paths = std::fs::read_dir(&folder).expect("the samples are there");
        let paths = paths.map(|entry| entry.expect("the folder can be read").path());
        files.extend(paths.filter(|path| path.extension().is_some_and(|end| end == "pcap")));
    }
    assert!(files.len() > 20, "only {} samples", files.len());
    files
}
