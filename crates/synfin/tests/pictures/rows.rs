//! Which rows a picture has.

use std::time::Duration;

use synfin::flow::direction::Direction;
use synfin::flow::step::Step;
use synfin::language::language::Language;
use synfin::picture::entry::{Band, Content};
use synfin::picture::ladder::{Ladder, Row};
use synfin::picture::run::Folded;

use crate::rig::{entries, played};

/// The rows in a few words each.
fn told(ladder: &Ladder) -> Vec<String> {
    let row = |row: &Row| match row {
        Row::Band(band) => format!("== {}", band.name()),
        Row::Gap(silence) => format!("~~ {}", silence.as_secs()),
        Row::Entry(rung) => match &rung.entry.content {
            Content::Message(message) => message.verdict.step.name().to_owned(),
            Content::Run(run) => format!("{:?} {:?}", run.folded, run.segments),
            Content::Missing { octets, .. } => format!("missing {octets}"),
        },
    };
    ladder.rows().iter().map(row).collect()
}

#[test]
fn a_connection_has_its_bands_and_its_silence_is_cut() {
    let ladder = played("> S 0\n< SA 0\n> .\n> P. +5\n< .\nwait 3s\n> F.\n< F.\n> .\n", 100);
    assert_eq!(
        told(&ladder),
        [
            "== handshake",
            "SYN",
            "SYN_ACK",
            "HANDSHAKE_ACK",
            "== data",
            "DATA",
            "ACK",
            "~~ 3",
            "== close",
            "FIN_FIRST",
            "FIN_ACK_COMBINED",
            "FIN_SECOND_ACK"
        ]
    );
}

#[test]
fn data_toward_a_closed_direction_stay_in_the_close() {
    let ladder = played("> S 0\n< SA 0\n> .\n> F.\n< .\n< P. +5\n> .\n< F.\n> .\n", 100);
    let bands: Vec<_> = ladder.rows().iter().filter(|row| matches!(row, Row::Band(_))).collect();
    assert_eq!(bands, [&Row::Band(Band::Handshake), &Row::Band(Band::Close)]);
}

#[test]
fn a_forged_reset_does_not_end_a_half_closed_connection() {
    let script = "> S 0\n< SA 0\n> .\n> F.\n< .\n< R 900000\n< P. 1:6\n> .\n";
    let told = told(&played(script, 100));
    let bands: Vec<_> = told.iter().filter(|row| row.starts_with("==")).map(String::as_str).collect();
    assert_eq!(bands, ["== handshake", "== close", "== reset", "== close"], "{told:?}");
}

#[test]
fn a_connection_that_lives_on_after_a_forged_reset_goes_on_with_data() {
    let ladder = played("> S 0\n< SA 0\n> .\n> P. +5\n< R 9000\n> .\n< P. 1:9\n> .\n", 100);
    let told = told(&ladder);
    let reset = told.iter().position(|row| row == "== reset").expect("a reset is a band of its own");
    assert_eq!(told[reset + 1], "RST_CHALLENGED");
    assert!(told[reset..].contains(&"== data".to_owned()), "{told:?}");
}

#[test]
fn a_turn_is_folded_from_its_fourth_segment_on() {
    let three = played("> S 0\n< SA 0\n> .\n> P. +5\n< P. +9\n< P. +9\n> .\n", 100);
    assert!(!told(&three).iter().any(|row| row.starts_with("Turn")), "{:?}", told(&three));
    let four = played("> S 0\n< SA 0\n> .\n> P. +5\n< P. +9\n< P. +9\n> .\n< P. +9\n> .\n", 100);
    assert_eq!(told(&four)[4..], ["== data", "DATA", "Turn(Responder) [2, 3]"]);
}

