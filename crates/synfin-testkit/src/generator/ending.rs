//! How connections end.

use crate::forge::flags::{ACK, FIN, RST};
use crate::generator::conversation::Conversation;
use crate::generator::planned::{Planned, Side};
use crate::generator::profile::Ending;

impl Conversation {
    /// Queues the ending, begun by either end.
    pub(crate) fn end(&mut self, ending: Ending) {
        let first: Side = usize::from(self.random.chance(400));
        let second = 1 - first;
        match ending {
            Ending::FourSegments => {
                self.finish(first, 0);
                let reply = self.reply_ns(second);
                self.acknowledge(second, reply);
                let pause = self.random.between(20_000, 50_000_000);
                self.finish(second, pause);
                let reply = self.reply_ns(first);
                self.acknowledge(first, reply);
            }
            Ending::ThreeSegments => {
                self.finish(first, 0);
                let reply = self.reply_ns(second);
                self.finish(second, reply);
                let reply = self.reply_ns(first);
                self.acknowledge(first, reply);
            }
            Ending::Simultaneous => {
                let unseen = self.sides[first].next;
                self.finish(first, 0);
                let seq = self.sides[second].next;
                self.sides[second].next = seq.wrapping_add(1);
                self.wait_ns(15_000);
                self.queue_up(second, Planned { seq, ack: unseen, flags: FIN | ACK, ..Planned::default() });
                let reply = self.reply_ns(first);
                self.acknowledge(first, reply);
                let reply = self.reply_ns(second);
                self.acknowledge(second, reply);
            }
            Ending::ResetByClient => self.say(0, 0, RST | ACK, 0),
            Ending::ResetByServer => self.say(1, 0, RST | ACK, 0),
            Ending::StaysOpen => {}
        }
    }

    /// A FIN, now and then sent twice because the first was lost behind the observer.
    fn finish(&mut self, from: Side, wait_ns: u64) {
        let seq = self.sides[from].next;
        self.say(from, wait_ns, FIN | ACK, 0);
        if self.random.chance(self.loss_per_mille) {
            self.show(from, 220_000_000, seq, FIN | ACK, 0);
        }
    }
}
