//! The two honest ends and the lives they lead.

use std::collections::BTreeSet;

use synfin_testkit::forge::flags::{ACK, FIN, SYN};
use synfin_testkit::random::Random;
use synfin_testkit::two_ends::application::Action;
use synfin_testkit::two_ends::end::Manners;
use synfin_testkit::two_ends::life::Life;
use synfin_testkit::two_ends::link::Link;
use synfin_testkit::two_ends::observation::Observation;
use synfin_testkit::two_ends::state::State;

const PLAIN: Manners = Manners {
    iss: 100,
    mss: 1460,
    buffer: 65_535,
    reads_after_ns: None,
    delays_acks: false,
    fin_rides: false,
    repeats_syn_ack: true,
};
const SECOND: u64 = 1_000_000_000;

fn plain(actions: &[(u64, usize, Action)]) -> Life {
    let right = Manners { iss: 500, ..PLAIN };
    Life::lived(Link::PERFECT, [PLAIN, right], actions, Random::new(0))
}

/// Direction, flags, sequence number, and both states after, one line a segment.
fn told(life: &Life) -> Vec<String> {
    let line = |seen: &Observation| {
        let arrow = if seen.from_left { '>' } else { '<' };
        let flag = |bit: u16, letter: &'static str| if seen.segment.flags & bit == 0 { "" } else { letter };
        let flags = [flag(SYN, "S"), flag(FIN, "F"), flag(ACK, ".")].concat();
        format!("{arrow} {flags} {} {}/{}", seen.segment.seq, seen.states[0], seen.states[1])
    };
    life.delivered.iter().map(line).collect()
}

#[test]
fn a_plain_life_is_figure_6_and_figure_12_of_rfc_9293() {
    let life = plain(&[
        (0, 1, Action::Listen),
        (0, 0, Action::Connect),
        (SECOND, 0, Action::Close),
        (2 * SECOND, 1, Action::Close),
    ]);
    assert_eq!(
        told(&life),
        [
            "> S 100 SYN-SENT/SYN-RECEIVED",
            "< S. 500 ESTABLISHED/SYN-RECEIVED",
            "> . 101 ESTABLISHED/ESTABLISHED",
            "> F. 101 FIN-WAIT-1/CLOSE-WAIT",
            "< . 501 FIN-WAIT-2/CLOSE-WAIT",
            "< F. 501 TIME-WAIT/LAST-ACK",
            "> . 102 TIME-WAIT/CLOSED",
        ]
    );
}

#[test]
fn both_ends_may_open_and_close_at_once_as_figures_7_and_13_draw_it() {
    let life = plain(&[
        (0, 0, Action::Connect),
        (0, 1, Action::Connect),
        (SECOND, 0, Action::Close),
        (SECOND, 1, Action::Close),
    ]);
    assert_eq!(
        told(&life),
        [
            "> S 100 SYN-SENT/SYN-RECEIVED",
            "< S 500 SYN-RECEIVED/SYN-RECEIVED",
            "< S. 500 ESTABLISHED/SYN-RECEIVED",
            "> S. 100 ESTABLISHED/ESTABLISHED",
            "> F. 101 FIN-WAIT-1/CLOSING",
            "< F. 501 CLOSING/CLOSING",
            "< . 502 TIME-WAIT/CLOSING",
            "> . 102 TIME-WAIT/TIME-WAIT",
        ]
    );
}

#[test]
fn a_half_closed_end_still_gets_its_data() {
    let life = plain(&[
        (0, 1, Action::Listen),
        (0, 0, Action::Connect),
        (SECOND, 0, Action::Close),
        (2 * SECOND, 1, Action::Write(3000)),
        (3 * SECOND, 1, Action::Close),
    ]);
    assert_eq!(life.rest, [State::TimeWait, State::Closed]);
    let got: usize =
        life.delivered.iter().filter(|seen| !seen.from_left).map(|seen| seen.segment.payload.len()).sum();
    assert_eq!(got, 3000);
}

#[test]
fn nobody_listening_answers_with_a_reset() {
    let life = plain(&[(0, 0, Action::Connect)]);
    assert_eq!((life.delivered.len(), life.rest), (2, [State::Closed; 2]));
}

#[test]
fn a_closed_window_is_probed_until_it_opens() {
    let narrow = Manners { iss: 500, buffer: 1460, ..PLAIN };
    let actions = [
        (0, 1, Action::Listen),
        (0, 0, Action::Connect),
        (SECOND, 0, Action::Write(4000)),
        (5 * SECOND, 1, Action::Read),
        (9 * SECOND, 1, Action::Read),
    ];
    let life = Life::lived(Link::PERFECT, [PLAIN, narrow], &actions, Random::new(0));
    let probes = life.delivered.iter().filter(|seen| seen.from_left && seen.segment.seq == 1560).count();
    assert!(probes >= 2, "{probes} probes");
    let got: usize = life.delivered.iter().map(|seen| seen.segment.payload.len()).sum();
    assert_eq!(got, 4000);
}

#[test]
fn the_same_seed_lives_the_same_life() {
    let (one, same) = (Life::of_seed(77), Life::of_seed(77));
    assert_eq!(one.delivered, same.delivered);
    assert_eq!(one.sent, same.sent);
}

#[test]
fn random_lives_come_to_rest_and_see_every_state() {
    let mut states = BTreeSet::new();
    let mut segments = 0;
    for seed in 0..1500 {
        let life = Life::of_seed(seed);
        segments += life.delivered.len();
        states.extend(life.delivered.iter().flat_map(|seen| seen.states.map(State::name)));
        // Nothing may be left on its way: a state that only a lost segment keeps is never one of rest.
        for state in life.rest {
            let passing = [State::SynReceived, State::Closing, State::LastAck, State::FinWait1];
            assert!(!passing.contains(&state), "seed {seed} rests in {:?}", life.rest);
        }
    }
    assert_eq!(states.len(), 11, "{states:?}");
    assert!(segments > 20_000, "{segments} segments");
}

#[test]
fn what_arrives_was_sent_before() {
    for seed in 0..100 {
        let life = Life::of_seed(seed);
        for seen in &life.delivered {
            let sent = life.sent.iter().any(|sent| {
                sent.ip_id == seen.ip_id && sent.segment == seen.segment && sent.time_ns < seen.time_ns
            });
            assert!(sent, "seed {seed}");
        }
    }
}
