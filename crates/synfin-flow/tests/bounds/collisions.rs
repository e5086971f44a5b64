//! Sockets that were chosen so that a hash without a key gives them all one value.

use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;

/// Where all share one value, each has to be compared with all before it: eight million comparisons instead of four thousand.
const SOCKETS: u32 = 4_000;
/// The best of so many rounds counts, as the machine may be busy.
const ROUNDS: usize = 5;
const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// What rustc hashes with, over an address of two words: no key.
fn unkeyed(words: [u64; 2]) -> u64 {
    words.iter().fold(0, |hash: u64, word| (hash.rotate_left(5) ^ word).wrapping_mul(SEED))
}

/// The second word undoes what the first has done.
fn solved(place: u32) -> [u64; 2] {
    let first = 0x2001_0db8_0000_0000 | u64::from(place);
    [first, first.wrapping_mul(SEED).rotate_left(5) ^ 0x5eed]
}

/// As many addresses with nothing in common.
fn scattered(place: u32) -> [u64; 2] {
    [0x2001_0db8_0000_0000 | u64::from(place), u64::from(place).wrapping_mul(SEED)]
}

/// Time for a SYN from each, then another of the same numbers: found again, each time.
fn time(words_of: fn(u32) -> [u64; 2]) -> Duration {
    let limits = Limits { hash_key: [0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210], ..Limits::default() };
    let mut table = FlowTable::new(limits);
    let server = Socket::new(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 80)), 80);
    let before = Instant::now();
    for frame in 0..2 * SOCKETS {
        let [first, second] = words_of(frame % SOCKETS);
        let address = Ipv6Addr::from_bits((u128::from(first) << 64) | u128::from(second));
        let vars = SegmentVars {
            time: Moment(i64::from(frame) * 1_000_000_000),
            frame: u64::from(frame) + 1,
            flags: Flags::SYN,
            ..SegmentVars::default()
        };
        table.observe(Socket::new(IpAddr::V6(address), 40_000), server, 0, &vars);
    }
    let took = before.elapsed();
    assert_eq!(table.books().opened, u64::from(SOCKETS), "each is one connection");
    took
}

#[test]
fn solved_sockets_have_one_value_without_a_key_and_cost_no_more_than_others_with_one() {
    let value = unkeyed(solved(0));
    assert!((1..SOCKETS).all(|place| unkeyed(solved(place)) == value));
    assert_ne!(unkeyed(scattered(0)), unkeyed(scattered(1)));

    let best = |words_of| (0..ROUNDS).map(|_| time(words_of)).min().expect("there are rounds");
    let (others, chosen) = (best(scattered), best(solved));
    assert!(chosen < 4 * others, "{chosen:?} for chosen sockets, {others:?} for others");
}
