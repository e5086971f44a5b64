//! Several captures are told as one, in order of time.

mod common;

use common::{Chunks, Owned, Told, pcap, pcapng, tell};
use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use synfin_capture::batch::{Batch, Batches as _};
use synfin_capture::error::Reason;
use synfin_capture::merge::{MOST_OPEN, Merge};
use synfin_capture::reader::Reader;
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::record::Record as Forged;
use synfin_testkit::hostile::all::all;
use synfin_testkit::random::Random;

/// A pcap file of frames captured at these seconds, each of as many octets as its seconds say.
fn file(seconds: &[u64]) -> Vec<u8> {
    let forged =
        |second: &u64| Forged::whole(second * 1_000_000_000, vec![*second as u8; *second as usize % 90]);
    Pcap::of(1).file(&seconds.iter().map(forged).collect::<Vec<_>>())
}

fn merge_of(files: Vec<Vec<u8>>, again: bool) -> Merge<Cursor<Vec<u8>>> {
    Merge::new(&vec![again; files.len()], move |index| Reader::new(Cursor::new(files[index].clone())))
}

/// All that a merge tells, and of which input each record and each fault is.
fn tell_merged<R: Read>(mut merge: Merge<R>) -> (Told, Vec<usize>, Vec<usize>) {
    let (mut told, mut sources, mut faulty) = (Told::default(), Vec::new(), Vec::new());
    let mut batch = Batch::default();
    while merge.next_batch(&mut batch) {
        told.records.extend(batch.records().map(|record| Owned::of(&record)));
        sources.extend(batch.items().map(|(source, _)| source));
        if let Some(fault) = batch.fault() {
            told.errors.push(*fault);
            faulty.push(batch.fault_source());
        }
    }
    assert!(batch.is_empty() && batch.fault().is_none());
    assert!(!merge.next_batch(&mut batch), "the end is the end");
    assert_eq!(sources.len(), told.records.len());
    assert_eq!(batch.frames(), merge.frames());
    (told, sources, faulty)
}

/// The slow obvious way: all is read, and of all next records the earliest is taken, of equals that of the file that begins first.
fn merged_obviously(files: &[Vec<u8>]) -> (Vec<Owned>, Vec<usize>, u64) {
    let told: Vec<Told> = files.iter().map(|file| tell(file)).collect();
    let mut next = vec![0; files.len()];
    let (mut records, mut sources, mut frames) = (Vec::new(), Vec::new(), 0);
    let head = |next: &[usize], index: usize| told[index].records.get(next[index]);
    while let Some(index) = (0..files.len())
        .filter(|&index| head(&next, index).is_some())
        .min_by_key(|&index| (head(&next, index).map(|record| record.time), told[index].records[0].time))
    {
        let record = head(&next, index).expect("it was looked at");
        let before = next[index].checked_sub(1).map_or(0, |last| told[index].records[last].number);
        frames += record.number - before;
        records.push(Owned { number: frames, ..record.clone() });
        sources.push(index);
        next[index] += 1;
    }
    (records, sources, frames)
}

#[test]
fn rotated_files_in_any_order_are_one_capture_in_order_of_time() {
    let files = vec![file(&[20, 21, 22]), file(&[1, 2]), file(&[10, 11])];
    for again in [true, false] {
        let (told, sources, _) = tell_merged(merge_of(files.clone(), again));
        assert_eq!(told.times(), [1, 2, 10, 11, 20, 21, 22].map(|second| second * 1_000_000_000));
        assert_eq!(told.numbers(), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(sources, [1, 1, 2, 2, 0, 0, 0]);
    }
}

#[test]
fn frames_of_the_same_moment_come_in_the_order_in_which_their_files_begin_or_else_are_named() {
    let files = vec![file(&[5, 7, 7]), file(&[5, 7]), file(&[4, 7])];
    let (told, sources, _) = tell_merged(merge_of(files, true));
    assert_eq!(sources, [2, 0, 1, 2, 0, 0, 1]);
    assert_eq!(told.records.len(), 7, "equal packets are not merged away");
}

#[test]
fn files_that_follow_one_another_come_out_the_same_however_they_are_named() {
    // A file was exchanged for the next within a moment.
    let parts = [file(&[1, 5]), file(&[5, 6, 9]), file(&[9, 10])];
    let expected = [1, 5, 5, 6, 9, 9, 10];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
        let files = order.map(|index| parts[index].clone()).to_vec();
        let (told, sources, _) = tell_merged(merge_of(files, true));
        let of: Vec<usize> = sources.iter().map(|&source| order[source]).collect();
        assert_eq!(of, [0, 0, 1, 1, 1, 2, 2], "{order:?}");
        assert_eq!(told.times(), expected.map(|second| second * 1_000_000_000));
    }
}

#[test]
fn within_a_file_time_may_go_back_and_the_order_stays() {
    let files = vec![file(&[10, 3, 12]), file(&[4, 11])];
    let (told, sources, _) = tell_merged(merge_of(files, true));
    assert_eq!(sources, [1, 0, 0, 1, 0]);
    assert_eq!(told.times(), [4, 10, 3, 11, 12].map(|second| second * 1_000_000_000));
}

