//! Captures that are sound in their parts and odd as a whole: too many interfaces, a clock that jumps.

mod common;

use common::synfin_reading;
use serde_json::Value;
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::pcapng::Pcapng;
use synfin_testkit::forge::record::Record;

const ETHERNET: u16 = 1;

/// A whole connection in six records.
fn a_life() -> Vec<Record> {
    synfin_testkit::hostile::floods::short_lives(1).collect()
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

#[test]
fn as_many_interfaces_as_are_kept_are_read_and_one_more_is_told() {
    let writer = Pcapng::default();
    let life = a_life();
    for (interfaces, status) in [(1 << 16, 0), ((1 << 16) + 1, 2)] {
        let mut file = writer.section(&[]);
        file.extend(writer.interface(ETHERNET, 0, &[]).repeat(interfaces));
        let last_kept = (1 << 16) - 1;
        for record in &life {
            file.extend(writer.enhanced(last_kept, 1_700_000_000_000_000, record, &[]));
        }
        let run = synfin_reading(&file, &["flows", "--format", "json", "-"]);
        assert_eq!(run.status, Some(status), "{interfaces} interfaces: {}", run.stderr);
        assert_eq!(
            rows(&run.stdout)[0]["outcome"],
            "CLOSED",
            "the packets of the others are read all the same"
        );
        let told = run.stderr.contains("more than 65536 interfaces in a section");
        assert_eq!(
            (told, run.stderr.lines().count()),
            (status == 2, usize::from(status == 2)),
            "{}",
            run.stderr
        );
    }
}

/// Seconds by which the clock of a capture is off, from some record on.
const JUMPS: [i64; 5] = [-3_600, -1, 3_600, 10 * 365 * 86_400, -1_700_000_000];

#[test]
fn a_clock_that_jumps_breaks_no_connection_and_no_duration() {
    for jump in JUMPS {
        for from in 1..6 {
            let mut life = a_life();
            for record in &mut life[from..] {
                record.time_ns = record.time_ns.saturating_add_signed(jump * 1_000_000_000);
            }
            let file = Pcap::of(ETHERNET).file(&life);
            let told = format!("{jump} s from record {from} on");
            let run = synfin_reading(&file, &["flows", "--format", "json", "-"]);
            assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{told}");
            let flows = rows(&run.stdout);
            assert_eq!(flows.len(), 1, "{told}");
            assert_eq!(flows[0]["outcome"], "CLOSED", "{told}");
            assert!(flows[0]["duration"].as_u64().is_some(), "{told}: {}", flows[0]["duration"]);

            let run = synfin_reading(&file, &["segments", "--format", "json", "-"]);
            let segments = rows(&run.stdout);
            let backwards = |row: &Value| {
                row["notes"].as_array().is_some_and(|notes| notes.iter().any(|note| note == "time-backwards"))
            };
            let noted: Vec<bool> = segments.iter().map(backwards).collect();
            assert_eq!(noted.contains(&true), jump < 0, "{told}: {noted:?}");
        }
    }
}
