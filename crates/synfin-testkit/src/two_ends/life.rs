//! A whole life of a connection: two ends, a link, an application, a clock.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::forge::flags::{FIN, RST, SYN};
use crate::forge::segment::Segment;
use crate::random::Random;
use crate::two_ends::application::{Action, actions, manners};
use crate::two_ends::end::{End, Manners};
use crate::two_ends::link::Link;
use crate::two_ends::observation::{LEFT, Observation, RIGHT};
use crate::two_ends::state::State;

/// When a life begins: 2023-11-14 22:13:20 UTC.
const START_NS: u64 = 1_700_000_000_000_000_000;
/// After this long the link becomes perfect, so that every life comes to rest.
const PATIENCE_NS: u64 = 60_000_000_000;
/// The first retransmission timeout; each one after it is twice as long, up to sixteen times.
const TIMEOUT_NS: u64 = 210_000_000;
/// How long an acknowledgement may wait.
const DELAYED_ACK_NS: u64 = 40_000_000;
/// More events than any life of ours has; a guard against one that never rests.
const MOST_EVENTS: usize = 200_000;

/// What happens at a moment.
#[derive(Clone, Debug)]
enum Event {
    Application(usize, Action),
    Arrives { to: usize, segment: Segment, ip_id: u16, acts: u32 },
    Timeout { end: usize, round: u64 },
    AcknowledgeLate(usize),
    ReadsLate(usize),
}

/// What was seen of a life, from two places.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Near each receiver: every segment that arrived, as often as it arrived, in that order.
    pub delivered: Vec<Observation>,
    /// Near each sender: every segment that was sent, whatever became of it, in that order.
    pub sent: Vec<Observation>,
    /// The states of the left and the right end in which it came to rest.
    pub rest: [State; 2],
}

impl Life {
    /// A life whose every turn follows from `seed`: link, manners, application.
    ///
    /// ```
    /// use synfin_testkit::two_ends::life::Life;
    ///
    /// let life = Life::of_seed(1);
    /// assert!(life.delivered.len() <= 2 * life.sent.len());
    /// ```
    pub fn of_seed(seed: u64) -> Life {
        let mut random = Random::new(seed);
        let link = Link::random(&mut random);
        let manners = [manners(&mut random), manners(&mut random)];
        let actions = actions(&mut random);
        Life::lived(link, manners, &actions, random)
    }