#[test]
fn any_files_are_merged_as_the_obvious_way_does_it() {
    let mut random = Random::new(7);
    for round in 0..60 {
        let count = 1 + random.below(5) as usize;
        let files: Vec<Vec<u8>> = (0..count)
            .map(|_| {
                let mut second = random.below(2000);
                let seconds: Vec<u64> = (0..random.below(400))
                    .map(|_| {
                        second = (second + random.below(9)).saturating_sub(3);
                        second
                    })
                    .collect();
                file(&seconds)
            })
            .chain(if round % 3 == 0 { vec![pcapng(), pcap()] } else { Vec::new() })
            .collect();
        let (records, sources, frames) = merged_obviously(&files);
        for again in [true, false] {
            let merge = merge_of(files.clone(), again);
            let (told, told_sources, _) = tell_merged(merge);
            assert_eq!((&told.records, &told_sources), (&records, &sources), "round {round}");
            assert!(told.errors.is_empty());
            assert!(records.last().is_none_or(|last| last.number <= frames));
        }
    }
}

#[test]
fn hostile_captures_beside_a_sound_one_tell_each_fault_once_and_keep_none_from_being_read() {
    let sound = pcap();
    for case in all() {
        let alone = tell(&case.octets);
        let files = vec![case.octets.clone(), sound.clone()];
        let (told, sources, faulty) = tell_merged(merge_of(files.clone(), true));
        assert_eq!(told.errors, alone.errors, "{}: offsets and frames are those of the file", case.name);
        assert!(faulty.iter().all(|&source| source == 0));
        // Frames that are no records are counted at the end of their file, if no record follows there.
        let unnumbered = |records: Vec<Owned>| {
            records.into_iter().map(|record| Owned { number: 0, ..record }).collect::<Vec<_>>()
        };
        assert!(told.numbers().is_sorted_by(|first, second| first < second), "{}", case.name);
        let expected = unnumbered(merged_obviously(&files).0);
        assert!(unnumbered(told.records) == expected, "{}", case.name);
        let of_sound = sources.iter().filter(|&&source| source == 1).count();
        assert_eq!(of_sound, tell(&sound).records.len());
    }
}

#[test]
fn a_file_is_open_only_while_its_records_come() {
    // Each reader counts itself as long as it lives.
    struct Counted(Cursor<Vec<u8>>, Arc<AtomicUsize>);
    impl Read for Counted {
        fn read(&mut self, octets: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(octets)
        }
    }
    impl Drop for Counted {
        fn drop(&mut self) {
            self.1.fetch_sub(1, Ordering::SeqCst);
        }
    }
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(0)));
    let (opened, highest) = (Arc::clone(&open), Arc::clone(&most));
    // Far more files than may be open at once; each begins before the one before it ends.
    let merge = Merge::new(&[true; 4 * MOST_OPEN], move |index| {
        let now = opened.fetch_add(1, Ordering::SeqCst) + 1;
        let mut highest = highest.lock().expect("nobody panicked");
        *highest = now.max(*highest);
        let first = 10 * index as u64;
        Reader::new(Counted(Cursor::new(file(&[first, first + 9, first + 12])), Arc::clone(&opened)))
    });
    let (told, _, _) = tell_merged(merge);
    assert_eq!((told.records.len(), told.errors.len()), (3 * 4 * MOST_OPEN, 0));
    let most = *most.lock().expect("nobody panicked");
    assert!((2..=3).contains(&most), "{most} at once");
    assert_eq!(open.load(Ordering::SeqCst), 0);
}

#[test]
fn one_file_more_than_may_overlap_is_refused_by_name_and_the_others_are_read() {
    let files = vec![file(&[1, 100]); MOST_OPEN + 1];
    let (told, sources, faulty) = tell_merged(merge_of(files, true));
    assert_eq!(told.reasons(), [Reason::TooManyOpen { limit: MOST_OPEN }]);
    assert_eq!(faulty, [MOST_OPEN]);
    assert_eq!(sources.len(), 2 * MOST_OPEN);
}

#[test]
fn what_was_read_is_handed_on_before_more_is_waited_for() {
    // A pipe that gives one record and then nothing: to ask it again is an error here.
    struct Stalls(Cursor<Vec<u8>>);
    impl Read for Stalls {
        fn read(&mut self, octets: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(octets)? {
                0 => Err(std::io::ErrorKind::TimedOut.into()),
                count => Ok(count),
            }
        }
    }
    let (pipe, old) = (file(&[50]), file(&[1, 2, 60]));
    let mut merge: Merge<Box<dyn Read + Send>> = Merge::new(&[false, true], move |index| {
        let input: Box<dyn Read + Send> = match index {
            0 => Box::new(Stalls(Cursor::new(pipe.clone()))),
            _ => Box::new(Cursor::new(old.clone())),
        };
        Reader::new(input)
    });
    let mut batch = Batch::default();
    let mut seconds = Vec::new();
    while merge.next_batch(&mut batch) && batch.fault().is_none() {
        seconds.extend(batch.records().map(|record| record.time.seconds()));
    }
    assert_eq!(seconds, [1, 2, 50], "the fourth waits for what the pipe may still bring");
    assert!(batch.is_empty());
    assert!(merge.next_batch(&mut batch));
    assert_eq!(batch.record(0).expect("a record").time.seconds(), 60, "and comes when it brings nothing");
}

#[test]
fn inputs_that_come_in_pieces_are_merged_alike() {
    let files = [file(&[1, 5, 9, 30]), file(&[2, 5, 31])];
    let whole = tell_merged(merge_of(files.to_vec(), true));
    for size in [1, 7, 100] {
        let files: &'static [Vec<u8>; 2] = Box::leak(Box::new(files.clone()));
        let merge = Merge::new(&[false; 2], move |index| Reader::new(Chunks::of(size, &files[index])));
        assert_eq!(tell_merged(merge), whole, "pieces of {size}");
    }
}
