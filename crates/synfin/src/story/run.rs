//! A run of segments that move no state, folded.

use synfin_flow::direction::Direction;
use synfin_flow::note::Note;
use synfin_flow::step::Step;

use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::observation::Observation;
use crate::report::text::units::{Octets, Span};
use crate::story::place::Place;
use crate::story::silence::Silences;

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
    /// From the earliest moment to the latest, where the clock went backwards.
    pub(crate) place: Place,
    silences: Silences,
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
            place: Place::of(segment),
            silences: Silences::default(),
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
        self.silences.hear(self.place.last_time, segment.time(), frame);
        self.place = self.place.and(Place::of(segment));
        self.segments[end] += 1;
        self.octets[end] = self.octets[end].saturating_add(segment.segment().payload_len().into());
        self.repeats[end] |= segment.step() == Step::DataRetransmit;
        self.steps[segment.step() as usize].count(frame);
        segment.notes().iter().for_each(|note| self.notes[note as usize].count(frame));
    }

    /// The run in a sentence or two.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let sends = self.sends(language);
        let told = if self.place.last_frame > self.place.first_frame {
            let span = Span(self.place.last_time.since(self.place.first_time));
            say!(language, "run-within", sends = sends, span = span)
        } else {
            say!(language, "run", sends = sends)
        };
        let more = [self.silences.sentence(language), self.among(language)];
        more.into_iter()
            .flatten()
            .fold(told, |told, more| say!(language, "two-sentences", first = told, second = more))
    }

    /// What each end sends.
    fn sends(&self, language: Language) -> String {
        let mut clauses: Vec<String> = Vec::new();
        for end in Direction::BOTH {
            let (count, bytes) = (self.segments[end as usize], self.octets[end as usize]);
            let (octets, name) = (Octets(bytes), language.end(end));
            if count == 0 {
                continue;
            }
            let again = u64::from(self.repeats[end as usize]);
            clauses.push(if clauses.is_empty() {
                say!(
                    language,
                    "run-sends-first",
                    end = name,
                    count = count,
                    bytes = bytes,
                    octets = octets,
                    again = again
                )
            } else {
                say!(
                    language,
                    "run-sends-then",
                    end = name,
                    count = count,
                    bytes = bytes,
                    octets = octets,
                    again = again
                )
            });
        }
        clauses.join(&language.word("clause-comma"))
    }

    /// What is remarkable among them; of a single segment, without counting it.
    fn among(&self, language: Language) -> Option<String> {
        let steps = Step::ALL.into_iter().zip(self.steps);
        let odd = steps.filter(|(step, _)| !matches!(step, Step::Data | Step::Ack));
        let odd = odd.map(|(step, times)| (language.label(step), times));
        let notes = Note::ALL.into_iter().zip(self.notes).map(|(note, times)| (language.note(note), times));
        let segments: u64 = self.segments.iter().sum();
        let told = odd.chain(notes).filter(|(_, times)| times.count > 0).map(|(what, times)| {
            let Times { count, first_frame } = times;
            if segments == 1 {
                return what.to_owned();
            }
            say!(language, "run-times", what = what, count = count, frame = first_frame)
        });
        let told: Vec<String> = told.collect();
        let list = listed(&told, language);
        (!told.is_empty()).then(|| say!(language, "run-among", list = list, segments = segments))
    }
}
