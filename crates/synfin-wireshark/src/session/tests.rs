use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use synfin::flow::outcome::Outcome;
use synfin::flow::step::Step;

use super::{Frame, begin, observe, outcome};
use crate::packet::{Found, Place};
use crate::told::{Segment, Told};

/// There is one reading at a time, as in the host.
static ALONE: Mutex<()> = Mutex::new(());

/// The frame at which a bug is to show itself.
static PANIC_AT: AtomicU32 = AtomicU32::new(0);

pub(super) fn panic_if_planted(frame: u32) {
    assert_ne!(frame, PANIC_AT.load(Ordering::Relaxed), "planted");
}

fn packet(from_client: bool, seq: u32, ack: u32, flags: u8) -> [u8; 40] {
    let mut octets = [0; 40];
    octets[..4].copy_from_slice(&[0x45, 0, 0, 40]);
    octets[9] = 6;
    let ends: [([u8; 4], u16); 2] = [([192, 0, 2, 1], 54203), ([192, 0, 2, 2], 23)];
    let [(source, source_port), (destination, destination_port)] =
        if from_client { ends } else { [ends[1], ends[0]] };
    octets[12..16].copy_from_slice(&source);
    octets[16..20].copy_from_slice(&destination);
    octets[20..22].copy_from_slice(&source_port.to_be_bytes());
    octets[22..24].copy_from_slice(&destination_port.to_be_bytes());
    octets[24..28].copy_from_slice(&seq.to_be_bytes());
    octets[28..32].copy_from_slice(&ack.to_be_bytes());
    octets[32..36].copy_from_slice(&[0x50, flags, 0xff, 0xff]);
    octets
}

fn told(number: u32, packet: &[u8], stream: Option<u32>) -> Option<Told> {
    let found = Found { packet, on_wire: packet.len() as u32, segment: Place::After(20) };
    observe(&Frame { number, time: i64::from(number) * 1_000_000_000, found, stream })
}

fn segment(number: u32, packet: &[u8], stream: Option<u32>) -> Segment {
    match told(number, packet, stream) {
        Some(Told::Segment(segment)) => segment,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refusal_is_told_as_the_outcome_at_the_segment_that_refuses() {
    let _alone = ALONE.lock();
    begin();
    let syn = segment(1, &packet(true, 100, 0, 0x02), Some(0));
    assert_eq!((syn.flow, syn.verdict.step, syn.outcome), (0, Step::Syn, None));
    assert_eq!(outcome(0), Some(Outcome::NoReply));
    let reset = segment(2, &packet(false, 0, 101, 0x14), Some(0));
    assert_eq!((reset.flow, reset.verdict.step, reset.outcome), (0, Step::RstRefuse, Some(Outcome::Refused)));
    assert_eq!((outcome(0), outcome(1)), (Some(Outcome::Refused), None));
    begin();
    assert_eq!(outcome(0), None, "another capture knows nothing of it");
}

#[test]
fn no_frame_is_observed_twice_or_after_a_later_one() {
    let _alone = ALONE.lock();
    begin();
    let syn = packet(true, 100, 0, 0x02);
    assert!(told(5, &syn, None).is_some());
    assert!(told(5, &syn, None).is_none());
    assert!(told(4, &syn, None).is_none());
    assert_eq!(segment(6, &syn, None).verdict.step, Step::SynRetransmit);
}

#[test]
fn a_segment_that_the_host_counts_to_another_stream_says_so() {
    let _alone = ALONE.lock();
    begin();
    let syn = packet(true, 100, 0, 0x02);
    assert_eq!(segment(1, &syn, Some(3)).began_in, None);
    assert_eq!(segment(2, &syn, Some(3)).began_in, None);
    assert_eq!(segment(3, &syn, Some(4)).began_in, Some(3));
}

#[test]
fn a_panic_is_contained_and_nothing_is_told_until_the_next_capture() {
    let _alone = ALONE.lock();
    begin();
    let syn = packet(true, 100, 0, 0x02);
    assert!(told(1, &syn, None).is_some());
    PANIC_AT.store(2, Ordering::Relaxed);
    assert_eq!(told(2, &syn, None), Some(Told::Stopped));
    assert_eq!(told(3, &syn, None), None);
    PANIC_AT.store(0, Ordering::Relaxed);
    assert_eq!(told(4, &syn, None), None);
    begin();
    assert_eq!(segment(1, &syn, None).verdict.step, Step::Syn);
}
