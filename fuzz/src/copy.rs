//! A capture file, copied alone and merged with itself: the copy is sound, and its records are those of the file.

use std::io::Cursor;

use synfin_capture::batch::{Batch, Batches as _, Item};
use synfin_capture::error::CaptureError;
use synfin_capture::merge::Merge;
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;
use synfin_capture::writer::copier::{Kept, PcapngCopier};

/// What a record is, wherever it stands: link type, octets, length on the wire.
type Told = (u16, Vec<u8>, u32);

/// The octets are the file.
pub fn check(octets: &[u8]) {
    for inputs in [1, 2] {
        let (copy, records) = copied(octets, inputs);
        let options = ReadOptions { max_record: u32::MAX, ..ReadOptions::default() };
        let mut reader = Reader::with_options(copy.as_slice(), &options).expect("a copy is a capture");
        let mut told = Vec::new();
        while let Some(record) = reader.next_record().expect("a copy is sound") {
            told.push((record.link_type.0, record.octets.to_vec(), record.original_len));
        }
        assert!(told == records, "{} records, and {} in the copy", records.len(), told.len());
    }
}

/// A copy with comments of so many times the same file, and what was read for it.
fn copied(octets: &[u8], inputs: usize) -> (Vec<u8>, Vec<Told>) {
    let options = ReadOptions {
        max_record: 1 << 20,
        max_total: 1 << 24,
        max_zstd_window_log: 20,
        keep_blocks: true,
        ..ReadOptions::default()
    };
    let file = octets.to_vec();
    let open = move |_| -> Result<Reader<Cursor<Vec<u8>>>, CaptureError> {
        Reader::with_options(Cursor::new(file.clone()), &options)
    };
    let mut merge = Merge::new(&vec![true; inputs], open);
    let mut copier = PcapngCopier::new(Vec::new(), inputs, Kept::All);
    let (mut batch, mut records, mut last) = (Batch::default(), Vec::new(), 0);
    while merge.next_batch(&mut batch) {
        for (input, item) in batch.items() {
            match item {
                Item::Block { octets, is_faulty } => copier.block(input, octets, is_faulty),
                Item::Record(record, block) => {
                    assert!(record.number > last, "frame {} behind {last}", record.number);
                    last = record.number;
                    records.push((record.link_type.0, record.octets.to_vec(), record.original_len));
                    copier.record(input, &record, block, (records.len() % 2 == 0).then_some("a comment"))
                }
            }
            .expect("memory takes all");
        }
    }
    (copier.finish().expect("memory takes all"), records)
}
