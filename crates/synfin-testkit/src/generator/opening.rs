//! How connections begin.

use crate::forge::flags::{ACK, RST, SYN};
use crate::generator::conversation::Conversation;
use crate::generator::planned::Planned;
use crate::generator::profile::Opening;

impl Conversation {
    /// Queues the opening; whether the connection can be used after it.
    pub(crate) fn open(&mut self, opening: Opening) -> bool {
        match opening {
            Opening::ThreeWay => self.three_way(),
            Opening::LateThreeWay => {
                let seq = self.sides[0].next;
                self.show(0, 0, seq, SYN, 0);
                self.wait_ns(1_000_000_000);
                self.three_way();
            }
            Opening::Simultaneous => {
                let first = [self.sides[0].next, self.sides[1].next];
                self.say(0, 0, SYN, 0);
                self.say(1, 10_000, SYN, 0);
                self.show(0, 30_000, first[0], SYN | ACK, 0);
                let back = self.reply_ns(1);
                self.show(1, back, first[1], SYN | ACK, 0);
                self.acknowledge(0, 40_000);
            }
            Opening::Midstream => self.acknowledge(1, 0),
            Opening::Unanswered => {
                let seq = self.sides[0].next;
                let tries = if self.loss_per_mille == 0 { 1 } else { self.random.between(1, 4) };
                for attempt in 0..tries {
                    let timeout = 1_000_000_000_u64 << attempt;
                    self.show(0, if attempt == 0 { 0 } else { timeout / 2 }, seq, SYN, 0);
                }
                return false;
            }
            Opening::Refused => {
                self.say(0, 0, SYN, 0);
                let back = self.reply_ns(1);
                self.wait_ns(back);
                let ack = self.sides[0].next;
                self.queue_up(1, Planned { ack, flags: RST | ACK, ..Planned::default() });
                return false;
            }
            Opening::HalfOpen => {
                self.say(0, 0, SYN, 0);
                let back = self.reply_ns(1);
                self.say(1, back, SYN | ACK, 0);
                return false;
            }
        }
        true
    }

    fn three_way(&mut self) {
        self.say(0, 0, SYN, 0);
        let back = self.reply_ns(1);
        self.say(1, back, SYN | ACK, 0);
        let near = self.reply_ns(0);
        self.acknowledge(0, near);
    }
}
