//! Long connections.

use std::time::Duration;

use synfin::flow::direction::Direction;
use synfin::language::language::Language;
use synfin::picture::artist::{ROWS, UNFOLDED};
use synfin::picture::entry::Content;
use synfin::picture::format::PictureFormat;
use synfin::picture::run::Folded;
use synfin::report::look::Look;
use synfin_testkit::scripts::download::download;

use crate::rig::{drawn, entries, played};

#[test]
fn ten_thousand_lossy_segments_fit_the_rows_and_none_is_forgotten() {
    let script = download(7_000, 40);
    for rows in [10, 11, 100, 2_000] {
        let ladder = played(&script, rows);
        let entries = entries(&ladder);
        assert!(entries.len() <= rows + 1, "{} rows of {rows}", entries.len());
        let mut segments = [0_u64; 2];
        let mut again = 0;
        for entry in &entries {
            match &entry.content {
                Content::Message(message) => segments[message.verdict.sender as usize] += 1,
                Content::Run(run) => {
                    segments[0] += run.segments[0];
                    segments[1] += run.segments[1];
                    again += run.again[1];
                }
                Content::Missing { .. } => {}
            }
        }
        let counted = Direction::BOTH.map(|end| u64::from(ladder.flow().tally(end).segments));
        assert_eq!(segments, counted, "{rows} rows");
        assert!(segments.iter().sum::<u64>() > 10_000, "{segments:?}");
        assert_eq!(again, 0, "what fills a hole was not sent before");
        let middle = |content: &Content| matches!(content, Content::Run(run) if run.folded == Folded::Middle);
        let middles = entries.iter().filter(|entry| middle(&entry.content)).count();
        assert_eq!(middles, usize::from(rows < 2_000), "{rows} rows");
    }
}

#[test]
fn what_was_missing_is_counted_even_where_it_is_left_out() {
    let ladder = played(&download(2_000, 10), 10);
    let missing: u64 = entries(&ladder)
        .iter()
        .map(|entry| match entry.content {
            Content::Missing { octets, .. } => octets,
            Content::Run(run) => run.missing[1],
            Content::Message(_) => 0,
        })
        .sum();
    assert_eq!(missing, 200 * 1000);
}

#[test]
fn a_smooth_transfer_is_one_arrow() {
    let ladder = played(&download(10_000, 1_000_000), 100);
    let runs: Vec<_> = entries(&ladder)
        .into_iter()
        .filter_map(|entry| match entry.content {
            Content::Run(run) => Some(run),
            _ => None,
        })
        .collect();
    let [run] = runs.as_slice() else { panic!("{runs:?}") };
    assert_eq!(run.folded, Folded::Turn(Direction::Responder));
    assert_eq!(run.amount(Direction::Responder, Language::English), "10000 segments, 10.0 MB");
    assert_eq!(run.aside(Direction::Responder, Language::English), "5000 ACKs back");
    assert!(run.silence < Duration::from_millis(1));
    assert_eq!(ladder.unfolded(run).len(), UNFOLDED - 4, "the handshake and the request stand before it");
}

#[test]
fn the_size_of_a_picture_does_not_grow_with_the_connection() {
    let size = |segments: u64| {
        let ladder = played(&download(segments, 10), 100);
        [PictureFormat::Text, PictureFormat::Svg, PictureFormat::Mermaid]
            .map(|format| drawn(&ladder, format, Look::default()).len())
    };
    for (short, long) in size(1_000).into_iter().zip(size(5_000)) {
        assert!(long < short + short / 10, "{short} octets of picture became {long}");
    }
}

#[test]
fn a_number_of_rows_out_of_bounds_counts_as_the_nearest_within() {
    let script = download(300, 3);
    assert_eq!(entries(&played(&script, 0)).len(), ROWS.start() + 1);
    let all = entries(&played(&script, usize::MAX));
    assert!(all.len() > 300 && all.len() <= ROWS.end() + 1);
}
