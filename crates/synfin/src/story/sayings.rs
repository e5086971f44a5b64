//! What dissectors said, at the frames where they did.

use synfin_dissect::emission::{Emission, Emissions};
use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::text::dissected::{Much, by_dissector};
use crate::story::place::Place;
use crate::story::sentence::Sentence;

/// Most frames of which a story tells what dissectors said; those beyond are counted.
pub const MAX_SAYINGS: usize = 200;
/// Octets that all of it takes at most.
const MOST_OCTETS: usize = 1 << 20;

/// What was said with one segment.
#[derive(Clone, Debug)]
struct Saying {
    frame: u64,
    time: Moment,
    sender: Direction,
    fields: Emissions,
}

/// What dissectors said, in the order of the frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sayings {
    told: Vec<Saying>,
    octets: usize,
    left_out: u64,
}

impl Sayings {
    /// Takes the next segment of the connection.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        let fields = segment.fields();
        if fields.is_empty() {
            return;
        }
        let octets: usize = fields.iter().map(Emission::size).sum();
        let has_room = self.told.len() < MAX_SAYINGS && self.octets.saturating_add(octets) <= MOST_OCTETS;
        // What comes behind one that found no room is left out as well: a story has no holes but its end.
        if !has_room || self.left_out > 0 {
            self.left_out += 1;
            return;
        }
        self.octets += octets;
        let (frame, time, sender) = (segment.frame(), segment.time(), segment.direction());
        self.told.push(Saying { frame, time, sender, fields: fields.clone() });
    }

    /// The sentences about these frames; `start` is when time begins to count.
    pub(crate) fn sentences(
        &self,
        (first, last): (u64, u64),
        start: Moment,
        language: Language,
    ) -> impl Iterator<Item = Sentence> {
        let from = self.told.partition_point(|saying| saying.frame < first);
        let to = self.told.partition_point(|saying| saying.frame <= last);
        let sayings = self.told.get(from..to).unwrap_or_default();
        sayings.iter().flat_map(move |saying| saying.told(start, language))
    }

    /// How many frames are left out where it is told up to this one; none if all are told.
    pub(crate) fn rest(&self, last: Option<u64>, language: Language) -> Option<String> {
        let told = last.map_or(0, |last| self.told.partition_point(|saying| saying.frame <= last));
        let behind = self.told.len().saturating_sub(told) as u64;
        let count = self.left_out.saturating_add(behind);
        (count > 0).then(|| say!(language, "story-says-no-more", count = count))
    }
}

impl Saying {
    /// A sentence for each dissector that said something.
    fn told(&self, start: Moment, language: Language) -> Vec<Sentence> {
        let semicolon = language.word("list-semicolon");
        let said = |much| {
            let fields = by_dissector(&self.fields, much).into_iter();
            fields
                .map(|(who, fields)| {
                    let (end, what) = (language.end(self.sender), fields.join(&semicolon));
                    say!(language, "story-says", end = end, who = who, what = what)
                })
                .collect::<Vec<_>>()
        };
        let pairs = said(Much::All).into_iter().zip(said(Much::Brief));
        pairs
            .map(|(text, brief)| Sentence {
                brief: Some(brief).filter(|brief| *brief != text),
                ..Sentence::of(Some(Place::at(self.frame, self.time)), start, text)
            })
            .collect()
    }
}
