//! Watches a connection, and draws its numbers over time.

use synfin_flow::note::Note;
use synfin_flow::time::Moment;
use synfin_wire::segment::seq::Seq;

use crate::flow_summary::FlowSummary;
use crate::observation::Observation;
use crate::picture::stroke::Stroke;
use crate::sequence::drawing::Drawing;
use crate::sequence::mark::{Kind, Mark};
use crate::sequence::panel::Panel;

/// Watches the observations of one connection, in order, and draws them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    start: Option<Moment>,
    panels: [Panel; 2],
}

impl Graph {
    /// Takes the next segment of the connection.
    pub fn watch(&mut self, segment: &Observation<'_>) {
        let start = *self.start.get_or_insert(segment.time());
        let time = segment.time().0.saturating_sub(start.0).max(0);
        let sender = segment.direction();
        self.sent(segment, time, sender as usize);
        self.acknowledged(segment, time, sender.opposite() as usize);
    }

    /// What its own numbers show.
    fn sent(&mut self, segment: &Observation<'_>, time: i64, panel: usize) {
        let panel = &mut self.panels[panel];
        let flags = segment.flags();
        let length =
            i64::from(segment.segment().payload_len()) + i64::from(flags.syn()) + i64::from(flags.fin());
        if length == 0 && !flags.rst() {
            return;
        }
        let kind = Kind::of(Stroke::of(segment.step()), flags.syn(), flags.fin());
        let Some(kind) = kind else {
            panel.outside += 1;
            return;
        };
        let low = panel.relative(segment.rel_seq(), segment.segment().seq());
        let high = low.saturating_add(length);
        panel.marks.add(Mark { kind, time, low, high, frame: segment.frame(), segments: 1 });
    }

    /// What it tells about the numbers of the other end.
    fn acknowledged(&mut self, segment: &Observation<'_>, time: i64, panel: usize) {
        let panel = &mut self.panels[panel];
        let notes = segment.notes();
        let is_believed = !notes.contains(Note::BadAck) && !notes.contains(Note::ForeignAck);
        let is_of_the_stream = Stroke::of(segment.step()).is_of_the_stream();
        let raw = segment.segment().ack();
        if !segment.flags().ack() || !is_believed || !is_of_the_stream {
            return;
        }
        let ack = panel.relative(segment.rel_ack(), raw);
        let mut mark = |kind, low, high| {
            panel.marks.add(Mark { kind, time, low, high, frame: segment.frame(), segments: 1 });
        };
        let relative = |seq: Seq| ack.saturating_add(i64::from(seq.since(raw)));
        for block in segment.sack().iter() {
            let (left, right) = (relative(block.left), relative(block.right));
            if left < right {
                mark(Kind::Sack, left, right);
            }
        }
        if notes.contains(Note::ZeroWindow) {
            mark(Kind::ZeroWindow, ack, ack);
        }
        panel.acknowledged.add(time, ack);
        match segment.window_scaled() {
            Some(window) => panel.window.add(time, ack.saturating_add(window.into())),
            None => panel.unscaled = true,
        }
    }

    /// Draws what was watched; `flow` is the summary of that connection.
    pub fn finish(self, flow: &FlowSummary) -> Drawing {
        let mut panels = self.panels;
        for panel in &mut panels {
            panel.marks.thin();
            panel.acknowledged.thin();
            panel.window.thin();
        }
        Drawing::new(flow, panels)
    }
}
