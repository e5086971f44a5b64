//! One pair of sockets used again and again.

use std::collections::BTreeSet;

use synfin_flow::outcome::{Ended, Outcome};
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::rig::{By, FIN_ACK, Rig, SYN_ACK};

#[test]
fn a_storm_of_syns_on_one_pair_holds_two_connections_and_tells_them_all() {
    const SYNS: u32 = 70_000;
    let mut rig = Rig::holding(1 << 20);
    for place in 0..SYNS {
        let by = if place % 3 == 0 { By::Server } else { By::Client };
        let seen = rig.tell_raw(0, by, Flags::SYN, Seq(place * 61_001 + 1), Seq(0));
        assert!(rig.table.books().live <= 2);
        assert!(seen.flow < u64::from(SYNS));
    }
    rig.table.finish();
    rig.ended.extend(std::iter::from_fn(|| rig.table.pop_ended()));
    let books = rig.table.books();
    assert!(books.opened > u64::from(SYNS / 2), "{books:?}");
    assert_eq!((books.ended(Ended::Reused), books.ended(Ended::EndOfInput)), (books.opened - 2, 2));
    // Of the two that are held the less valuable makes place: which one that is, the order of numbers does not tell.
    let numbers: BTreeSet<u64> = rig.left().into_iter().collect();
    assert_eq!((numbers.len(), numbers.last()), (rig.ended.len(), Some(&(books.opened - 1))));
    assert_eq!(rig.ended.len() as u64, books.opened);
    for ended in &rig.ended {
        // Counted as far as 16 bits go, and no further.
        assert_eq!(u64::from(ended.flow.incarnation()), ended.number.min(65_535));
    }
}

#[test]
fn every_whole_connection_of_a_port_that_is_used_again_and_again_is_told_closed() {
    let mut rig = Rig::holding(1 << 20);
    for life in 0..2_000_u32 {
        let (client, server) = (Seq(life * 64_000), Seq(life.wrapping_mul(250_007)));
        let told = [
            (By::Client, Flags::SYN, client, Seq(0)),
            (By::Server, SYN_ACK, server, client + 1),
            (By::Client, Flags::ACK, client + 1, server + 1),
            (By::Client, FIN_ACK, client + 1, server + 1),
            (By::Server, FIN_ACK, server + 1, client + 2),
            (By::Client, Flags::ACK, client + 2, server + 2),
        ];
        for (by, flags, seq, ack) in told {
            assert_eq!(rig.tell_raw(0, by, flags, seq, ack).flow, u64::from(life));
        }
    }
    rig.table.finish();
    rig.ended.extend(std::iter::from_fn(|| rig.table.pop_ended()));
    assert_eq!(rig.ended.len(), 2_000);
    for (life, ended) in rig.ended.iter().enumerate() {
        assert_eq!((ended.flow.outcome(), ended.flow.incarnation()), (Outcome::Closed, life as u32));
    }
}
