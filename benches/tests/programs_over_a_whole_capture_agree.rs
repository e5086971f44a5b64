//! What is measured beside synfin must read the same capture: every program finds every segment of it.

use std::io::ErrorKind;

use synfin::analyzer::Analyzer;
use synfin_benches::whole::capture_file::CaptureFile;
use synfin_benches::whole::count::count;
use synfin_benches::whole::lean::batched::lean_batched;
use synfin_benches::whole::lean::mapped::lean;
use synfin_benches::whole::touch::touch;
use synfin_capture::reader::Reader;
use synfin_testkit::generator::capture::{Capture, Kind, Totals};

const KINDS: [Kind; 2] = [Kind::Mixed { segments: 4_000 }, Kind::Crowd { flows: 3_000 }];

fn generated(kind: Kind) -> (Vec<u8>, Totals) {
    let mut octets = Vec::new();
    let totals = Capture::new(kind, 7).write_to(&mut octets).expect("memory takes it");
    (octets, totals)
}

fn open(octets: &[u8]) -> CaptureFile<&[u8]> {
    CaptureFile::new(octets).expect("the generator writes a pcap file")
}

#[test]
fn every_program_finds_the_segments_that_synfin_finds() {
    for kind in KINDS {
        let (octets, totals) = generated(kind);
        let mut reader = Reader::new(&octets[..]).expect("the generator writes a capture");
        let (mut analyzer, mut segments) = (Analyzer::default(), 0);
        while let Some(record) = reader.next_record().expect("whole records") {
            segments += u64::from(analyzer.observe(&record).is_some());
        }
        assert_eq!(segments, totals.segments, "{kind:?}");
        assert_eq!(touch(&mut open(&octets)).expect("whole").records, segments, "{kind:?}");
        for read in [count, lean, lean_batched] {
            let told = read(&mut open(&octets)).expect("whole");
            assert_eq!((told.records, told.segments), (segments, Some(segments)), "{kind:?}");
            // No pair of sockets comes twice in captures of this size.
            assert_eq!(told.flows, Some(totals.flows), "{kind:?}");
        }
    }
}

#[test]
fn looking_up_in_batches_changes_no_result() {
    for kind in KINDS {
        let (octets, _) = generated(kind);
        let plain = lean(&mut open(&octets)).expect("whole");
        let batched = lean_batched(&mut open(&octets)).expect("whole");
        assert_eq!(plain, batched, "{kind:?}");
    }
}

#[test]
fn a_file_cut_within_a_packet_is_an_error() {
    let (octets, _) = generated(KINDS[0]);
    let cut = &octets[..octets.len() - 1];
    for read in [touch, count, lean, lean_batched] {
        let error = read(&mut open(cut)).expect_err("the last packet is cut");
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    }
}
