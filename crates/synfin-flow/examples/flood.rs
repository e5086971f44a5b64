//! Floods against connections that live: `cargo run --release -p synfin-flow --example flood -- [KIND] [SEGMENTS] [LIVE]`.
//!
//! Opens `LIVE` connections (100,000), then tells `SEGMENTS` segments (10,000,000) of a kind of flood (`all`) to a table of the default
//! size, every connection silent meanwhile; then each of them speaks. Ends with status 1 when one of them was given up, when the books do not
//! balance, or when a flow was not told. The kinds:
//!
//! - `syn`, `ack`, `fin`, `rst`: each from sockets of its own;
//! - `answered`: a SYN, and the SYN-ACK of a server that answers them all;
//! - `reuse`: SYNs of ever new numbers between the same two sockets;
//! - `solved`: SYNs from IPv6 addresses that were chosen so that all have the same hash, in a table that has no key.
//!
//! Octets are the most that the process held since it began (Linux); of one kind only when one kind is asked for.

use std::fs;
use std::iter;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::process::ExitCode;
use std::time::Instant;

use synfin_flow::key::Socket;
use synfin_flow::outcome::Ended;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

/// Nanoseconds between two segments: a million segments a second.
const SPACING: i64 = 1_000;
const SYN_ACK: Flags = Flags::from_bits(0x12);
const FIN_ACK: Flags = Flags::from_bits(0x11);

/// What the attackers send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Syn,
    Ack,
    Fin,
    Rst,
    Answered,
    Reuse,
    Solved,
}

impl Kind {
    const ALL: [Kind; 7] =
        [Kind::Syn, Kind::Ack, Kind::Fin, Kind::Rst, Kind::Answered, Kind::Reuse, Kind::Solved];

    const fn name(self) -> &'static str {
        match self {
            Kind::Syn => "syn",
            Kind::Ack => "ack",
            Kind::Fin => "fin",
            Kind::Rst => "rst",
            Kind::Answered => "answered",
            Kind::Reuse => "reuse",
            Kind::Solved => "solved",
        }
    }

    const fn flags(self) -> Flags {
        match self {
            Kind::Syn | Kind::Answered | Kind::Reuse | Kind::Solved => Flags::SYN,
            Kind::Ack => Flags::ACK,
            Kind::Fin => FIN_ACK,
            Kind::Rst => Flags::RST,
        }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |place: usize, usual: &'static str| words.get(place).map_or(usual, String::as_str);
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| ["all", kind.name()].contains(&word(0, "all"))).collect();
    let (Ok(segments), Ok(live)) = (word(1, "10000000").parse(), word(2, "100000").parse()) else {
        return usage();
    };
    if kinds.is_empty() {
        return usage();
    }
    let mut holds = true;
    for kind in kinds {
        for (name, timeouts) in [("without timeouts", None), ("with timeouts", Some(Timeouts::default()))] {
            holds &= run(kind, name, Limits { timeouts, ..secret() }, segments, live);
        }
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = Kind::ALL.map(Kind::name).to_vec();
    eprintln!("usage: flood [all|{}] [SEGMENTS] [LIVE]", names.join("|"));
    ExitCode::from(2)
}

/// The default limits with a key that nobody outside knows: the standard library's own, of two hashers.
fn secret() -> Limits {
    use std::hash::{BuildHasher as _, RandomState};
    let hash_key = [0_u8, 1].map(|word| RandomState::new().hash_one(word));
    Limits { hash_key, ..Limits::default() }
}

/// Whether all that lived were kept, and all that left were told.
fn run(kind: Kind, name: &str, limits: Limits, segments: u32, live: u32) -> bool {
    let mut crowd = Crowd { table: FlowTable::new(limits), segments: 0, told: 0 };
    let numbers: Vec<u64> = (0..live).map(|client| crowd.open(client)).collect();
    let before = Instant::now();
    for attack in 0..segments {
        crowd.attack(kind, live, attack);
    }
    let took = before.elapsed();
    let mut kept = 0_u32;
    for (client, &flow) in (0..live).zip(&numbers) {
        kept += u32::from(crowd.tell(caller(client), client, false, Flags::ACK, 1, 1) == flow);
    }
    let books = crowd.table.books();
    println!("{}, {name}: {segments} segments against {live} connections", kind.name());
    println!(
        "  kept {kept} of {live}; {:.0} ns a segment; at most {} held",
        took.as_nanos() as f64 / f64::from(segments.max(1)),
        most_held()
    );
    println!(
        "  flows opened {}, held {}, evicted {}, timed out {}, reused {}, told {}; books balance: {}",
        books.opened,
        books.live,
        books.ended(Ended::Evicted),
        books.ended(Ended::Timeout),
        books.ended(Ended::Reused),
        crowd.told,
        books.balance()
    );
    kept == live && books.balance() && crowd.told == books.opened - books.live
}

