//! The numbers of a sample, and that it is bounded.

use std::num::NonZeroU32;
use std::time::Duration;

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::flow::stage::Stage;
use synfin::report::live::{Heard, LiveWords};
use synfin::wire::numbers::LinkType;

use crate::live::screen::key::Key;
use crate::live::screen::state::State;
use crate::live::screen::tests::drawn::drawn;
use crate::live::screen::tests::rig::{CHINESE, ENGLISH, RST_ACK, Rig, SYN, SYN_ACK, busy, later_in};

#[test]
fn what_has_left_stays_below_for_some_time() {
    let (mut rig, mut state) = busy(0);
    rig.wait(6);
    rig.pass();
    rig.show(&mut state, 0);
    let gone = |state: &State| state.lately.iter().map(|gone| gone.number).collect::<Vec<_>>();
    assert_eq!((gone(&state), state.lately.count()), (vec![3], 1), "the one that was reset");
    state.press(Key::Pause);
    rig.wait(29);
    rig.show(&mut state, 0);
    assert_eq!(gone(&state), [3], "paused");
    state.press(Key::Pause);
    rig.wait(2);
    rig.show(&mut state, 0);
    assert_eq!((gone(&state), state.lately.count()), (vec![], 0), "30 s are over");
}

#[test]
fn however_many_leave_what_is_kept_of_them_is_bounded() {
    let (mut rig, mut state) = (Rig::new(), State::new("lo".to_owned(), ENGLISH, false));
    for round in 0..4_u64 {
        for client in 0..250 {
            rig.tell(client, true, SYN, 100, 0, 0);
            rig.tell(client, false, RST_ACK, 0, 101, 0);
        }
        rig.wait(6);
        rig.pass();
        rig.show(&mut state, 0);
        assert_eq!((state.lately.len(), state.lately.count()), (200, 250 * (round + 1)));
    }
}

#[test]
fn rates_are_what_came_since_the_sample_before() {
    let (mut rig, mut state) = busy(0);
    let rates = |state: &State, number| {
        let row = state.sample.rows.iter().find(|row| row.number == number).expect("it is held");
        (row.octets, row.rates)
    };
    // Two segments of 1,040 octets and one of 100 in that second, behind 120 octets of handshake.
    assert_eq!(rates(&state, 1), ([80 + 2080, 40 + 100], Some([2080.0, 100.0])));
    assert_eq!(rates(&state, 0), ([80, 40], Some([0.0, 0.0])));
    assert_eq!(rates(&state, 4), ([40, 0], Some([40.0, 0.0])), "it began since then, with nothing");
    rig.wait(2);
    rig.show(&mut state, 0);
    assert_eq!(rates(&state, 1).1, Some([0.0, 0.0]));
    let totals = &state.sample.totals;
    let held = totals.held;
    assert_eq!((held.opening, held.open, held.closing, held.over, held.all()), (1, 2, 1, 1, 5));
}

#[test]
fn connections_stand_by_stage_and_within_one_the_fastest_first() {
    let (_, state) = busy(0);
    let rows: Vec<_> = state.sample.rows.iter().map(|row| (row.number, row.stage)).collect();
    let expected =
        [(4, Stage::Open), (1, Stage::Transfer), (0, Stage::Transfer), (2, Stage::Close), (3, Stage::Reset)];
    assert_eq!(rows, expected);
}

#[test]
fn however_many_connections_there_are_a_sample_is_bounded() {
    let (mut rig, mut state) = (Rig::new(), State::new("lo".to_owned(), ENGLISH, false));
    for port in 0..2000_u32 {
        let mut packet = [0; 40];
        packet[..4].copy_from_slice(&[0x45, 0, 0, 40]);
        (packet[8], packet[9]) = (64, 6);
        packet[12..20].copy_from_slice(&[192, 0, 2, 1, 192, 0, 2, 2]);
        packet[20..22].copy_from_slice(&(1024 + port as u16).to_be_bytes());
        packet[23] = 80;
        (packet[32], packet[33]) = (0x50, SYN);
        rig.analyzer.observe_octets(rig.clock().0, LinkType::RAW, &packet, 40);
    }
    rig.show(&mut state, 0);
    assert_eq!((state.sample.rows.len(), state.sample.totals.held.opening), (500, 2000));
    let latest = state.sample.rows.iter().map(|row| row.number).min();
    assert_eq!(latest, Some(1500), "those that spoke last");
    let text = drawn(&mut state, 80, 24);
    assert!(text.contains("2000 connections: 2000 now, 0 left; now by stage: 2000 open\n"), "{text}");
    assert!(text.ends_with("1–18 of the latest 500\n"), "{text}");
}

