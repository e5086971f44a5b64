//! The hostile captures: that they are what their names say.

use std::collections::HashSet;
use std::sync::LazyLock;

use synfin_testkit::hostile::all::all;
use synfin_testkit::hostile::case::{Case, Fault};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(all);

/// Walks a little-endian or big-endian pcap file by its lengths, slowly: how many whole records it has.
fn whole_records(octets: &[u8]) -> u64 {
    let big = octets[0] == 0xa1;
    let number = |at: usize| {
        let four = <[u8; 4]>::try_from(&octets[at..at + 4]).expect("four");
        (if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }) as usize
    };
    let (mut at, mut records) = (24, 0);
    while at + 16 <= octets.len() && at + 16 + number(at + 8) <= octets.len() {
        at += 16 + number(at + 8);
        records += 1;
    }
    records
}

fn is_sound_pcap(case: &Case) -> bool {
    !case.name.starts_with("ng_")
        && case.octets.len() >= 24
        && !matches!(case.expected.fault, Some(Fault::NotACapture | Fault::TooLarge | Fault::Version))
}

#[test]
fn names_differ_and_every_case_says_what_it_is_about() {
    let cases = &*CASES;
    let names: HashSet<_> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len());
    assert!(cases.len() >= 200, "{} cases", cases.len());
    assert!(cases.iter().all(|case| !case.expected.note.is_empty()));
}

#[test]
fn the_same_cases_come_out_every_time() {
    assert!(*CASES == all());
}

#[test]
fn a_slow_walk_finds_the_records_that_are_written_down() {
    let cases = &*CASES;
    let sound: Vec<&Case> = cases.iter().filter(|case| is_sound_pcap(case)).collect();
    assert!(sound.len() > 120);
    for case in sound {
        assert_eq!(whole_records(&case.octets), *case.expected.records.end(), "{}", case.name);
    }
}

#[test]
fn a_fault_lies_within_the_file() {
    for case in &*CASES {
        let within = case.expected.fault_offset.is_none_or(|offset| offset <= case.octets.len() as u64);
        assert!(within, "{}", case.name);
        let least = case.expected.segments.unwrap_or(0);
        assert!(least <= *case.expected.records.end(), "{}", case.name);
    }
}

#[test]
fn no_case_is_larger_than_a_test_can_bear() {
    let octets: usize = CASES.iter().map(|case| case.octets.len()).sum();
    assert!(octets < 8 << 20, "{octets} octets");
}
