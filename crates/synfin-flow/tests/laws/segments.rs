//! Random segments: of a few pairs of sockets, with numbers that nearly fit, so that connections open, talk and close by chance.

use core::fmt;

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

/// 256 random cases, or as many as `PROPTEST_CASES` says; a failure is to become a script of its own.
pub(crate) fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Pairs of sockets.
pub(crate) const PAIRS: usize = 3;
/// Most segments of one case.
const SEGMENTS: usize = 48;
const MILLISECOND: i64 = 1_000_000;

/// A segment, and who sent it.
#[derive(Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) pair: usize,
    pub(crate) by_first: bool,
    pub(crate) vars: SegmentVars,
}

impl Sent {
    /// The same in an IPv4 packet with this identification.
    pub(crate) const fn identified_by(mut self, identification: u16) -> Sent {
        self.vars.identification = Some(identification);
        self
    }
}

/// As a line of a script, with what a script's line has no word for behind it.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sent { pair, by_first, vars } = self;
        let arrow = if *by_first { '>' } else { '<' };
        write!(f, "{pair} {arrow} {} {} +{}", vars.flags, vars.seq.0, vars.payload_len)?;
        if vars.flags.ack() {
            write!(f, " ack {}", vars.ack.0)?;
        }
        write!(f, " win {} at {} ns", vars.window, vars.time.0)?;
        let SegmentVars { ts_val, window_scale, fast_open, malformed, identification, .. } = vars;
        write!(f, " ts {ts_val:?} scale {window_scale:?} ipid {identification:?}")?;
        write!(f, "{}{}", if *fast_open { " tfo" } else { "" }, if *malformed { " malformed" } else { "" })
    }
}

/// From which of an end's numbers a random number is counted.
#[derive(Clone, Copy, Debug)]
enum From {
    First,
    Next,
    Acknowledged,
}

/// A segment before its numbers are known.
#[derive(Clone, Copy, Debug)]
struct Move {
    pair: usize,
    by_first: bool,
    flags: Flags,
    seq: (From, i32),
    ack: (From, i32),
    payload_len: u32,
    window: u16,
    checksum: u16,
    passed: i64,
    facts: Facts,
}

/// What only a few rules ask for.
#[derive(Clone, Copy, Debug)]
struct Facts {
    ts_val: Option<u32>,
    window_scale: Option<u8>,
    fast_open: bool,
    malformed: bool,
    sack: Option<(i32, i32)>,
}

fn flags() -> impl Strategy<Value = Flags> {
    prop_oneof![
        4 => Just(Flags::SYN),
        4 => Just(Flags::SYN | Flags::ACK),
        12 => Just(Flags::ACK),
        6 => Just(Flags::FIN | Flags::ACK),
        2 => Just(Flags::RST),
        2 => Just(Flags::RST | Flags::ACK),
        1 => Just(Flags::FIN),
        1 => Just(Flags::SYN | Flags::FIN | Flags::ACK),
        1 => (0..0x200_u16).prop_map(Flags::from_bits),
    ]
}

fn number() -> impl Strategy<Value = (From, i32)> {
    let from = prop_oneof![1 => Just(From::First), 6 => Just(From::Next), 2 => Just(From::Acknowledged)];
    let beside = prop_oneof![
        12 => Just(0),
        4 => -5..=5_i32,
        1 => -3_000_000..=3_000_000_i32,
        1 => any::<i32>(),
        1 => prop_oneof![Just(i32::MIN), Just(i32::MAX), Just(1 << 30), Just(-(1 << 30)), Just(1 << 20)],
    ];
    (from, beside)
}

/// Nanoseconds since the segment before: mostly milliseconds, sometimes hours, sometimes back, sometimes beyond all reason.
fn passed() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => Just(0),
        12 => 1..400 * MILLISECOND,
        2 => 400 * MILLISECOND..100_000 * MILLISECOND,
        1 => -2_000 * MILLISECOND..0,
        1 => prop_oneof![Just(4_000_000_000 * MILLISECOND), Just(-4_000_000_000 * MILLISECOND)],
        1 => prop_oneof![Just(i64::MAX), Just(i64::MIN)],
    ]
}

