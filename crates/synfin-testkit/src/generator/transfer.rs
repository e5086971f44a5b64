//! How data go over: in segments, acknowledged every second one, some lost and sent again.

use crate::forge::flags::ACK;
use crate::generator::conversation::Conversation;
use crate::generator::planned::{Planned, Side};

/// The gap between two segments of one burst.
const SPACING_NS: (u64, u64) = (6_000, 60_000);

impl Conversation {
    /// Sends `octets` from one end to the other, all of them acknowledged in the end.
    pub(crate) fn send(&mut self, from: Side, octets: u64) {
        let (to, mut left, mut unacknowledged) = (1 - from, octets, 0);
        if octets > 0 && from == 1 {
            self.wait_ns(self.round_trip_ns);
        }
        while left > 0 {
            let len = left.min(self.segment_octets());
            left -= len;
            if self.random.chance(self.loss_per_mille) {
                left = self.send_with_loss(from, len, left);
                unacknowledged = 0;
                continue;
            }
            let spacing = self.random.between(SPACING_NS.0, SPACING_NS.1);
            self.say(from, spacing, Self::data_flags(left == 0), len);
            unacknowledged += 1;
            if unacknowledged == 2 && left > 0 {
                let near = self.random.between(4_000, 30_000);
                self.acknowledge(to, near);
                unacknowledged = 0;
            }
        }
        // The other end answers at once, or acknowledges after a while.
        if unacknowledged > 0 && self.random.chance(600) {
            let delay = self.random.between(30_000, 40_000_000);
            self.acknowledge(to, delay);
        }
        if self.random.chance(4) {
            self.stall(from);
        }
    }

    /// Sends `len` octets that do not arrive, whatever makes the other end notice, and the octets again.
    ///
    /// Half of the losses happen before the observer, who then sees a hole, half behind. What is left to send is
    /// returned.
    fn send_with_loss(&mut self, from: Side, len: u64, mut left: u64) -> u64 {
        let (to, lost) = (1 - from, self.sides[from].next);
        let seen = self.random.chance(500);
        let flags = Self::data_flags(left == 0);
        if seen {
            self.say(from, 20_000, flags, len);
        } else {
            self.sides[from].next = lost.wrapping_add(len as u32);
        }
        let after_lost = self.sides[from].next;
        let mut followers = 0;
        while left > 0 && followers < 3 + self.random.below(4) {
            let len = left.min(self.segment_octets());
            left -= len;
            followers += 1;
            self.say(from, 15_000, Self::data_flags(left == 0), len);
            let block = (after_lost, self.sides[from].next);
            let sack = if self.ends.sack_permitted { vec![block] } else { Vec::new() };
            self.wait_ns(9_000);
            self.queue_up(
                to,
                Planned { seq: self.sides[to].next, ack: lost, flags: ACK, sack, ..Planned::default() },
            );
        }
        // Three duplicates tell the sender within a round trip; else its timer does (RFC 6298).
        let notice = if followers >= 3 { self.round_trip_ns } else { 200_000_000 + self.round_trip_ns };
        self.show(from, notice, lost, flags, len);
        let near = self.random.between(4_000, 30_000);
        self.acknowledge(to, near);
        left
    }

    /// The receiver's window closes, is probed, and opens again.
    fn stall(&mut self, from: Side) {
        let (to, window) = (1 - from, self.sides[1 - from].window);
        self.sides[to].window = 0;
        self.acknowledge(to, 30_000);
        for probe in 0..self.random.between(1, 2) {
            let before = self.sides[from].next.wrapping_sub(1);
            self.show(from, 210_000_000 << probe, before, ACK, 0);
            let reply = self.reply_ns(to);
            self.acknowledge(to, reply);
        }
        self.sides[to].window = window;
        let pause = self.random.between(50_000_000, 400_000_000);
        self.acknowledge(to, pause);
    }
}
