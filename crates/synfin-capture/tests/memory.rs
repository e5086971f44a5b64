//! Memory follows the input, not what the input claims. Alone in its file: the counts are of the process.

mod common;

use synfin_capture::reader::Reader;
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::pcapng::Pcapng;
use synfin_testkit::forge::record::Record as Forged;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Reads all; returns the most octets held at once, and how many allocations the records took.
fn measure(file: &[u8]) -> (usize, u64) {
    let profiler = dhat::Profiler::builder().testing().build();
    let mut during_records = 0;
    if let Ok(mut reader) = Reader::new(file) {
        // Until the buffer has grown to its size.
        for _ in 0..20_000 {
            if !matches!(reader.next_record(), Ok(Some(_))) {
                break;
            }
        }
        let before = dhat::HeapStats::get().total_blocks;
        while let Ok(Some(record)) = reader.next_record() {
            std::hint::black_box(record);
        }
        during_records = dhat::HeapStats::get().total_blocks - before;
    }
    let peak = dhat::HeapStats::get().max_bytes;
    drop(profiler);
    (peak, during_records)
}

#[test]
fn no_record_allocates_and_the_peak_stays_below_64_kib_and_four_times_the_input() {
    let section = Pcapng::default();
    let head = [section.section(&[]), section.interface(1, 0, &[])].concat();
    let record = Forged::whole(0, vec![7; 90]);
    let many = vec![record.clone(); 40_000];
    let commented = section.enhanced(0, 1, &record, &[(1, b"one"), (1, b"two")]);
    let pcapng: Vec<u8> = head.iter().copied().chain(many.iter().flat_map(|_| commented.clone())).collect();
    for file in [Pcap::of(1).file(&many), pcapng] {
        let (peak, during_records) = measure(&file);
        assert_eq!(during_records, 0, "a record allocated");
        assert!(peak <= 600 << 10, "{peak} octets at once: the buffer and no more");
    }

    let interfaces: Vec<u8> =
        section.section(&[]).into_iter().chain(section.interface(1, 0, &[]).repeat(20_000)).collect();
    let options = section.block(1, &[&[1, 0, 0, 0, 0, 0, 0, 0][..], &[2, 0, 0, 0].repeat(50_000)].concat());
    let hostile = [
        [Pcap::of(1).header(), Pcap::of(1).record_header(0, 0, 16 << 20, 16 << 20).to_vec()].concat(),
        [head.clone(), section.block_that_says(6, &[0; 40], 16 << 20, 16 << 20)].concat(),
        [head.clone(), section.block(6, &section.enhanced_body(0, 1, u32::MAX, &record, &[]))].concat(),
        [section.section(&[]), options].concat(),
        interfaces,
        Pcap::of(1).file(&[Forged::whole(0, vec![1; 3 << 20])]),
    ];
    for (number, file) in hostile.iter().enumerate() {
        let (peak, _) = measure(file);
        let bound = (64 << 10) + 4 * file.len();
        assert!(peak <= bound, "case {number}: {peak} octets at once for an input of {}", file.len());
    }
}
