//! The classifier under segments in any order: laws that hold whatever the ends do, with and without room for all flows.

use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;

use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::step::Step;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::table::seen::Seen;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::memory;

/// Segments of one input.
const SEGMENTS: usize = 512;
/// Octets of the input that make one segment.
const OCTETS: usize = 8;
/// Pairs of sockets: twice as many as a small table holds.
const PAIRS: u16 = 16;
/// Flows of a small table.
const FEW: NonZeroU32 = NonZeroU32::MIN.saturating_add(7);
/// The most that a small table holds, in octets: its first block of slots and the smallest index.
const FEW_OCTETS: usize = 1 << 20;

/// Every eight octets make one segment; see [`Life::segment`].
pub fn check(octets: &[u8]) {
    let segments = segments(octets);
    let plain = told(&segments, Limits::default(), Turn::AsMade);
    let other_key = Limits { hash_key: [0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210], ..Limits::default() };
    assert_eq!(plain, told(&segments, other_key, Turn::AsMade), "the hash key changes the result");
    assert_eq!(
        plain,
        told(&segments, Limits::default(), Turn::Mirrored),
        "which end is called first changes the result"
    );
    captured_twice(&segments, &plain);
    let few = small(Limits::default().hash_key);
    let evicting = memory::within(FEW_OCTETS + segments.len() * size_of::<Seen>(), || {
        told(&segments, few, Turn::AsMade)
    });
    assert_eq!(
        evicting,
        told(&segments, few, Turn::Mirrored),
        "which end is called first changes who is evicted"
    );
    assert_eq!(
        evicting,
        told(&segments, small(other_key.hash_key), Turn::AsMade),
        "the hash key changes who is evicted"
    );
}

/// One segment of one of a few pairs of sockets, sent by one of the two ends.
#[derive(Clone, Copy, Debug)]
struct Sent {
    pair: u16,
    by_first: bool,
    vars: SegmentVars,
}

/// Whether the two ends of a pair have the addresses as made, or each other's; ports stay with the ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    AsMade,
    Mirrored,
}

impl Sent {
    /// Sockets of sender and receiver.
    fn sockets(&self, turn: Turn) -> (Socket, Socket) {
        let end = |first: bool| {
            let address = Ipv4Addr::new(192, 0, 2, if first == (turn == Turn::AsMade) { 1 } else { 2 });
            Socket::new(IpAddr::V4(address), if first { 40_000 + self.pair } else { 80 })
        };
        (end(self.by_first), end(!self.by_first))
    }
}

/// Few flows and short timeouts, so that eviction and expiry happen.
fn small(hash_key: [u64; 2]) -> Limits {
    Limits { max_flows: FEW, timeouts: Some(Timeouts::default()), hash_key }
}

/// What the table says of each segment; the table's own accounts are checked on the way.
fn told(segments: &[Sent], limits: Limits, turn: Turn) -> Vec<Seen> {
    let max_flows = u64::from(limits.max_flows.get());
    let mut table = FlowTable::new(limits);
    let mut told = Vec::with_capacity(segments.len());
    for sent in segments {
        let (source, destination) = sent.sockets(turn);
        let seen = table.observe(source, destination, 0, &sent.vars);
        assert!(!seen.verdict.reason().to_string().is_empty());
        assert!(table.books().live <= max_flows);
        assert!(table.books().balance());
        assert!(table.is_sound());
        told.push(seen);
    }
    table.finish();
    let mut flows = 0;
    while let Some(ended) = table.pop_ended() {
        // Asked for so that whatever it computes is computed.
        let _ = (ended.flow.outcome(), ended.flow.one_sided(), ended.flow.time_wait_holder());
        flows += 1;
    }
    let books = table.books();
    assert!(books.balance() && books.live == 0 && books.opened == flows);
    told
}

