//! However the input is handed out, and wherever it ends, the records are the same.

mod common;

use common::{Chunks, Told, pcap, pcapng, tell, tell_with};
use synfin_capture::error::Reason;
use synfin_capture::options::ReadOptions;

#[test]
fn the_size_of_the_pieces_changes_nothing() {
    for file in [pcap(), pcapng()] {
        let whole = tell(&file);
        assert!(whole.errors.is_empty() && whole.records.len() >= 7, "{:?}", whole.errors);
        for size in [1, 7, 65_536] {
            assert_eq!(
                tell_with(Chunks::of(size, &file), &ReadOptions::default()),
                whole,
                "pieces of {size}"
            );
        }
    }
}

#[test]
fn a_signal_while_reading_changes_nothing() {
    let file = pcapng();
    let interrupted = Chunks { interrupted: true, ..Chunks::of(1000, &file) };
    assert_eq!(tell_with(interrupted, &ReadOptions::default()), tell(&file));
}

#[test]
fn every_prefix_gives_the_same_records_and_then_ends_or_one_error() {
    for file in [pcap(), pcapng()] {
        let whole = tell(&file);
        // Every octet of the headers, then steps that meet all residues.
        let cuts = (0..2000).chain((2000..file.len()).step_by(9973));
        for cut in cuts {
            let Told { records, errors } = tell(&file[..cut]);
            assert_eq!(records, whole.records[..records.len()], "cut at {cut}");
            match errors.as_slice() {
                [] => assert!(cut >= 24),
                [error] => {
                    assert!(error.is_final);
                    let missing = match error.reason {
                        Reason::Truncated { missing } => missing,
                        Reason::Empty if cut == 0 => 1,
                        reason => panic!("cut at {cut}: {reason}"),
                    };
                    assert!(missing > 0 && error.offset <= cut as u64, "cut at {cut}: {error}");
                    assert!(
                        error.frame == records.len() as u64 + 1 || error.frame == 0 && records.is_empty()
                    );
                }
                more => panic!("cut at {cut}: {more:?}"),
            }
        }
    }
}
