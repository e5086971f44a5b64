//! Captures that mean harm: each is read to its end in time, and told as it is.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use synfin::capture::error::Reason;
use synfin::wire::numbers::LinkType;
use synfin_testkit::hostile::all::all;
use synfin_testkit::hostile::case::{Case, Expected, Fault, Verdict};
use synfin_testkit::hostile::floods;

use crate::compare;
use crate::read::{self, Whole};

/// No case holds more than a few thousand frames: whoever takes longer, and be it on a busy machine, hangs.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn every_hostile_capture_is_read_as_expected_and_in_time() {
    let cases = all();
    assert!(cases.len() > 150, "{} cases", cases.len());
    let mut faults = Vec::new();
    for case in cases {
        let (name, note) = (case.name.clone(), case.expected.note);
        let (done, finished) = mpsc::channel();
        let reader = thread::spawn(move || {
            let found = differences(&case);
            // Nobody listens any more when it took too long.
            let _ = done.send(());
            found
        });
        let in_time = finished.recv_timeout(PATIENCE);
        assert!(in_time != Err(mpsc::RecvTimeoutError::Timeout), "{name} is not read within {PATIENCE:?}");
        match reader.join() {
            Ok(found) => faults.extend(found.iter().map(|fault| format!("{name}: {fault} ({note})"))),
            Err(_) => faults.push(format!("{name}: a panic")),
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn differences(case: &Case) -> Vec<String> {
    let whole = read::file(&case.octets);
    let mut found = Vec::new();
    if !whole.analyzer.balance() {
        found.push(format!("the books do not balance: {:?}", whole.analyzer.books()));
    }
    if whole.analyzer.books().frames != whole.records {
        found.push(format!("{} frames, {} in the books", whole.records, whole.analyzer.books().frames));
    }
    of_file(&case.expected, &whole, &mut found);
    of_frames(case, &whole, &mut found);
    if let Some(script) = &case.script {
        let told = compare::with_script(script, &whole);
        if !told.is_empty() {
            found.push(told);
        }
    }
    found
}

fn of_file(expected: &Expected, whole: &Whole, found: &mut Vec<String>) {
    if !expected.records.contains(&whole.records) {
        found.push(format!("{} records, not {:?}", whole.records, expected.records));
    }
    match (expected.fault, whole.faults.first()) {
        (None, None) => {}
        (Some(fault), Some(error)) => {
            if !is(fault, error.reason) {
                found.push(format!("fault {:?}, not {}", error.reason, fault.name()));
            }
            if expected.fault_offset.is_some_and(|offset| offset != error.offset) {
                found.push(format!("fault at {}, not {:?}", error.offset, expected.fault_offset));
            }
        }
        (expected, error) => found.push(format!("fault {error:?}, not {expected:?}")),
    }
}

fn is(fault: Fault, reason: Reason) -> bool {
    match fault {
        Fault::Empty => matches!(reason, Reason::Empty),
        Fault::NotACapture => matches!(reason, Reason::NotACapture { .. }),
        Fault::Truncated => matches!(reason, Reason::Truncated { .. }),
        Fault::TooLarge => matches!(reason, Reason::TooLarge { .. }),
        Fault::Version => matches!(reason, Reason::Version { .. }),
        Fault::TooManyInterfaces => matches!(reason, Reason::TooManyInterfaces),
        Fault::UnknownInterface => matches!(reason, Reason::UnknownInterface { .. }),
        Fault::Damaged => matches!(
            reason,
            Reason::ByteOrder { .. }
                | Reason::BlockLength { .. }
                | Reason::BlockLengths { .. }
                | Reason::BlockTooShort { .. }
                | Reason::CapturedLength { .. }
                | Reason::UnreadableInterface { .. }
        ),
    }
}

/// Ours: a packet whose length takes more than 32 bits may be refused as malformed; RFC 2675 has payloads just so long.
const LONGER_THAN_COUNTED: &str = "ip6_jumbo_over.pcap";

fn of_frames(case: &Case, whole: &Whole, found: &mut Vec<String>) {
    let expected = &case.expected;
    let books = whole.analyzer.books();
    if case.name == LONGER_THAN_COUNTED && books.malformed == whole.records {
        return;
    }
    if expected.segments.is_some_and(|segments| segments != books.tcp) {
        found.push(format!("{} segments, not {:?}", books.tcp, expected.segments));
    }
    let flows = whole.flows.len() as u64;
    if expected.flows.is_some_and(|expected| expected != flows) {
        found.push(format!("{flows} connections, not {:?}", expected.flows));
    }
    let Some(verdict) = expected.verdict else { return };
    let others = whole.records - books.tcp;
    let counted = match verdict {
        Verdict::NotTcp => books.not_tcp,
        Verdict::CutShort => books.truncated,
        Verdict::Malformed => books.malformed,
        Verdict::Unsupported => books.unsupported,
        Verdict::Refused => books.malformed + books.unsupported,
    };
    if counted != others {
        found.push(format!("of {others} odd frames {counted} are {}: {books:?}", verdict.name()));
    }
}

#[test]
fn a_flood_through_the_whole_door_keeps_the_books_and_the_bound() {
    let max_flows = std::num::NonZeroU32::MIN.saturating_add(999);
    let options = synfin::analyzer::AnalyzerOptions { max_flows, ..Default::default() };
    let mut analyzer = synfin::analyzer::Analyzer::new(options);
    let frames = floods::syns(5_000, 1).chain(floods::acks(5_000, 2)).chain(floods::short_lives(2_000));
    let (mut frame_count, mut left) = (0_u64, 0_u64);
    for record in frames {
        frame_count += 1;
        let time = record.time_ns.cast_signed();
        let seen = analyzer.observe_octets(time, LinkType::ETHERNET, &record.octets, record.original_len());
        assert!(seen.is_some(), "frame {frame_count}");
        assert!(analyzer.flow_books().live <= 1_000);
        left += std::iter::from_fn(|| analyzer.pop_ended()).count() as u64;
    }
    assert_eq!((frame_count, left), (22_000, 11_000), "12,000 connections, of which 1,000 fit");
    assert!(analyzer.balance());
}
