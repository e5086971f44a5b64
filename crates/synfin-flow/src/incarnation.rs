//! Which of two connections on one pair of sockets a segment belongs to.

use synfin_wire::segment::seq::Seq;

use crate::direction::Direction;
use crate::endpoint::end::{End, Mark};
use crate::flow::Flow;
use crate::segment_vars::SegmentVars;

/// Numbers farther apart than this are not of one connection, where there is another to choose.
const NEAR: u32 = 1 << 20;

impl Flow {
    /// Whether the segment's numbers lie within 2^20 of the highest that both ends of this connection sent.
    pub fn is_near(&self, segment: &SegmentVars, sender: Direction) -> bool {
        let (own, other) = (self.end(sender), self.end(sender.opposite()));
        near(own, segment.seq, NEAR) && (!segment.flags.ack() || near(other, segment.ack, NEAR))
    }

    /// Whether neither of the segment's numbers can be of this connection, though both ends' numbers are known.
    pub fn is_foreign(&self, segment: &SegmentVars, sender: Direction) -> bool {
        let (own, other) = (self.end(sender), self.end(sender.opposite()));
        let reach = |of: Direction| NEAR.max(self.in_octets(of, self.end(of).max_window).saturating_mul(2));
        own.is(Mark::NumbersKnown)
            && other.is(Mark::NumbersKnown)
            && !near(own, segment.seq, reach(sender.opposite()))
            && !(segment.flags.ack() && near(other, segment.ack, reach(sender)))
    }

    /// Whether the segment answers this connection's SYN, or goes on where its sender's SYN ended.
    pub fn is_part_of_handshake(&self, segment: &SegmentVars, sender: Direction) -> bool {
        let (own, other) = (self.end(sender), self.end(sender.opposite()));
        let answers = segment.flags.ack() && other.is(Mark::IsnKnown) && other.has_sent_before(segment.ack);
        // Or ends there: the same again.
        let goes_on = own.is(Mark::IsnKnown) && (segment.seq == own.nxt || segment.end() == own.nxt);
        answers || goes_on
    }

    /// Whether the segment is one of this connection's last, captured a second time: then it is this connection's, whatever that one
    /// changed.
    pub fn saw_a_moment_ago(&self, segment: &SegmentVars, sender: Direction) -> bool {
        self.recent.holds(segment, sender, segment.time.since(self.last_time))
    }

    /// Tells a new connection that there was one before it on the same sockets.
    pub const fn follow(&mut self, before: &Flow) {
        self.incarnation = before.incarnation.saturating_add(1);
        self.reused = true;
    }

    /// Expects a challenge ACK of the end that a new SYN reaches, if this connection still lives there.
    pub fn expect_challenge(&mut self, of: Direction) {
        if self.end(of).state.is_synchronized() {
            self.end_mut(of).mark(Mark::OwesChallenge);
        }
    }
}

fn near(end: &End, number: Seq, reach: u32) -> bool {
    end.is(Mark::NumbersKnown) && number.since(end.nxt).unsigned_abs() < reach
}
