//! Floods of connections that come to nothing: those that live are kept, all of them.

use synfin_flow::outcome::Ended;
use synfin_wire::segment::flags::Flags;

use crate::rig::{By, FIN_ACK, Rig, SYN_ACK};

/// Connections that live through the flood; every second one is silent meanwhile.
const LIVE: u32 = 400;
/// Flows that the table holds.
const HELD: u32 = 1_600;
/// Attackers, each from an address of its own.
const ATTACKERS: u32 = 12_000;

const NO_FLAGS: Flags = Flags::from_bits(0);

/// What one attacker sends, and what the server answers.
type Attack<'a> = &'a [(By, Flags, u32, u32)];

#[track_caller]
fn survive(attack: Attack<'_>) {
    let mut rig = Rig::holding(HELD);
    let live: Vec<u64> = (0..LIVE).map(|client| rig.open(client)).collect();
    for attacker in 0..ATTACKERS {
        for &(by, flags, seq, ack) in attack {
            rig.tell(LIVE + attacker, by, flags, seq, ack);
        }
        let speaker = (attacker % LIVE) & !1;
        let seen = rig.tell(speaker, By::Client, Flags::ACK, 1, 1);
        assert_eq!(seen.flow, live[speaker as usize]);
    }
    let books = rig.table.books();
    assert!(books.live <= u64::from(HELD), "{books:?}");
    // Holes take memory too: where every attacker makes some, fewer flows fit.
    assert!(books.live > u64::from(HELD / 2), "{books:?}");
    assert_eq!(books.ended(Ended::Evicted), u64::from(LIVE + ATTACKERS) - books.live);
    assert_eq!(rig.ended.len() as u64, books.ended(Ended::Evicted), "all that left are told");
    assert!(rig.left().iter().all(|number| !live.contains(number)), "a living connection was given up");
    for (client, flow) in (0..LIVE).zip(live) {
        assert_eq!(rig.tell(client, By::Server, Flags::ACK, 1, 1).flow, flow, "client {client}");
    }
}

#[test]
fn a_flood_of_syns_takes_no_living_connections_place() {
    survive(&[(By::Client, Flags::SYN, 0, 0)]);
}

#[test]
fn a_flood_of_answered_syns_takes_no_living_connections_place() {
    survive(&[(By::Client, Flags::SYN, 0, 0), (By::Server, SYN_ACK, 0, 1)]);
}

#[test]
fn a_flood_of_strays_takes_no_living_connections_place() {
    survive(&[(By::Client, Flags::ACK, 1, 1)]);
    survive(&[(By::Client, FIN_ACK, 1, 1)]);
    survive(&[(By::Client, Flags::RST, 1, 0)]);
    survive(&[(By::Client, NO_FLAGS, 1, 0)]);
}

#[test]
fn a_flood_of_connections_that_close_takes_no_living_ones_place() {
    survive(&[
        (By::Client, Flags::SYN, 0, 0),
        (By::Server, SYN_ACK, 0, 1),
        (By::Client, Flags::ACK, 1, 1),
        (By::Client, FIN_ACK, 1, 1),
        (By::Server, FIN_ACK, 1, 2),
        (By::Client, Flags::ACK, 2, 2),
    ]);
}

#[test]
fn a_flood_of_one_sided_talk_takes_no_living_connections_place() {
    survive(&[
        (By::Client, Flags::ACK, 1, 1),
        (By::Client, Flags::ACK, 1, 2),
        (By::Client, Flags::ACK, 1, 3),
    ]);
}

#[test]
fn a_flood_of_holes_takes_no_living_connections_place() {
    survive(&[(By::Client, Flags::ACK, 1, 1), (By::Client, FIN_ACK, 500, 1)]);
    survive(&[(By::Client, Flags::SYN, 0, 0), (By::Server, SYN_ACK, 0, 1), (By::Client, FIN_ACK, 500, 0)]);
}

#[test]
fn a_flood_of_flows_that_need_little_fills_the_table_to_its_last_place() {
    let mut rig = Rig::holding(HELD);
    for attacker in 0..2 * HELD {
        rig.tell(attacker, By::Client, Flags::SYN, 0, 0);
    }
    assert_eq!(rig.table.books().live, u64::from(HELD));
}
