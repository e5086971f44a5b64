//! What keys do.

use crate::live::audience::Wish;
use crate::live::screen::key::Key;
use crate::live::screen::sort::Sort;
use crate::live::screen::state::Room;
use crate::live::screen::tests::drawn::drawn;
use crate::live::screen::tests::rig::busy;

/// Room for so many rows, and for all of the help.
const fn rows(rows: usize) -> Room {
    Room { rows, for_name: 0, below_help: 0 }
}

#[test]
fn a_key_goes_through_all_orders_and_back_to_the_first() {
    let (_, mut state) = busy(0);
    let mut orders = Vec::new();
    for _ in 0..6 {
        let numbers: Vec<_> = state.sample.rows.iter().map(|row| row.number).collect();
        orders.push((state.words.column(state.sort.column()), numbers));
        assert_eq!(state.press(Key::Sort), Wish::GoOn);
    }
    let expected = [
        ("stage", vec![4, 1, 0, 2, 3]),
        ("rate", vec![1, 2, 3, 4, 0]),
        ("octets", vec![1, 2, 3, 0, 4]),
        ("age", vec![0, 1, 2, 3, 4]),
        ("idle", vec![1, 2, 3, 4, 0]),
        ("flow", vec![0, 1, 2, 3, 4]),
    ];
    assert_eq!(orders, expected.map(|(name, numbers)| (name.into(), numbers)));
    assert_eq!(state.sort, Sort::default());
}

#[test]
fn while_it_is_paused_nothing_changes() {
    let (mut rig, mut state) = busy(0);
    state.press(Key::Pause);
    let before = drawn(&mut state, 120, 14);
    assert!(before.contains("PAUSED"), "{before}");
    rig.open(9);
    rig.wait(1);
    rig.show(&mut state, 3);
    assert_eq!(drawn(&mut state, 120, 14), before);
    state.press(Key::Pause);
    rig.show(&mut state, 3);
    assert_ne!(drawn(&mut state, 120, 14), before);
}

#[test]
fn moving_stays_within_the_rows() {
    let (mut rig, mut state) = busy(0);
    for client in 10..60 {
        rig.open(client);
    }
    rig.show(&mut state, 0);
    state.fit(rows(10));
    let mut tops = Vec::new();
    let keys = [
        Key::Up,
        Key::Down,
        Key::PageDown,
        Key::End,
        Key::Down,
        Key::PageDown,
        Key::PageUp,
        Key::Home,
        Key::PageUp,
    ];
    for key in keys {
        assert_eq!(state.press(key), Wish::GoOn);
        tops.push(state.top);
    }
    assert_eq!(tops, [0, 1, 10, 45, 45, 45, 36, 0, 0]);
    assert_eq!(state.press(Key::Quit), Wish::End);
    state.press(Key::End);
    state.fit(rows(50));
    assert_eq!(state.top, 5, "a taller screen shows more");
}

#[test]
fn escape_closes_the_help_first_and_ends_all_then() {
    let (_, mut state) = busy(0);
    state.press(Key::Help);
    assert_eq!((state.press(Key::Escape), state.help), (Wish::GoOn, None));
    assert_eq!(state.press(Key::Escape), Wish::End);
    state.press(Key::Help);
    assert_eq!(state.press(Key::Quit), Wish::End, "q ends it at once");
}

#[test]
fn a_taller_screen_shows_the_help_from_its_first_line() {
    let (_, mut state) = busy(0);
    state.press(Key::Help);
    state.fit(Room { rows: 3, for_name: 0, below_help: 9 });
    state.press(Key::End);
    assert_eq!((state.help, state.top), (Some(9), 0), "the table does not move meanwhile");
    state.fit(rows(50));
    assert_eq!(state.help, Some(0));
}
