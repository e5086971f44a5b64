//! Whatever comes, several tables tell what one does.

use proptest::prelude::{Strategy, proptest};
use synfin_flow::outcome::Ended;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::ended_flow::EndedFlow;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::table::seen::Seen;
use synfin_flow::table::shards::Shards;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::segments::{Sent, capture_of, cases};
use crate::table::{Names, feed};

/// Pairs of sockets, more than a small table holds flows.
const PAIRS: usize = 40;
const SEGMENTS: usize = 400;

/// What several tables told, in rounds of some segments.
fn feed_shards(
    capture: &[Sent],
    limits: Limits,
    count: usize,
    round: usize,
) -> (Vec<Seen>, Vec<EndedFlow>, usize) {
    let mut shards = Shards::new(limits, count);
    let (mut told, mut ended) = (Vec::new(), Vec::new());
    for segments in capture.chunks(round) {
        shards.begin(segments.len() as u64);
        let mut places = Vec::new();
        for sent in segments {
            let (source, destination) = Names::SERVED.sockets(sent);
            let address = shards.address(source, destination, 0);
            let at = shards.shard_of(&address);
            let shard = &mut shards.parts_mut()[at];
            places.push((at, shard.told()));
            shard.approach(&[Some(address)]);
            shard.observe(&address, &sent.vars);
        }
        shards.complete();
        told.extend(places.iter().filter_map(|&(at, index)| shards.parts()[at].seen(index)));
        ended.extend(core::iter::from_fn(|| shards.pop_ended()));
        assert!(shards.books().balance());
    }
    let left = shards.count();
    shards.finish();
    ended.extend(core::iter::from_fn(|| shards.pop_ended()));
    assert!(shards.books().balance());
    (told, ended, left)
}

fn limits_of(max_flows: u32, timeouts: bool) -> Limits {
    let max_flows = max_flows.try_into().expect("more than none");
    Limits {
        max_flows,
        timeouts: timeouts.then(Timeouts::default),
        hash_key: [7, u64::from(max_flows.get())],
    }
}

fn check(capture: &[Sent], limits: Limits, count: usize, round: usize) -> usize {
    let alone = feed(capture, Names::SERVED, limits, |_, _| {});
    let (told, ended, left) = feed_shards(capture, limits, count, round);
    assert_eq!(told, alone.seen);
    assert_eq!(format!("{ended:?}"), format!("{:?}", alone.ended));
    left
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn shards_tell_what_one_table_tells(
        capture in capture_of(PAIRS, SEGMENTS),
        max_flows in (0..4_usize).prop_map(|at| [3, 25, 60, 1000][at]),
        timeouts in (0..8_u8).prop_map(|number| number == 0),
        count in 1..9_usize,
        round in 1..70_usize,
    ) {
        check(&capture, limits_of(max_flows, timeouts), count, round);
    }
}

/// One end's segments to so many pairs of sockets, mixed: a SYN, then data behind a gap for every `lacking`th pair, then what fills
/// the gap for every `filled`th, and then SYNs of `more` pairs.
fn connections(pairs: usize, lacking: usize, filled: usize, more: usize) -> Vec<Sent> {
    let sent = |pair, seq, flags, payload_len| {
        let vars = SegmentVars { seq: Seq(seq), flags, payload_len, ..SegmentVars::default() };
        Sent { pair, by_first: true, vars }
    };
    let opening = (0..pairs).map(|pair| sent(pair, 100, Flags::SYN, 0));
    let mixed = (0..pairs).map(|pair| pair * 1601 % pairs);
    let gap = |pair: usize| if pair.is_multiple_of(lacking) { 7 } else { 0 };
    let data = mixed.clone().map(|pair| sent(pair, 101 + gap(pair), Flags::ACK, 5));
    let filling = mixed.filter(|pair| pair.is_multiple_of(filled)).map(|pair| sent(pair, 101, Flags::ACK, 7));
    let more = (pairs..pairs + more).map(|pair| sent(pair, 9, Flags::SYN, 0));
    let mut capture: Vec<Sent> = opening.chain(data).chain(filling).chain(more).collect();
    for (frame, sent) in (1..).zip(&mut capture) {
        sent.vars.frame = frame;
        sent.vars.time = Moment(1_000_000 * frame as i64);
    }
    capture
}

#[test]
fn shards_become_one_before_a_flow_must_leave_for_want_of_places() {
    let capture = connections(4000, 3, 6, 1000);
    assert_eq!(check(&capture, limits_of(3900, false), 3, 333), 1);
    assert_eq!(check(&capture, limits_of(8192, false), 8, 100), 8, "here there is room for all");
}

#[test]
fn shards_become_one_before_a_flow_must_leave_for_want_of_octets() {
    // What is rare of the flows takes what the last places would need.
    assert_eq!(check(&connections(4000, 3, 6, 1000), limits_of(4096, false), 4, 100), 1);
    // And so does what is not needed any more, as a table gives nothing back.
    let capture = connections(1200, 1, 1, 2800);
    assert_eq!(check(&capture, limits_of(4096, false), 4, 100), 1);
    assert_eq!(check(&capture, limits_of(4600, false), 4, 100), 4, "here there is room for all");
}

/// So many flows with a hole each that some leave for want of octets: which of them, the key has no part in.
#[test]
fn no_key_decides_who_leaves_for_want_of_octets() {
    let capture = connections(5000, 1, 7, 3000);
    let with_key =
        |hash_key| feed(&capture, Names::SERVED, Limits { hash_key, ..limits_of(4500, false) }, |_, _| {});
    let (one, other) = (with_key([1, 2]), with_key([3, 4]));
    assert_eq!(one.seen, other.seen);
    let left = |told: &[EndedFlow]| told.iter().map(|ended| (ended.number, ended.ended)).collect::<Vec<_>>();
    assert_eq!(left(&one.ended), left(&other.ended));
    assert!(one.ended.iter().filter(|ended| ended.ended == Ended::Evicted).count() > 3500 + 500);
}

#[test]
fn segments_after_the_end_begin_another_capture_in_the_same_shards() {
    let limits = limits_of(1000, false);
    let capture = connections(12, 5, 5, 0);
    for asked in [0, 3, 12] {
        let mut table = FlowTable::new(limits);
        let mut shards = Shards::new(limits, 3);
        let (mut of_table, mut of_shards) = (Vec::new(), Vec::new());
        for _ in 0..2 {
            shards.begin(capture.len() as u64);
            for sent in &capture {
                let (source, destination) = Names::SERVED.sockets(sent);
                table.observe(source, destination, 0, &sent.vars);
                let address = shards.address(source, destination, 0);
                let at = shards.shard_of(&address);
                shards.parts_mut()[at].observe(&address, &sent.vars);
            }
            shards.complete();
            // Twice is once.
            for _ in 0..2 {
                table.finish();
                shards.finish();
            }
            of_table.extend(core::iter::from_fn(|| table.pop_ended()).take(asked));
            of_shards.extend(core::iter::from_fn(|| shards.pop_ended()).take(asked));
        }
        of_table.extend(core::iter::from_fn(|| table.pop_ended()));
        of_shards.extend(core::iter::from_fn(|| shards.pop_ended()));
        assert_eq!(format!("{of_shards:?}"), format!("{of_table:?}"), "{asked} asked for between");
        assert_eq!(of_table.len(), 24);
        assert!(shards.books().balance() && shards.books().live == 0);
    }
}
