//! How often each step, note and outcome was told.

use synfin_flow::note::Note;
use synfin_flow::outcome::{Ended, Outcome};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::verdict::Verdict;

use crate::flow_summary::FlowSummary;
use crate::oddities::Oddities;

/// Counts of steps and notes over segments, and of outcomes over connections that have left.
///
/// ```
/// use synfin::{analyzer::Analyzer, flow::step::Step};
///
/// let analyzer = Analyzer::default();
/// assert_eq!(analyzer.census().steps().find(|(step, _)| *step == Step::Syn), Some((Step::Syn, 0)));
/// ```
#[derive(Clone, Debug)]
pub struct Census {
    steps: [u64; Step::ALL.len()],
    notes: [u64; Note::ALL.len()],
    /// By why they left.
    outcomes: [[u64; Outcome::ALL.len()]; Ended::ALL.len()],
    pub(crate) oddities: Oddities,
}

impl Default for Census {
    fn default() -> Census {
        Census {
            steps: [0; Step::ALL.len()],
            notes: [0; Note::ALL.len()],
            outcomes: [[0; Outcome::ALL.len()]; Ended::ALL.len()],
            oddities: Oddities::default(),
        }
    }
}

impl Census {
    #[inline]
    pub(crate) fn count_segment(&mut self, verdict: &Verdict) {
        self.steps[verdict.step as usize] += 1;
        if !verdict.notes.is_empty() {
            verdict.notes.iter().for_each(|note| self.notes[note as usize] += 1);
        }
    }

    /// Counts what another one has counted, too.
    pub(crate) fn add(&mut self, others: &Census) {
        let counts = |census: &mut [u64], others: &[u64]| {
            census.iter_mut().zip(others).for_each(|(count, more)| *count += more);
        };
        counts(&mut self.steps, &others.steps);
        counts(&mut self.notes, &others.notes);
        counts(self.outcomes.as_flattened_mut(), others.outcomes.as_flattened());
        self.oddities.add(&others.oddities);
    }

    pub(crate) fn count_flow(&mut self, flow: &FlowSummary) {
        self.outcomes[flow.ended() as usize][flow.outcome() as usize] += 1;
    }

    /// Every step, with how many segments did it.
    pub fn steps(&self) -> impl Iterator<Item = (Step, u64)> {
        Step::ALL.into_iter().zip(self.steps)
    }

    /// Every stage, with how many segments belong to it.
    pub fn stages(&self) -> impl Iterator<Item = (Stage, u64)> {
        Stage::ALL.into_iter().map(|stage| {
            let of_stage = self.steps().filter(|(step, _)| step.stage() == stage);
            (stage, of_stage.map(|(_, segments)| segments).sum())
        })
    }

    /// Every note, with how many segments bear it.
    pub fn notes(&self) -> impl Iterator<Item = (Note, u64)> {
        Note::ALL.into_iter().zip(self.notes)
    }

    /// Every oddity of a segment by itself, with how many segments have it; all 0 unless they are
    /// [asked for](crate::analyzer::AnalyzerOptions::count_anomalies).
    pub fn anomalies(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.oddities.counts()
    }

    /// Every outcome, with how many connections came to it.
    pub fn outcomes(&self) -> impl Iterator<Item = (Outcome, u64)> {
        let of_all = |outcome: Outcome| self.outcomes.iter().map(|counts| counts[outcome as usize]).sum();
        Outcome::ALL.into_iter().map(move |outcome| (outcome, of_all(outcome)))
    }

    /// Every outcome, with how many of the connections came to it that left for this reason.
    pub fn outcomes_of(&self, ended: Ended) -> impl Iterator<Item = (Outcome, u64)> {
        Outcome::ALL.into_iter().zip(self.outcomes[ended as usize])
    }
}
