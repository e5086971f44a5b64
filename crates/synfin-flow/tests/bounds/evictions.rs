//! Who makes place when the table is full.

use synfin_flow::outcome::Ended;
use synfin_flow::step::Step;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::rig::{By, FIN_ACK, Rig, SYN_ACK};

/// Makes a flow of one class, the least valuable first, and returns its number.
fn make(rig: &mut Rig, class: u32, client: u32) -> u64 {
    match class {
        0 => {
            rig.open(client);
            rig.tell(client, By::Server, Flags::RST, 1, 0).flow
        }
        1 => rig.tell(client, By::Client, Flags::SYN, 0, 0).flow,
        2 => {
            rig.tell(client, By::Client, Flags::SYN, 0, 0);
            rig.tell(client, By::Server, SYN_ACK, 0, 1).flow
        }
        3 => {
            rig.tell(client, By::Client, Flags::ACK, 1, 1);
            rig.tell(client, By::Client, Flags::ACK, 1, 2).flow
        }
        4 => {
            rig.open(client);
            rig.tell(client, By::Client, FIN_ACK, 1, 1).flow
        }
        _ => rig.open(client),
    }
}

#[test]
fn the_least_valuable_class_leaves_first_and_of_it_the_longest_idle() {
    let mut rig = Rig::holding(12);
    // The most valuable are the longest idle: only their class can save them.
    let first: Vec<u64> = (0..6).rev().map(|class| make(&mut rig, class, class)).collect();
    let second: Vec<u64> = (0..6).rev().map(|class| make(&mut rig, class, 10 + class)).collect();
    assert_eq!(rig.left(), []);
    for client in 100..112 {
        rig.open(client);
    }
    let expected: Vec<u64> =
        first.iter().rev().zip(second.iter().rev()).flat_map(|(one, other)| [*one, *other]).collect();
    assert_eq!(rig.left(), expected);
    assert!(rig.ended.iter().all(|ended| ended.ended == Ended::Evicted));
    assert_eq!(rig.table.books().live, 12);
}

#[test]
fn whoever_speaks_is_no_longer_the_longest_idle() {
    let mut rig = Rig::holding(3);
    let flows: Vec<u64> = (0..3).map(|client| rig.open(client)).collect();
    rig.tell(0, By::Client, Flags::ACK, 1, 1);
    rig.open(3);
    rig.tell(2, By::Server, Flags::ACK, 1, 1);
    rig.open(4);
    assert_eq!(rig.left(), [flows[1], flows[0]]);
}

#[test]
fn a_new_flow_is_admitted_even_where_all_others_are_more_valuable() {
    let mut rig = Rig::holding(2);
    let [first, second] = [0, 1].map(|client| rig.open(client));
    assert_eq!(rig.tell(2, By::Client, Flags::SYN, 0, 0).verdict.step, Step::Syn);
    assert_eq!(rig.left(), [first]);
    // The SYN is worth less than what is left.
    rig.tell(3, By::Client, Flags::SYN, 0, 0);
    assert_eq!(rig.left(), [first, 2]);
    assert_eq!(rig.tell(1, By::Server, Flags::ACK, 1, 1).flow, second);
}

#[test]
fn of_two_connections_of_one_pair_each_can_leave_and_the_other_stays() {
    // The newer one leaves: the older one goes on.
    let mut rig = Rig::holding(2);
    let older = rig.open(0);
    let newer = rig.tell_raw(0, By::Client, Flags::SYN, Seq(77), Seq(0)).flow;
    assert_ne!(older, newer);
    rig.open(1);
    assert_eq!(rig.left(), [newer]);
    assert_eq!(rig.tell(0, By::Server, Flags::ACK, 1, 1).flow, older);

    // The older one leaves: the newer one goes on.
    let mut rig = Rig::holding(2);
    rig.tell_raw(0, By::Client, Flags::SYN, Seq(77), Seq(0));
    let newer = rig.open(0);
    rig.open(1);
    assert_eq!(rig.left(), [0]);
    assert_eq!(rig.tell(0, By::Server, Flags::ACK, 1, 1).flow, newer);
}

#[test]
fn a_table_for_one_flow_holds_one() {
    let mut rig = Rig::holding(1);
    for round in 0..100_u32 {
        // Every second time the same pair of sockets is used again.
        rig.tell_raw(round / 2, By::Client, Flags::SYN, Seq(round * 5_000), Seq(0));
        assert_eq!(rig.table.books().live, 1);
        assert_eq!(rig.ended.len() as u32, round);
    }
    assert_eq!(rig.left(), (0..99).collect::<Vec<u64>>());
}