    /// A life with this link, these manners and these actions: time since the start in nanoseconds, end (0 is left),
    /// action. Equal times happen in the order given.
    pub fn lived(
        link: Link,
        manners: [Manners; 2],
        actions: &[(u64, usize, Action)],
        random: Random,
    ) -> Life {
        let mut world = World {
            ends: manners.map(End::new),
            link,
            random,
            now_ns: 0,
            serial: 0,
            events: BTreeMap::new(),
            timers: [Timer::default(); 2],
            seen_acts: [0; 2],
            ip_ids: [0x1000, 0x2000],
            life: Life::default(),
        };
        for &(time_ns, end, action) in actions {
            world.at(time_ns, Event::Application(end, action));
        }
        world.run();
        world.life.rest = world.states();
        world.life
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Timer {
    /// Whether one runs.
    running: bool,
    /// Which one, so that an old one does not count.
    round: u64,
    /// How often it went off without progress.
    backoff: u32,
    /// SND.UNA when it was set.
    una: u32,
    /// Whether a delayed acknowledgement is scheduled.
    acknowledging: bool,
    /// Whether the application is about to read.
    reading: bool,
}

struct World {
    ends: [End; 2],
    link: Link,
    random: Random,
    now_ns: u64,
    serial: u64,
    events: BTreeMap<Reverse<(u64, u64)>, Event>,
    timers: [Timer; 2],
    /// How many acts of each end were seen near a receiver.
    seen_acts: [u32; 2],
    ip_ids: [u16; 2],
    life: Life,
}

impl World {
    fn at(&mut self, time_ns: u64, event: Event) {
        self.serial += 1;
        self.events.insert(Reverse((time_ns, self.serial)), event);
    }

    fn run(&mut self) {
        for _ in 0..MOST_EVENTS {
            let Some((Reverse((time_ns, _)), event)) = self.events.pop_last() else { return };
            self.now_ns = time_ns;
            match event {
                Event::Application(end, action) => self.act(end, action),
                Event::ReadsLate(end) => {
                    self.timers[end].reading = false;
                    self.ends[end].read();
                }
                Event::Arrives { to, segment, ip_id, acts } => self.arrive(to, segment, ip_id, acts),
                Event::Timeout { end, round } => self.time_out(end, round),
                Event::AcknowledgeLate(end) => {
                    self.timers[end].acknowledging = false;
                    self.ends[end].acknowledge();
                }
            }
            for end in 0..2 {
                self.put_on_link(end);
                self.set_timers(end);
                self.set_reader(end);
            }
        }
        panic!(
            "a life that does not come to rest: {:?}",
            &self.life.delivered[self.life.delivered.len() - 6..]
        );
    }

    fn act(&mut self, end: usize, action: Action) {
        let end = &mut self.ends[end];
        match action {
            Action::Listen => end.listen(),
            Action::Connect => end.connect(),
            Action::Write(octets) => end.write(octets),
            Action::Read => end.read(),
            Action::Close => end.close(),
            Action::Abort => end.abort(),
        }
    }

    fn arrive(&mut self, to: usize, segment: Segment, ip_id: u16, acts: u32) {
        self.ends[to].receive(&segment);
        if segment.flags & (SYN | FIN | RST) != 0 {
            self.seen_acts[1 - to] = self.seen_acts[1 - to].max(acts);
        }
        let observable = [0, 1].map(|end| self.seen_acts[end] == self.ends[end].acts);
        let observation = Observation {
            time_ns: START_NS + self.now_ns,
            from_left: to == 1,
            segment,
            ip_id,
            states: self.states(),
            observable,
        };
        self.life.delivered.push(observation);
    }

    fn states(&self) -> [State; 2] {
        [self.ends[0].state(), self.ends[1].state()]
    }

    fn put_on_link(&mut self, end: usize) {
        let link = if self.now_ns < PATIENCE_NS { self.link } else { Link::PERFECT };
        for mut segment in self.ends[end].take_out() {
            let sockets = if end == 0 { [LEFT, RIGHT] } else { [RIGHT, LEFT] };
            (segment.source_port, segment.destination_port) = (sockets[0].port(), sockets[1].port());
            self.ip_ids[end] = self.ip_ids[end].wrapping_add(1).max(1);
            let (ip_id, acts) = (self.ip_ids[end], self.ends[end].acts);
            self.life.sent.push(Observation {
                time_ns: START_NS + self.now_ns,
                from_left: end == 0,
                segment: segment.clone(),
                ip_id,
                states: self.states(),
                observable: [end == 0, end == 1],
            });
            for delay_ns in link.deliveries_ns(&mut self.random) {
                let segment = segment.clone();
                self.at(self.now_ns + delay_ns, Event::Arrives { to: 1 - end, segment, ip_id, acts });
            }
        }
    }

    fn set_timers(&mut self, end: usize) {
        let una = self.ends[end].snd_una;
        let timer = &mut self.timers[end];
        if timer.running && (timer.una != una || !self.ends[end].needs_timer()) {
            *timer = Timer { running: false, backoff: 0, ..*timer };
        }
        if !timer.running && self.ends[end].needs_timer() {
            (timer.running, timer.una, timer.round) = (true, una, timer.round + 1);
            let (round, backoff) = (timer.round, timer.backoff);
            // A retransmission before any answer can be there would be no honest one.
            let timeout = TIMEOUT_NS.max(3 * (self.link.delay_ns + self.link.jitter_ns)) << backoff;
            self.at(self.now_ns + timeout, Event::Timeout { end, round });
        }
        if self.ends[end].owes_ack() && !self.timers[end].acknowledging {
            self.timers[end].acknowledging = true;
            self.at(self.now_ns + DELAYED_ACK_NS, Event::AcknowledgeLate(end));
        }
    }

    fn set_reader(&mut self, end: usize) {
        let Some(after_ns) = self.ends[end].reads_after_ns() else { return };
        if !self.timers[end].reading {
            self.timers[end].reading = true;
            self.at(self.now_ns + after_ns, Event::ReadsLate(end));
        }
    }

    fn time_out(&mut self, end: usize, round: u64) {
        let timer = &mut self.timers[end];
        if timer.running && timer.round == round {
            *timer = Timer { running: false, backoff: (timer.backoff + 1).min(4), ..*timer };
            self.ends[end].timeout();
        }
    }
}
