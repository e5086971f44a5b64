//! Which numbers were sent: new, old, beyond something missing, or into it.

use synfin_wire::segment::seq::Seq;

use crate::direction::Direction;
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::note::{Note, Notes};

/// How a run of sequence numbers lies to those that were sent before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// At least partly beyond everything sent before, with nothing newly missing.
    New,
    /// Beyond everything sent before, and something between is missing.
    BeyondHole,
    /// Fills what was missing.
    IntoHole,
    /// Captured for the first time, though the peer's acknowledgement of it was captured before.
    Late,
    /// All of it was sent before.
    Old,
}

impl Flow {
    /// Counts the numbers from `start` to before `end` as sent.
    pub(crate) fn cover(&mut self, of: Direction, start: Seq, end: Seq, notes: &mut Notes) -> Coverage {
        let (contig, nxt) = (self.end(of).contig, self.end(of).nxt);
        if let Some(late) = self.cover_late(of, start, end) {
            return late;
        }
        if !end.after(contig) || self.holes.contains(of, start, end) {
            return Coverage::Old;
        }
        let coverage = match (start.after(nxt), start.before(nxt)) {
            (true, _) => Coverage::BeyondHole,
            (_, true) if contig.before(nxt) => Coverage::IntoHole,
            _ => Coverage::New,
        };
        if start.after(contig) {
            if !self.holes.insert(of, start, end) {
                notes.insert(Note::HolesOverflow);
                self.end_mut(of).mark(Mark::HolesForgotten);
            }
        } else {
            self.close_gap(of, end);
        }
        let sender = self.end_mut(of);
        sender.raise_nxt(end);
        sender.captured = sender.captured.latest(end);
        coverage
    }

    /// Counts numbers that were counted as missed because their acknowledgement came first; none if these are no such.
    fn cover_late(&mut self, of: Direction, start: Seq, end: Seq) -> Option<Coverage> {
        let sender = self.end_mut(of);
        if start.before(sender.captured) || end.after(sender.contig) || !end.after(start) {
            return None;
        }
        sender.missed.take(u64::from(end.since(start).unsigned_abs()));
        sender.captured = end;
        Some(Coverage::Late)
    }

    /// Counts everything up to `ack` as sent, because the peer has it: what was not captured is missed.
    pub(crate) fn cover_by_ack(&mut self, of: Direction, ack: Seq) {
        let end = self.end(of);
        if !end.is(Mark::NumbersKnown) || !ack.after(end.contig) {
            return;
        }
        let gap = u64::from(ack.since(end.contig).unsigned_abs());
        let (reached, held) = self.holes.absorb(of, ack);
        let beyond = u64::from(reached.since(ack).unsigned_abs());
        let end = self.end_mut(of);
        end.missed.add(gap.saturating_add(beyond).saturating_sub(held));
        end.contig = reached;
        end.raise_nxt(reached);
    }

    /// Whether a FIN may have arrived whose data is taken for missing only because too many holes were open at once.
    pub(crate) fn fin_may_be_complete(&self, of: Direction) -> bool {
        let end = self.end(of);
        end.is(Mark::SentFin) && end.is(Mark::HolesForgotten) && !end.fin_is_complete()
    }

    fn close_gap(&mut self, of: Direction, end: Seq) {
        self.end_mut(of).contig = if self.holes.is_empty(of) { end } else { self.holes.absorb(of, end).0 };
    }
}
