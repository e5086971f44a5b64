//! One connection, planned a little at a time.

use std::collections::VecDeque;

use crate::forge::flags::{ACK, FIN, PSH, SYN};
use crate::generator::planned::{Ends, Planned, Side};
use crate::generator::profile::{Ending, Opening, Profile};
use crate::random::Random;

/// What of its life a connection has behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    New,
    Turns(u64),
    Ended,
}

/// What one end has sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct End {
    /// The next sequence number it will send.
    pub(crate) next: u32,
    /// The window field it announces.
    pub(crate) window: u16,
    /// The identification of its next packet.
    ip_id: u16,
    /// What its timestamp clock showed when the capture began.
    boot: u32,
    /// The last value it sent.
    stamp: u32,
}

/// A connection that knows what it is for, how it begins and how it ends.
#[derive(Clone, Debug)]
pub(crate) struct Conversation {
    pub(crate) ends: Ends,
    pub(crate) random: Random,
    pub(crate) sides: [End; 2],
    /// Round-trip time between the two ends, seen from close to the client.
    pub(crate) round_trip_ns: u64,
    /// How many segments in a thousand are lost.
    pub(crate) loss_per_mille: u64,
    timestamps: bool,
    profile: Profile,
    opening: Opening,
    ending: Ending,
    clock_ns: u64,
    phase: Phase,
    queue: VecDeque<Planned>,
}

impl Conversation {
    pub(crate) fn new(
        start_ns: u64,
        ends: Ends,
        (profile, opening, ending): (Profile, Opening, Ending),
        loss_per_mille: u64,
        mut random: Random,
    ) -> Conversation {
        let mut side = || End {
            next: random.next_u32(),
            window: random.between(300, 2000) as u16,
            ip_id: random.next_u32() as u16,
            boot: random.next_u32(),
            stamp: 0,
        };
        Conversation {
            sides: [side(), side()],
            ends,
            round_trip_ns: random.between(1_000_000, 90_000_000),
            loss_per_mille,
            timestamps: ends.sack_permitted && random.chance(900),
            profile,
            opening,
            ending,
            clock_ns: start_ns,
            phase: Phase::New,
            queue: VecDeque::new(),
            random,
        }
    }

    /// When the next segment is seen; `None` when there is no more.
    pub(crate) fn next_time_ns(&mut self) -> Option<u64> {
        while self.queue.is_empty() && self.phase != Phase::Ended {
            self.go_on();
        }
        self.queue.front().map(|planned| planned.time_ns)
    }

    /// The next segment.
    pub(crate) fn next(&mut self) -> Option<Planned> {
        self.next_time_ns().and_then(|_| self.queue.pop_front())
    }

    fn go_on(&mut self) {
        let phase = self.phase;
        self.phase = match phase {
            Phase::New => {
                if self.open(self.opening) {
                    Phase::Turns(self.random.between(self.profile.turns.0, self.profile.turns.1))
                } else {
                    Phase::Ended
                }
            }
            Phase::Turns(0) => {
                self.think();
                self.end(self.ending);
                Phase::Ended
            }
            Phase::Turns(left) => {
                self.think();
                let Profile { request, response, .. } = self.profile;
                let asked = self.random.between(request.0, request.1);
                self.send(0, asked);
                let answered = self.random.between(response.0, response.1);
                self.send(1, answered);
                Phase::Turns(left - 1)
            }
            Phase::Ended => Phase::Ended,
        };
    }

    fn think(&mut self) {
        let (low, high) = self.profile.think_us;
        let thought = self.random.between(low * 1000, high * 1000);
        self.wait_ns(thought);
    }

    /// Lets time pass.
    pub(crate) fn wait_ns(&mut self, nanoseconds: u64) {
        self.clock_ns += nanoseconds;
    }

    /// Half of the time to the server and back, a little more or less each time.
    pub(crate) fn reply_ns(&mut self, from: Side) -> u64 {
        let near = self.random.between(20_000, 90_000);
        if from == 0 { near } else { self.round_trip_ns + near }
    }

    /// A segment with the next sequence number, after `wait_ns`; it counts what it takes.
    pub(crate) fn say(&mut self, from: Side, wait_ns: u64, flags: u16, len: u64) {
        let seq = self.sides[from].next;
        self.sides[from].next =
            seq.wrapping_add(len as u32 + u32::from(flags & SYN != 0) + u32::from(flags & FIN != 0));
        self.show(from, wait_ns, seq, flags, len);
    }

    /// A bare acknowledgement of all that the other end sent.
    pub(crate) fn acknowledge(&mut self, from: Side, wait_ns: u64) {
        self.say(from, wait_ns, ACK, 0);
    }

    /// A segment with this sequence number, after `wait_ns`, that acknowledges all that the other end sent.
    pub(crate) fn show(&mut self, from: Side, wait_ns: u64, seq: u32, flags: u16, len: u64) {
        let ack = if flags & ACK != 0 { self.sides[1 - from].next } else { 0 };
        self.wait_ns(wait_ns);
        let planned = Planned { seq, ack, flags, len: len as u16, ..Planned::default() };
        self.queue_up(from, planned);
    }

    /// Queues `planned` at the present time with the window, the identification and the stamps of its sender.
    pub(crate) fn queue_up(&mut self, from: Side, planned: Planned) {
        let echo_reply = if planned.flags & ACK != 0 { self.sides[1 - from].stamp } else { 0 };
        let millisecond = (self.clock_ns / 1_000_000) as u32;
        let side = &mut self.sides[from];
        side.ip_id = side.ip_id.wrapping_add(1);
        side.stamp = side.boot.wrapping_add(millisecond);
        let stamps = self.timestamps.then_some((side.stamp, echo_reply));
        let window = if planned.flags & SYN != 0 { 64_240 } else { side.window };
        let (ip_id, time_ns) = (side.ip_id, self.clock_ns);
        self.queue.push_back(Planned { time_ns, from, window, ip_id, stamps, ..planned });
    }

    /// The most octets of payload a segment has, options considered.
    pub(crate) fn segment_octets(&self) -> u64 {
        u64::from(self.ends.mss) - if self.timestamps { 12 } else { 0 }
    }

    /// The flags of data: PSH on the last segment of a write.
    pub(crate) fn data_flags(last: bool) -> u16 {
        if last { ACK | PSH } else { ACK }
    }
}
