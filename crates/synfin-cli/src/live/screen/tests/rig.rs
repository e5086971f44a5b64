//! An analyzer that hears what is told, without an interface.

use std::time::{Duration, Instant};

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::live::drops::Drops;
use synfin::dissect::plugins;
use synfin::flow::table::limits::Timeouts;
use synfin::flow::time::Moment;
use synfin::language::language::Language;
use synfin::report::live::LiveWords;
use synfin::wire::numbers::LinkType;

use crate::live::audience::Tally;
use crate::live::screen::lately::Lately;
use crate::live::screen::sampler::Sampler;
use crate::live::screen::state::State;

pub(crate) const ENGLISH: LiveWords = LiveWords(Language::English);
pub(crate) const CHINESE: LiveWords = LiveWords(Language::Chinese);

pub(crate) const SYN: u8 = 0x02;
pub(crate) const SYN_ACK: u8 = 0x12;
pub(crate) const ACK: u8 = 0x10;
pub(crate) const FIN_ACK: u8 = 0x11;
pub(crate) const RST_ACK: u8 = 0x14;

/// An analyzer that hears what is told, and the time by its frames.
pub(crate) struct Rig {
    pub(crate) analyzer: Analyzer,
    pub(crate) sampler: Sampler,
    pub(crate) lately: Lately,
    pub(crate) began: Instant,
    pub(crate) now: Duration,
    pub(crate) octets: u64,
}

impl Rig {
    pub(crate) fn new() -> Rig {
        let options = AnalyzerOptions {
            verify_checksums: false,
            timeouts: Some(Timeouts::default()),
            ..AnalyzerOptions::default()
        };
        let analyzer = Analyzer::new(options).dissecting(&plugins::all::all());
        let (sampler, lately) = (Sampler::default(), Lately::default());
        Rig { analyzer, sampler, lately, began: Instant::now(), now: Duration::ZERO, octets: 0 }
    }

    pub(crate) fn wait(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    /// A segment of client 192.0.2.N, or of the server to it, with so many octets of payload.
    pub(crate) fn tell(
        &mut self,
        client: u8,
        from_client: bool,
        flags: u8,
        seq: u32,
        ack: u32,
        payload: u16,
    ) {
        self.say(client, from_client, flags, [seq, ack], &vec![b'x'; usize::from(payload)]);
    }

    /// The same, with this payload.
    pub(crate) fn say(
        &mut self,
        client: u8,
        from_client: bool,
        flags: u8,
        [seq, ack]: [u32; 2],
        payload: &[u8],
    ) {
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

    pub(crate) fn open(&mut self, client: u8) {
        self.tell(client, true, SYN, 100, 0, 0);
        self.tell(client, false, SYN_ACK, 500, 101, 0);
        self.tell(client, true, ACK, 101, 501, 0);
    }

    pub(crate) fn clock(&self) -> Moment {
        Moment(1_700_000_000_000_000_000 + self.now.as_nanos() as i64)
    }

    /// Shows a sample.
    pub(crate) fn show(&mut self, state: &mut State, kernel: u64) {
        let drops = Drops { received: 0, kernel, interface: 0 };
        let tally = Tally { began: self.began, clock: self.clock(), octets: self.octets, drops };
        let now = self.began + self.now;
        while let Some(flow) = self.analyzer.pop_ended() {
            self.lately.push(&flow, state.words, state.room_for_name, now);
        }
        self.lately.forget(now);
        state.take(
            self.sampler.sample(&self.analyzer, &tally, state.words, state.room_for_name, now),
            &self.lately,
        );
    }

    /// Lets pass what was silent for too long.
    pub(crate) fn pass(&mut self) {
        while self.analyzer.pass(self.clock()) {}
    }
}

/// One connection in each stage, watched for two seconds.
pub(crate) fn busy(kernel: u64) -> (Rig, State) {
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

/// The same, 31 seconds later: two are over and have left, one was let go as nobody answered it.
pub(crate) fn later_in(words: LiveWords) -> (Rig, State) {
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
    (rig, state)
}

/// What is shown of that.
pub(crate) fn later(words: LiveWords) -> State {
    later_in(words).1
}
