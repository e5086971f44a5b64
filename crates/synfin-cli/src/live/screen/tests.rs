//! The screen without a terminal: samples of an analyzer, a state, and what is drawn of it.

use std::path::Path;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::live::drops::Drops;
use synfin::dissect::plugins;
use synfin::flow::stage::Stage;
use synfin::flow::table::limits::Timeouts;
use synfin::flow::time::Moment;
use synfin::language::language::Language;
use synfin::report::live::LiveWords;
use synfin::wire::numbers::LinkType;
use unicode_width::UnicodeWidthStr as _;

use crate::live::audience::{Tally, Wish};
use crate::live::screen::draw::draw;
use crate::live::screen::key::Key;
use crate::live::screen::lately::Lately;
use crate::live::screen::layout::room;
use crate::live::screen::sampler::Sampler;
use crate::live::screen::sort::Sort;
use crate::live::screen::state::State;

const ENGLISH: LiveWords = LiveWords(Language::English);

const SYN: u8 = 0x02;
const SYN_ACK: u8 = 0x12;
const ACK: u8 = 0x10;
const FIN_ACK: u8 = 0x11;
const RST_ACK: u8 = 0x14;

/// An analyzer that hears what is told, and the time by its frames.
struct Rig {
    analyzer: Analyzer,
    sampler: Sampler,
    lately: Lately,
    began: Instant,
    now: Duration,
    octets: u64,
}

impl Rig {
    fn new() -> Rig {
        let options = AnalyzerOptions {
            verify_checksums: false,
            timeouts: Some(Timeouts::default()),
            ..AnalyzerOptions::default()
        };
        let analyzer = Analyzer::new(options).dissecting(&plugins::all::all());
        let (sampler, lately) = (Sampler::default(), Lately::default());
        Rig { analyzer, sampler, lately, began: Instant::now(), now: Duration::ZERO, octets: 0 }
    }