#[test]
fn a_silence_ends_a_turn() {
    let script = "> S 0\n< SA 0\n> .\n< P. +9\n< P. +9\n> .\n< P. +9\nwait 2s\n< P. +9\n> .\n";
    assert_eq!(told(&played(script, 100))[4..], ["== data", "Turn(Responder) [1, 3]", "~~ 2", "DATA", "ACK"]);
}

#[test]
fn a_long_dialogue_keeps_its_beginning_and_its_end() {
    let turns = "> P. +5\n< P. +9\n".repeat(50);
    let ladder = played(&format!("> S 0\n< SA 0\n> .\n{turns}"), 100);
    assert_eq!(
        told(&ladder)[4..],
        ["== data", "DATA", "DATA", "DATA", "DATA", "Dialogue [47, 47]", "DATA", "DATA"]
    );
    let Some(Content::Run(run)) = entries(&ladder).get(7).map(|entry| entry.content) else {
        panic!("no run")
    };
    assert_eq!(run.folded, Folded::Dialogue);
    assert_eq!(run.octets, [47 * 5, 47 * 9]);
    assert_eq!(run.senders().collect::<Vec<_>>(), Direction::BOTH);
}

#[test]
fn in_a_dialogue_who_speaks_first_is_drawn_first() {
    let turns = "< P. +9\n> P. +5\n".repeat(50);
    let ladder = played(&format!("> S 0\n< SA 0\n> .\n{turns}"), 100);
    let Some(Content::Run(run)) = entries(&ladder).get(7).map(|entry| entry.content) else {
        panic!("no run")
    };
    assert_eq!(run.senders().collect::<Vec<_>>(), [Direction::Responder, Direction::Originator]);
}

#[test]
fn the_longest_silence_within_a_dialogue_is_told() {
    let turns = "> P. +5\n< P. +9\n";
    let script = format!("> S 0\n< SA 0\n> .\n{}wait 7s\n{}", turns.repeat(8), turns.repeat(8));
    let ladder = played(&script, 100);
    let times: Vec<_> = entries(&ladder)
        .iter()
        .filter_map(|entry| match &entry.content {
            Content::Run(run) => Some((run.silence, run.time(Language::English))),
            _ => None,
        })
        .collect();
    let [(silence, time)] = times.as_slice() else { panic!("{times:?}") };
    assert!(*silence >= Duration::from_secs(7));
    assert!(time.ends_with("silent for 7.010 s"), "{time}");
}

#[test]
fn nothing_remarkable_is_folded() {
    let noise = "< P. +9\n< P. +9\n> .\n< P. +9\n> .\n";
    let script = format!("> S 0\n< SA 0\n> .\n{noise}> P. +5\n> P. 1:6\n{noise}< P. 200:209\n{noise}");
    let told = told(&played(&script, 100));
    for step in [Step::DataRetransmit, Step::Data] {
        assert!(told.contains(&step.name().to_owned()), "{told:?}");
    }
    assert_eq!(told.iter().filter(|row| row.starts_with("missing")).count(), 1, "{told:?}");
}

#[test]
fn what_is_missing_is_counted_to_the_octet() {
    let told = told(&played("> S 0\n< SA 0\n> .\n> P. 1:101\n> P. 351:401\n< . ack 101\n", 100));
    assert!(told.contains(&"missing 250".to_owned()), "{told:?}");
}

#[test]
fn only_arrows_that_cross_are_said_to() {
    let crossing = |script: &str| {
        let rows = played(script, 100).rows().to_vec();
        rows.iter().filter(|row| matches!(row, Row::Entry(rung) if rung.crosses)).count()
    };
    assert_eq!(crossing("> S 0\n< SA 0\n> .\n> F. 1:2\n< F. 1:2 ack 1\n> . ack 2\n< . ack 2\n"), 1);
    assert_eq!(crossing("> S 0\n< S 0\n> SA 0 ack 1\n< SA 0 ack 1\n"), 1);
    assert_eq!(crossing("> S 0\n< SA 0\n> .\n> F.\n< F.\n> .\n"), 0);
}
