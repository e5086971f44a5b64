//! Batches hold what records one by one are.

mod common;

use common::{Chunks, Owned, Told, pcap, pcapng, tell};
use std::io::Read;
use synfin_capture::batch::Batch;
use synfin_capture::reader::Reader;
use synfin_testkit::hostile::all::all;

/// Reads to the end in batches; what each held, too.
fn tell_in_batches(read: impl Read) -> (Told, Vec<usize>) {
    let (mut told, mut sizes, mut batch) = (Told::default(), Vec::new(), Batch::default());
    let mut reader = match Reader::new(read) {
        Ok(reader) => reader,
        Err(error) => {
            told.errors.push(error);
            return (told, sizes);
        }
    };
    while reader.next_batch(&mut batch) {
        told.records.extend(batch.records().map(|record| Owned::of(&record)));
        assert_eq!(batch.records().len(), batch.len());
        assert_eq!(batch.record(batch.len()), None);
        told.errors.extend(batch.fault());
        sizes.push(batch.len());
    }
    assert!(batch.is_empty() && batch.fault().is_none());
    assert_eq!((batch.frames(), batch.position()), (reader.frames(), reader.position()));
    assert!(!reader.next_batch(&mut batch), "the end is the end");
    (told, sizes)
}

#[test]
fn batches_hold_the_same_records_and_faults_however_the_input_is_handed_out() {
    for file in [pcap(), pcapng()] {
        for size in [1, 7, 1000, 65_536, usize::MAX] {
            assert_eq!(tell_in_batches(Chunks::of(size, &file)).0, tell(&file), "pieces of {size}");
        }
    }
}

#[test]
fn batches_of_hostile_captures_hold_the_same_records_and_faults() {
    for case in all() {
        assert_eq!(tell_in_batches(case.octets.as_slice()).0, tell(&case.octets), "{}", case.name);
    }
}

#[test]
fn a_batch_comes_as_soon_as_it_has_a_record_and_nothing_more_can_be_had_without_reading() {
    let file = pcap();
    let records = tell(&file).records.len();
    let (_, sizes) = tell_in_batches(Chunks::of(1, &file));
    assert_eq!(sizes, vec![1; records], "octet by octet, no record waits for the next");
    let (_, sizes) = tell_in_batches(Chunks::of(4096, &file));
    assert_eq!(sizes[0], 4, "the first 4 KiB hold four records whole");
}

#[test]
fn records_without_octets_do_not_make_a_batch_endless() {
    let mut file = pcap()[..24].to_vec();
    file.extend(std::iter::repeat_n(0, 16 * 40_000));
    let (told, sizes) = tell_in_batches(file.as_slice());
    assert_eq!(told.records.len(), 40_000);
    assert!(sizes.iter().all(|&size| size <= 1 << 14));
}