    fn wait(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    /// A segment of client 192.0.2.N, or of the server to it, with so many octets of payload.
    fn tell(&mut self, client: u8, from_client: bool, flags: u8, seq: u32, ack: u32, payload: u16) {
        self.say(client, from_client, flags, [seq, ack], &vec![b'x'; usize::from(payload)]);
    }

    /// The same, with this payload.
    fn say(&mut self, client: u8, from_client: bool, flags: u8, [seq, ack]: [u32; 2], payload: &[u8]) {
        let length = 40 + payload.len() as u16;
        let mut packet = vec![0x45, 0, 0, 0, 0, client, 0, 0, 64, 6, 0, 0];
        packet[2..4].copy_from_slice(&length.to_be_bytes());
        let ([client_end, server_end], [client_port, server_port]) =
            ([[192, 0, 2, client], [198, 51, 100, 23]], [[0xd3, client], [0, 80]]);
        let (ends, ports) = if from_client {
            ([client_end, server_end], [client_port, server_port])
        } else {
            ([server_end, client_end], [server_port, client_port])
        };
        packet.extend(ends.concat());
        packet.extend(ports.concat());
        packet.extend(seq.to_be_bytes());
        packet.extend(ack.to_be_bytes());
        packet.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        packet.extend(payload);
        self.octets += u64::from(length);
        let time = self.clock().0;
        self.analyzer.observe_octets(time, LinkType::RAW, &packet, u32::from(length));
    }

    fn open(&mut self, client: u8) {
        self.tell(client, true, SYN, 100, 0, 0);
        self.tell(client, false, SYN_ACK, 500, 101, 0);
        self.tell(client, true, ACK, 101, 501, 0);
    }

    fn clock(&self) -> Moment {
        Moment(1_700_000_000_000_000_000 + self.now.as_nanos() as i64)
    }

    /// Shows a sample.
    fn show(&mut self, state: &mut State, kernel: u64) {
        let drops = Drops { received: 0, kernel, interface: 0 };
        let tally = Tally { began: self.began, clock: self.clock(), octets: self.octets, drops };
        let now = self.began + self.now;
        while let Some(flow) = self.analyzer.pop_ended() {
            self.lately.push(&flow, state.words, now);
        }
        self.lately.forget(now);
        state.take(self.sampler.sample(&self.analyzer, &tally, state.words, now), &self.lately);
    }

    /// Lets pass what was silent for too long.
    fn pass(&mut self) {
        while self.analyzer.pass(self.clock()) {}
    }
}

/// One connection in each stage, watched for two seconds.
fn busy(kernel: u64) -> (Rig, State) {
    let (mut rig, mut state) = (Rig::new(), State::new("eth0 (Ethernet)".to_owned(), ENGLISH, false));
    for client in 1..=4 {
        rig.open(client);
    }
    rig.wait(1);
    rig.show(&mut state, 0);
    rig.wait(1);
    rig.tell(2, true, ACK, 101, 501, 1000);
    rig.tell(2, true, ACK, 1101, 501, 1000);
    rig.tell(2, false, ACK, 501, 2101, 60);
    rig.tell(3, true, FIN_ACK, 101, 501, 0);
    rig.tell(4, false, RST_ACK, 501, 101, 0);
    rig.tell(5, true, SYN, 100, 0, 0);
    rig.show(&mut state, kernel);
    (rig, state)
}

fn drawn(state: &mut State, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("there is memory");
    state.fit(room(height, state.lately.len()));
    terminal.draw(|frame| draw(state, frame)).expect("it cannot fail");
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line += symbol;
            // Behind a wide one there is a cell with nothing in it.
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// Compares with `tests/expected/NAME`; with `SYNFIN_BLESS=1`, writes it there instead.
#[track_caller]
fn expect(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        std::fs::write(&path, drawn).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == expected, "{} differs:\n{drawn}", path.display());
}

#[test]
fn the_screen_is_as_expected_at_every_width() {
    let (_, mut state) = busy(7);
    for (name, width) in [("narrow", 80), ("usual", 110), ("wide", 150), ("widest", 210)] {
        expect(&format!("live.screen.{name}.txt"), &drawn(&mut state, width, 14));
    }
}

/// The same, 20 seconds later: two are over and have left, one was let go as nobody answered it.
fn later(words: LiveWords) -> State {
    let (mut rig, _) = busy(0);
    let mut state = State::new("eth0 (Ethernet)".to_owned(), words, false);
    rig.tell(3, false, FIN_ACK, 501, 102, 0);
    rig.tell(3, true, ACK, 102, 502, 0);
    rig.say(1, true, ACK, [101, 501], b"GET /index.html HTTP/1.1\r\nHost: www.example\r\n\r\n");
    rig.wait(6);
    rig.pass();
    rig.show(&mut state, 0);
    rig.wait(25);
    rig.pass();
    rig.show(&mut state, 0);
    state
}

#[test]
fn what_has_left_stays_below_for_some_time_with_its_outcome() {
    for (name, width) in [("narrow", 80), ("usual", 110), ("wide", 150)] {
        expect(&format!("live.lately.{name}.txt"), &drawn(&mut later(ENGLISH), width, 18));
    }
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
fn the_screen_speaks_chinese() {
    let words = LiveWords(Language::Chinese);
    expect("live.lately.zh.txt", &drawn(&mut later(words), 150, 18));
    let (mut rig, _) = busy(0);
    let mut state = State::new("eth0 (Ethernet)".to_owned(), words, false);
    rig.show(&mut state, 7);
    state.press(Key::Pause);
    expect("live.screen.zh.txt", &drawn(&mut state, 110, 14));
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
fn a_screen_of_any_size_can_be_drawn_on() {
    for mut state in [busy(0).1, later(ENGLISH), later(LiveWords(Language::Chinese))] {
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
    assert!(text.starts_with("lo (Ethernet), filter tcp port 80, for 0 s\n0 frames"), "{text}");
    assert!(text.contains("0 B/s; nothing dropped\n0 connections: "), "{text}");
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
    assert_eq!((totals.opening, totals.open, totals.closing, totals.finished, totals.held), (1, 2, 1, 1, 5));
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
    state.fit(10);
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
    state.fit(50);
    assert_eq!(state.top, 5, "a taller screen shows more");
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
    assert_eq!((state.sample.rows.len(), state.sample.totals.opening), (500, 2000));
    let latest = state.sample.rows.iter().map(|row| row.number).min();
    assert_eq!(latest, Some(1500), "those that spoke last");
}