#[test]
fn what_is_there_and_what_has_left_are_all_that_was_seen() {
    let (mut rig, mut state) = (Rig::new(), State::new("lo".to_owned(), ENGLISH, false));
    for round in 0..20 {
        for client in 0..200 {
            match (client + round) % 4 {
                0 => rig.open(client),
                1 => rig.tell(client, true, SYN, 100 + u32::from(round), 0, 0),
                2 => rig.tell(client, true, SYN_ACK, 100, 0, 0),
                _ => rig.tell(client, false, RST_ACK, 0, 101, 0),
            }
        }
        rig.wait(u64::from(round) * 3);
        rig.pass();
        rig.show(&mut state, 0);
        let totals = &state.sample.totals;
        let left: u64 = totals.outcomes.iter().map(|(_, count)| count).sum();
        let books = rig.analyzer.flow_books();
        assert_eq!((totals.held.all(), totals.held.all() + left), (books.live, books.opened), "{round}");
    }
    assert!(state.sample.totals.outcomes.len() > 1, "some have left: {:?}", state.sample.totals.outcomes);
}

#[test]
fn in_the_end_of_each_connection_is_said_what_is_true() {
    let (mut rig, _) = later_in(ENGLISH);
    rig.analyzer.finish();
    while rig.analyzer.pop_ended().is_some() {}
    let told = |words: LiveWords| {
        let lines =
            words.totals(&rig.analyzer.accounts(), &Heard::default(), Duration::from_secs(33), [0, 0]);
        lines[2..lines.len() - 1].to_vec()
    };
    let english = [
        "5 connections",
        "2 were over: 1 reset by responder, 1 closed",
        "2 were still there when listening ended: 2 open",
        "1 was silent for too long, and followed no more: 1 no reply",
    ];
    assert_eq!(told(ENGLISH), english);
    let chinese = [
        "5 个连接",
        "已结束 2 个：被响应方复位 1，已关闭 1",
        "监听结束时仍在 2 个：仍保持连接 2",
        "静默过久而不再跟踪 1 个：无应答 1",
    ];
    assert_eq!(told(CHINESE), chinese);
}

#[test]
fn who_made_place_is_told_apart_from_who_was_over() {
    let max_flows = NonZeroU32::MIN.saturating_add(1);
    let options = AnalyzerOptions { max_flows, verify_checksums: false, ..AnalyzerOptions::default() };
    let mut rig = Rig { analyzer: Analyzer::new(options), ..Rig::new() };
    rig.open(1);
    rig.tell(1, false, RST_ACK, 501, 101, 0);
    for client in 2..6 {
        rig.open(client);
    }
    let mut state = State::new("lo".to_owned(), ENGLISH, false);
    rig.show(&mut state, 0);
    let text = drawn(&mut state, 80, 24);
    let told =
        "\nTABLE FULL: 2 made place for others\n5 connections: 2 now, 3 left; now by stage: 2 transfer\n";
    assert!(text.contains(told), "{text}");
    rig.analyzer.finish();
    while rig.analyzer.pop_ended().is_some() {}
    let lines = ENGLISH.totals(&rig.analyzer.accounts(), &Heard::default(), Duration::ZERO, [0, 0]);
    let expected = [
        "5 connections",
        "1 was over: 1 reset by responder",
        "2 were still there when listening ended: 2 open",
        "2 made place for others: 2 open",
    ];
    assert_eq!(lines[2..6], expected);
}

#[test]
fn where_there_was_no_connection_that_is_all_that_is_said() {
    let rig = Rig::new();
    let lines = ENGLISH.totals(&rig.analyzer.accounts(), &Heard::default(), Duration::ZERO, [0, 0]);
    assert_eq!(lines[2..], ["no connection", "dropped: 0 by the kernel, 0 by the interface"]);
}