/// Each packet captured twice at once: the second tells nothing new, and what the first tells does not change.
fn captured_twice(segments: &[Sent], plain: &[Seen]) {
    let twice: Vec<Sent> = segments.iter().flat_map(|sent| [*sent, *sent]).collect();
    let told = told(&twice, Limits::default(), Turn::AsMade);
    for (pair, once) in told.chunks_exact(2).zip(plain) {
        let [first, second] = pair else { unreachable!("chunks of two") };
        assert_eq!(first, once, "a packet captured twice changes what is told of it");
        assert_eq!(second.verdict.step, Step::CaptureDuplicate);
        assert_eq!(second.flow, first.flow);
        assert_eq!(
            (second.verdict.originator, second.verdict.responder),
            (first.verdict.originator, first.verdict.responder),
        );
    }
}

fn segments(octets: &[u8]) -> Vec<Sent> {
    let mut lives: Vec<Life> = (0..PAIRS).map(Life::new).collect();
    let mut time = 0_i64;
    let mut made = Vec::new();
    for (index, octets) in octets.as_chunks::<OCTETS>().0.iter().take(SEGMENTS).enumerate() {
        // Mostly milliseconds; sometimes minutes, and sometimes back.
        time += match octets[7] {
            255 => 120_000_000_000,
            254 => -5_000_000_000,
            small => i64::from(small) * 1_000_000,
        };
        let life = &mut lives[usize::from(octets[0] & 0b11 | octets[0] >> 4 & 0b1100)];
        let mut sent = life.segment(octets);
        sent.vars.time = Moment(time);
        sent.vars.frame = index as u64 + 1;
        // No two packets are one and the same, unless captured twice.
        sent.vars.identification = Some(index as u16 + 1);
        made.push(sent);
    }
    made
}

/// One pair of sockets, and the numbers from which its segments are made, so that most of them nearly fit.
struct Life {
    pair: u16,
    /// Of the first end and of the second: first number, next number, last acknowledged by the other.
    numbers: [[u32; 3]; 2],
}

impl Life {
    fn new(pair: u16) -> Life {
        // One of the four pairs wraps around soon.
        let first = 0_u32.wrapping_sub(u32::from(pair) * 3);
        Life { pair, numbers: [[first, first, first], [500_000, 500_000, 500_000]] }
    }

    /// Octet 0: pair (the lowest two bits and the highest two), sender, which number the sequence number starts from; 1: flags; 2 and 3: how far sequence and
    /// acknowledgement number are beside it; 4: payload; 5: window; 6: options; 7: time since the last.
    fn segment(&mut self, octets: &[u8; OCTETS]) -> Sent {
        let [which, flags, seq, ack, length, window, options, _] = *octets;
        let by_first = which & 4 == 0;
        let (own, other) = if by_first { (0, 1) } else { (1, 0) };
        let beside = |number: u32, by: u8| match by {
            0..=127 => number,
            128..=247 => number.wrapping_add_signed(i32::from(by) - 188),
            _ => number.wrapping_add(u32::from(by) << 23),
        };
        let seq = beside(self.numbers[own][usize::from(which >> 3 & 3).min(2)], seq);
        let ack = beside(self.numbers[other][usize::from(which >> 5 & 1) + 1], ack);
        let flags = Flags::from_bits(u16::from(flags));
        let payload_len = if length < 128 { 0 } else { u32::from(length - 127) };
        let vars = SegmentVars {
            seq: Seq(seq),
            ack: Seq(ack),
            flags,
            window: u16::from(window) << 8,
            payload_len,
            ip_len: 40 + payload_len,
            checksum: u16::from_be_bytes([window, options]),
            mss: (options & 1 != 0).then_some(1460),
            window_scale: (options & 2 != 0).then_some(options >> 4),
            sack_permitted: options & 4 != 0,
            ts_val: (options & 8 != 0).then_some(u32::from(options)),
            fast_open: options & 16 != 0,
            ..SegmentVars::default()
        };
        let end = vars.end().0;
        let [first, next, _] = &mut self.numbers[own];
        if flags.syn() {
            *first = seq;
        }
        if flags.syn() || end.wrapping_sub(*next).cast_signed() > 0 {
            *next = end;
        }
        if flags.ack() {
            self.numbers[other][2] = ack;
        }
        Sent { pair: self.pair, by_first, vars }
    }
}