/// The most memory that this process has held, where the system tells.
fn most_held() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "an unknown number of octets".to_owned(), |octets| octets.trim().to_owned())
}

/// Clients of one server, and the table that is told of them.
struct Crowd {
    table: FlowTable,
    segments: u64,
    /// Flows that have left.
    told: u64,
}

impl Crowd {
    fn open(&mut self, client: u32) -> u64 {
        self.tell(caller(client), client, true, Flags::SYN, 0, 0);
        self.tell(caller(client), client, false, SYN_ACK, 0, 1);
        self.tell(caller(client), client, true, Flags::ACK, 1, 1)
    }

    fn attack(&mut self, kind: Kind, live: u32, attack: u32) {
        let attacker = live + attack;
        match kind {
            Kind::Answered => {
                let attacker = live + attack / 2;
                let (by_client, flags, ack) =
                    if attack.is_multiple_of(2) { (true, Flags::SYN, 0) } else { (false, SYN_ACK, 1) };
                self.tell(caller(attacker), attacker, by_client, flags, 0, ack);
            }
            // The numbers follow the attacker, so each SYN is of another connection.
            Kind::Reuse => {
                self.tell(caller(live), attacker, true, Flags::SYN, 0, 0);
            }
            Kind::Solved => {
                self.tell(solved(attack), attacker, true, Flags::SYN, 0, 0);
            }
            Kind::Syn | Kind::Ack | Kind::Fin | Kind::Rst => {
                self.tell(caller(attacker), attacker, true, kind.flags(), 1, 1);
            }
        }
    }

    /// Tells one segment, its numbers counted from those of a client; returns its flow's number.
    fn tell(
        &mut self,
        caller: Socket,
        client: u32,
        by_client: bool,
        flags: Flags,
        seq: u32,
        ack: u32,
    ) -> u64 {
        let mixed = mixed(client);
        let address = match caller.address() {
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::new(203, 0, 113, 80)),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 80)),
        };
        let server = Socket::new(address, 80);
        let (source, destination) = if by_client { (caller, server) } else { (server, caller) };
        let (own, other) = if by_client { (mixed, !mixed) } else { (!mixed, mixed) };
        self.segments += 1;
        let vars = SegmentVars {
            time: Moment(1_700_000_000_000_000_000 + self.segments as i64 * SPACING),
            frame: self.segments,
            seq: Seq(own) + seq,
            ack: if flags.ack() { Seq(other) + ack } else { Seq(0) },
            flags,
            window: 65_535,
            ip_len: 40,
            identification: Some(self.segments as u16),
            ..SegmentVars::default()
        };
        let seen = self.table.observe(source, destination, 0, &vars);
        self.told += iter::from_fn(|| self.table.pop_ended()).count() as u64;
        seen.flow
    }
}

/// An odd multiplier permutes: no number comes twice, and their order says nothing.
const fn mixed(client: u32) -> u32 {
    client.wrapping_mul(0x9e37_79b1)
}

fn caller(client: u32) -> Socket {
    Socket::new(IpAddr::V4(Ipv4Addr::from_bits(mixed(client))), 1_024 + (client % 60_000) as u16)
}

/// Sockets all of whose addresses have the same 64 bits under a hash without a key: `hash = (rotate(hash, 5) ^ word) * SEED` of each word, as
/// rustc hashes. The second word undoes the first.
fn solved(attack: u32) -> Socket {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let first = 0x2001_0db8_0000_0000 | u64::from(attack);
    let second = first.wrapping_mul(SEED).rotate_left(5) ^ 0x5eed;
    let bits = (u128::from(first) << 64) | u128::from(second);
    Socket::new(IpAddr::V6(Ipv6Addr::from_bits(bits)), 40_000)
}
