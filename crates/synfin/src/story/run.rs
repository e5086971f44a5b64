//! A run of segments that move no state, folded.

use core::fmt::Write;

use synfin_flow::direction::Direction;
use synfin_flow::note::Note;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::observation::Observation;
use crate::report::text::units::{Count, Octets, Span};

/// How often something came, and with which frame first.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    count: u32,
    first_frame: u64,
}

impl Times {
    fn count(&mut self, frame: u64) {
        if self.count == 0 {
            self.first_frame = frame;
        }
        self.count = self.count.saturating_add(1);
    }
}

/// Segments in a row of which none opens, closes or resets.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) first_frame: u64,
    pub(crate) last_frame: u64,
    pub(crate) first_time: Moment,
    last_time: Moment,
    segments: [u64; 2],
    octets: [u64; 2],
    /// Whether some of the data of each end came again.
    repeats: [bool; 2],
    steps: [Times; Step::ALL.len()],
    notes: [Times; Note::ALL.len()],
}

impl Run {
    /// Whether a step belongs into a run.
    pub(crate) const fn takes(step: Step) -> bool {
        !step.moves_the_connection() || matches!(step, Step::DataHalfClosed)
    }

    /// A run that begins with this segment.
    pub(crate) fn new(segment: &Observation<'_>) -> Run {
        let mut run = Run {
            first_frame: segment.frame(),
            last_frame: segment.frame(),
            first_time: segment.time(),
            last_time: segment.time(),
            segments: [0; 2],
            octets: [0; 2],
            repeats: [false; 2],
            steps: [Times::default(); Step::ALL.len()],
            notes: [Times::default(); Note::ALL.len()],
        };
        run.add(segment);
        run
    }

    /// Takes the next segment.
    pub(crate) fn add(&mut self, segment: &Observation<'_>) {
        let frame = segment.frame();
        let end = segment.direction() as usize;
        self.last_frame = frame;
        self.last_time = segment.time();
        self.segments[end] += 1;
        self.octets[end] = self.octets[end].saturating_add(segment.segment().payload_len().into());
        self.repeats[end] |= segment.step() == Step::DataRetransmit;
        self.steps[segment.step() as usize].count(frame);
        segment.notes().iter().for_each(|note| self.notes[note as usize].count(frame));
    }

    /// The run in a sentence or two.
    pub(crate) fn sentence(&self) -> String {
        let mut text = String::new();
        for (end, (segments, octets)) in
            Direction::BOTH.into_iter().zip(self.segments.into_iter().zip(self.octets))
        {
            if segments == 0 {
                continue;
            }
            let and = if text.is_empty() { "The" } else { ", the" };
            let brings =
                if octets == 0 { "without data".to_owned() } else { format!("with {}", Octets(octets)) };
            let again = if self.repeats[end as usize] { " (repetitions counted)" } else { "" };
            let _ = write!(text, "{and} {} sends {} {brings}{again}", end.name(), Count(segments, "segment"));
        }
        let span = self.last_time.since(self.first_time);
        if self.last_frame > self.first_frame {
            let _ = write!(text, ", within {}", Span(span));
        }
        text.push('.');
        let steps = Step::ALL.into_iter().zip(self.steps).map(|(step, times)| (step.label(), step, times));
        let odd = steps.filter(|(_, step, _)| !matches!(step, Step::Data | Step::Ack));
        let odd = odd.map(|(label, _, times)| (label, times));
        let notes = Note::ALL.into_iter().zip(self.notes).map(|(note, times)| (note.name(), times));
        let mut separator = " Among them: ";
        for (what, times) in odd.chain(notes).filter(|(_, times)| times.count > 0) {
            let Times { count, first_frame } = times;
            let _ = match count {
                1 => write!(text, "{separator}{what} once (frame {first_frame})"),
                2 => write!(text, "{separator}{what} twice (first in frame {first_frame})"),
                _ => write!(text, "{separator}{what} {count} times (first in frame {first_frame})"),
            };
            separator = ", ";
        }
        if separator == ", " {
            text.push('.');
        }
        text
    }
}
