//! What the screen looks like at every width, in each language.

use unicode_width::UnicodeWidthStr as _;

use crate::live::screen::key::Key;
use crate::live::screen::state::State;
use crate::live::screen::tests::drawn::{drawn, expect};
use crate::live::screen::tests::rig::{ACK, CHINESE, ENGLISH, Rig, busy, later};

/// Terminals as people have them.
const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 30)];

#[test]
fn the_screen_is_as_expected_at_usual_sizes_in_each_language() {
    for (name, words) in [("en", ENGLISH), ("zh", CHINESE)] {
        for (width, height) in SIZES {
            let text = drawn(&mut later(words), width, height);
            expect(&format!("live.screen.{width}x{height}.{name}.txt"), &text);
        }
        let (mut rig, _) = busy(0);
        let mut state = State::new("eth0 (Ethernet)".to_owned(), words, false);
        rig.show(&mut state, 7);
        state.press(Key::Pause);
        expect(&format!("live.dropping.80x24.{name}.txt"), &drawn(&mut state, 80, 24));
    }
}

#[test]
fn a_wide_screen_says_more() {
    for width in [150, 175, 210] {
        expect(&format!("live.screen.{width}x24.en.txt"), &drawn(&mut later(ENGLISH), width, 24));
    }
}

#[test]
fn a_screen_that_is_hardly_one_says_what_it_can() {
    for (width, height) in [(40, 12), (10, 5)] {
        expect(&format!("live.screen.{width}x{height}.en.txt"), &drawn(&mut later(ENGLISH), width, height));
    }
}

#[test]
fn names_stand_in_place_of_addresses_when_asked_for() {
    let mut state = later(ENGLISH);
    assert!(!drawn(&mut state, 80, 24).contains("www.example"));
    state.press(Key::View);
    let names = drawn(&mut state, 80, 24);
    expect("live.names.80x24.en.txt", &names);
    assert!(names.contains("http1 GET, /index.html, www.example "), "{names}");
    assert!(names.contains("→ 198.51.100.23:80 "), "who has no name is told by its address: {names}");
}

#[test]
fn of_what_a_connection_is_known_as_the_longest_is_cut_first() {
    let (mut rig, mut state) = (Rig::new(), State::new("lo".to_owned(), ENGLISH, false));
    rig.open(1);
    let path = "/a".repeat(60);
    rig.say(1, true, ACK, [101, 501], format!("GET {path} HTTP/1.1\r\nHost: www.example\r\n\r\n").as_bytes());
    state.press(Key::View);
    drawn(&mut state, 80, 24);
    rig.show(&mut state, 0);
    let text = drawn(&mut state, 80, 24);
    assert!(text.contains("http1 GET, /a/a/a/a/a/a/a/…, www.example "), "{text}");
}

#[test]
fn the_help_is_as_expected_and_all_of_it_can_be_read() {
    for (name, words) in [("en", ENGLISH), ("zh", CHINESE)] {
        let mut state = later(words);
        state.press(Key::Help);
        expect(&format!("live.help.80x24.{name}.txt"), &drawn(&mut state, 80, 24));
        let all = words.help().concat().replace(' ', "");
        let mut read = String::new();
        for _ in 0..100 {
            let text = drawn(&mut state, 40, 6);
            let first = text.lines().next().expect("there are lines").trim();
            read += &first.replace(' ', "");
            let before = state.help;
            state.press(Key::Down);
            if state.help == before {
                read += &text.lines().skip(1).take(4).collect::<String>().replace(' ', "");
                break;
            }
        }
        assert_eq!(read, all);
        state.press(Key::Escape);
        assert_eq!(state.help, None, "it is closed");
    }
}

#[test]
fn no_line_is_wider_than_its_screen_and_nothing_is_cut_without_saying_so() {
    for words in [ENGLISH, CHINESE] {
        for width in 36..240 {
            let mut state = later(words);
            let text = drawn(&mut state, width, 40);
            let lines: Vec<_> = text.lines().collect();
            assert!(lines.iter().all(|line| line.width() <= usize::from(width)), "{width}: {text}");
            // What has left is a list that wraps: all of it is there.
            let squeezed: String = lines.iter().map(|line| line.trim()).collect::<String>().replace(' ', "");
            let totals = &state.sample.totals;
            for whole in [words.left(&totals.outcomes), words.seen(totals.held.all(), 3)] {
                assert!(squeezed.contains(&whole.replace(' ', "")), "{width}: {text}");
            }
        }
    }
}

#[test]
fn a_connection_that_may_still_be_answered_has_no_reply_yet() {
    let (_, mut state) = busy(0);
    assert!(drawn(&mut state, 80, 24).contains("no reply yet"), "it was asked a moment ago");
    let text = drawn(&mut later(ENGLISH), 80, 24);
    assert!(text.contains("no reply ") && !text.contains("no reply yet"), "it has left: {text}");
}

#[test]
fn what_dissectors_read_does_not_steer_the_terminal() {
    let (_, mut state) = busy(0);
    for row in &mut state.sample.rows {
        row.known_as = "http1 GET, /\x1b[2J, \u{9b}31m\r\n".to_owned();
    }
    let text = drawn(&mut state, 160, 24);
    assert!(
        text.contains(r"http1 GET, /\u{1b}[2J, ") && !text.replace('\n', "").contains(char::is_control),
        "{text:?}"
    );
}

#[test]
fn a_screen_of_any_size_can_be_drawn_on() {
    for mut state in [busy(0).1, later(ENGLISH), later(CHINESE)] {
        for width in [0, 1, 7, 40, 500] {
            for height in [0, 1, 2, 3, 5, 6, 7, 12, 90] {
                let text = drawn(&mut state, width, height);
                assert_eq!(text.lines().count(), usize::from(height));
            }
        }
    }
}

#[test]
fn nothing_yet_is_a_screen_too() {
    let mut state = State::new("lo (Ethernet), filter tcp port 80".to_owned(), ENGLISH, true);
    let text = drawn(&mut state, 100, 8);
    let begins = "lo (Ethernet), filter tcp port 80, for 0 s\n0 connections: 0 now, 0 left\n";
    assert!(text.starts_with(begins), "{text}");
    assert!(text.contains("\n0 frames, ") && text.contains(" 0 B/s; nothing dropped\n"), "{text}");
}