fn facts() -> impl Strategy<Value = Facts> {
    (
        prop_oneof![3 => Just(None), 1 => (0..40_u32).prop_map(Some)],
        prop_oneof![2 => Just(None), 1 => (0..=16_u8).prop_map(Some)],
        prop_oneof![9 => Just(false), 1 => Just(true)],
        prop_oneof![49 => Just(false), 1 => Just(true)],
        prop_oneof![5 => Just(None), 1 => (-9..9_i32, -9..9_i32).prop_map(Some)],
    )
        .prop_map(|(ts_val, window_scale, fast_open, malformed, sack)| Facts {
            ts_val,
            window_scale,
            fast_open,
            malformed,
            sack,
        })
}

fn moves(pairs: usize) -> impl Strategy<Value = Move> {
    let payload_len = prop_oneof![3 => Just(0_u32), 3 => 1..6_u32, 1 => Just(1460), 1 => Just(65_495)];
    let window = prop_oneof![4 => Just(65_535_u16), 1 => Just(0), 1 => any::<u16>()];
    (0..pairs, any::<bool>(), flags(), number(), number(), payload_len, window, 0..4_u16, passed(), facts())
        .prop_map(|(pair, by_first, flags, seq, ack, payload_len, window, checksum, passed, facts)| Move {
            pair,
            by_first,
            flags,
            seq,
            ack,
            payload_len,
            window,
            checksum,
            passed,
            facts,
        })
}

/// An end's numbers.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    first: u32,
    next: u32,
    acknowledged: u32,
}

impl Numbers {
    const fn at(first: u32) -> Numbers {
        Numbers { first, next: first, acknowledged: first }
    }

    const fn number(self, (from, beside): (From, i32)) -> u32 {
        let from = match from {
            From::First => self.first,
            From::Next => self.next,
            From::Acknowledged => self.acknowledged,
        };
        from.wrapping_add_signed(beside)
    }
}

/// A random capture; its packets have all an identification of their own, or none of them has any.
pub(crate) fn capture() -> impl Strategy<Value = Vec<Sent>> {
    capture_of(PAIRS, SEGMENTS)
}

/// The same between so many pairs of sockets, of so many segments at most.
pub(crate) fn capture_of(pairs: usize, segments: usize) -> impl Strategy<Value = Vec<Sent>> {
    let first = || prop_oneof![Just(100_u32), Just(u32::MAX - 2), Just((1 << 31) - 3), any::<u32>()];
    (vec((first(), first()), pairs), vec(moves(pairs), 1..=segments), any::<bool>())
        .prop_map(|(firsts, moves, identified)| play(&firsts, &moves, identified))
}

fn play(firsts: &[(u32, u32)], moves: &[Move], identified: bool) -> Vec<Sent> {
    let mut ends: Vec<[Numbers; 2]> =
        firsts.iter().map(|&(first, other)| [Numbers::at(first), Numbers::at(other)]).collect();
    let mut time = 1_700_000_000_000_000_000_i64;
    let mut capture = Vec::with_capacity(moves.len());
    for (index, step) in moves.iter().enumerate() {
        time = time.wrapping_add(step.passed);
        let pair = &mut ends[step.pair];
        let (own, other) = if step.by_first { (0, 1) } else { (1, 0) };
        let (seq, ack) = (pair[own].number(step.seq), pair[other].number(step.ack));
        let Facts { ts_val, window_scale, fast_open, malformed, sack } = step.facts;
        let edge = |beside| Seq(pair[other].next.wrapping_add_signed(beside));
        let vars = SegmentVars {
            time: Moment(time),
            frame: index as u64 + 1,
            seq: Seq(seq),
            ack: Seq(if step.flags.ack() { ack } else { 0 }),
            flags: step.flags,
            window: step.window,
            payload_len: step.payload_len,
            ip_len: 40 + step.payload_len,
            checksum: step.checksum,
            identification: identified.then_some(index as u16 + 1),
            mss: window_scale.map(u16::from),
            window_scale,
            sack_permitted: fast_open,
            sack: [sack.map(|(left, right)| (edge(left), edge(right))), None],
            ts_val,
            fast_open,
            malformed,
            ..SegmentVars::default()
        };
        if step.flags.syn() {
            pair[own].first = seq;
        }
        let end = vars.end().0;
        if step.flags.syn() || end.wrapping_sub(pair[own].next).cast_signed() > 0 {
            pair[own].next = end;
        }
        if step.flags.ack() {
            pair[other].acknowledged = ack;
        }
        capture.push(Sent { pair: step.pair, by_first: step.by_first, vars });
    }
    capture
}
