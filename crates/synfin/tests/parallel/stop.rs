//! A thread that reads ahead waits when it is too far ahead, ends when it is told to, and holds nothing back.

use core::cell::Cell;
use core::num::NonZeroUsize;
use std::io::{self, Read, Write, pipe};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use synfin::capture::batch::Batch;
use synfin::capture::reader::Reader;
use synfin::parallel::rounds::Rounds;
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::record::Record;

const THREADS: NonZeroUsize = NonZeroUsize::new(2).expect("two is not zero");

/// A capture without end, which counts the octets that were taken of it.
struct Endless {
    record: Vec<u8>,
    place: usize,
    taken: Arc<AtomicU64>,
}

impl Endless {
    fn new() -> (Endless, Vec<u8>, Arc<AtomicU64>) {
        let file = Pcap::of(1).file(&[Record::whole(0, vec![0; 1500])]);
        let taken = Arc::default();
        let endless = Endless { record: file[24..].to_vec(), place: 0, taken: Arc::clone(&taken) };
        (endless, file[..24].to_vec(), taken)
    }
}

impl Read for Endless {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        for octet in &mut *octets {
            *octet = self.record[self.place];
            self.place = (self.place + 1) % self.record.len();
        }
        self.taken.fetch_add(octets.len() as u64, Ordering::Relaxed);
        Ok(octets.len())
    }
}

#[test]
fn a_reader_that_nobody_listens_to_waits_and_ends_with_its_rounds() {
    let (endless, head, taken) = Endless::new();
    let head = io::Cursor::new(head);
    let mut rounds =
        Rounds::of(Reader::new(head.chain(endless)).expect("a capture"), THREADS).expect("a thread");
    let mut batches = Vec::new();
    assert!(rounds.next(&mut batches));
    let mut before = 0;
    let started = Instant::now();
    // Until it stands still.
    while before == 0 || before < taken.load(Ordering::Relaxed) {
        before = taken.load(Ordering::Relaxed);
        sleep(Duration::from_millis(50));
        assert!(started.elapsed() < Duration::from_mins(1), "it never waits");
    }
    assert!(before < 8 << 20, "two rounds of 4 MiB are the most: {before}");
    drop(rounds);
    let after = taken.load(Ordering::Relaxed);
    sleep(Duration::from_millis(50));
    assert_eq!(after, taken.load(Ordering::Relaxed), "its thread has ended");
}

#[test]
fn what_was_read_is_handed_over_while_the_input_stalls() {
    let (input, mut output) = pipe().expect("a pipe");
    let file = Pcap::of(1).file(&[Record::whole(0, vec![1; 60]), Record::whole(1, vec![2; 60])]);
    let half = file.len() - 70;
    output.write_all(&file[..half]).expect("a pipe takes a few octets");
    let mut rounds = Rounds::of(Reader::new(input).expect("a capture"), THREADS).expect("a thread");
    let mut batches = Vec::new();
    assert!(rounds.next(&mut batches));
    assert_eq!(batches.iter().map(Batch::len).sum::<usize>(), 1);
    output.write_all(&file[half..]).expect("a pipe takes a few octets");
    assert!(rounds.next(&mut batches));
    assert_eq!(batches.iter().map(Batch::len).sum::<usize>(), 1);
    drop(output);
    assert!(!rounds.next(&mut batches));
    assert!(!rounds.next(&mut batches), "the end is the end");
}

#[test]
fn a_reader_that_waits_for_its_input_can_be_left_behind() {
    let (input, mut output) = pipe().expect("a pipe");
    output.write_all(&Pcap::of(1).file(&[Record::whole(0, vec![1; 60])])).expect("a pipe takes a few octets");
    let mut rounds = Rounds::of(Reader::new(input).expect("a capture"), THREADS).expect("a thread");
    assert!(rounds.next(&mut Vec::new()));
    rounds.abandon();
    // It is still waiting, and ends with the next octet.
    output.write_all(&[0; 16]).expect("a pipe takes a few octets");
}

#[test]
fn whoever_waits_for_a_round_can_be_told_to_stop_and_may_go_on_later() {
    let (input, mut output) = pipe().expect("a pipe");
    let file = Pcap::of(1).file(&[Record::whole(0, vec![1; 60]), Record::whole(1, vec![2; 60])]);
    let half = file.len() - 70;
    output.write_all(&file[..half]).expect("a pipe takes a few octets");
    let mut rounds = Rounds::of(Reader::new(input).expect("a capture"), THREADS).expect("a thread");
    let mut batches = Vec::new();
    assert!(rounds.next_unless(&mut batches, || false));
    let (started, asked) = (Instant::now(), Cell::new(0));
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() == 3
    };
    assert!(!rounds.next_unless(&mut batches, stop), "nothing came");
    assert!(batches.is_empty() && asked.get() == 3);
    assert!(started.elapsed() < Duration::from_secs(30), "it is asked again and again");
    output.write_all(&file[half..]).expect("a pipe takes a few octets");
    assert!(rounds.next_unless(&mut batches, || false), "what comes later is not lost");
    assert_eq!(batches.iter().map(Batch::len).sum::<usize>(), 1);
    drop(output);
    assert!(!rounds.next_unless(&mut batches, || false));
}
