//! What the segments of each connection did, as far as somebody asked.

use std::collections::HashMap;

use synfin::flow::note::Note;
use synfin::flow::step::Step;
use synfin::flow::verdict::Verdict;

/// Notes in which connections a step or a note came that was asked for.
///
/// An entry is made only where one came, and is gone when its connection is told: there are never more than connections that live
/// and that wait for their turn.
#[derive(Debug, Default)]
pub(crate) struct ToldOfFlows {
    steps: Vec<Step>,
    notes: Vec<Note>,
    came: HashMap<u64, Came>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Came {
    step: bool,
    note: bool,
}

impl ToldOfFlows {
    /// Looks for any of these steps, and for any of these notes.
    pub(crate) fn new(steps: &[Step], notes: &[Note]) -> ToldOfFlows {
        ToldOfFlows { steps: steps.to_vec(), notes: notes.to_vec(), came: HashMap::new() }
    }

    /// Whether anything is looked for.
    pub(crate) fn is_needed(&self) -> bool {
        !self.steps.is_empty() || !self.notes.is_empty()
    }

    /// Takes a segment of a connection.
    pub(crate) fn segment(&mut self, flow: u64, verdict: &Verdict) {
        let step = self.steps.contains(&verdict.step);
        let note = !verdict.notes.is_empty() && self.notes.iter().any(|note| verdict.notes.contains(*note));
        if step || note {
            let came = self.came.entry(flow).or_default();
            came.step |= step;
            came.note |= note;
        }
    }

    /// Whether a connection that has left did what was asked for; forgets it.
    pub(crate) fn take(&mut self, flow: u64) -> bool {
        let came = self.came.remove(&flow).unwrap_or_default();
        (self.steps.is_empty() || came.step) && (self.notes.is_empty() || came.note)
    }
}
