//! Listens to a connection, and tells its story.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::stage::Stage;
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::text::units::Span;
use crate::story::agreement::Agreement;
use crate::story::ending;
use crate::story::handshake::Handshake;
use crate::story::phases::Phases;
use crate::story::place::Place;
use crate::story::run::Run;
use crate::story::sayings::Sayings;
use crate::story::sentence::{Chapter, Sentence, Story};
use crate::story::silence;

/// Most parts that a story keeps; what comes behind is counted, and told as so many segments more.
pub const MAX_PARTS: usize = 4096;

/// The ids of the titles, one a stage, in the order of [`Stage::ALL`].
const TITLES: [&str; Stage::ALL.len()] =
    ["chapter-open", "chapter-transfer", "chapter-close", "chapter-reset", "chapter-outside"];

/// Listens to the observations of one connection, in order, and tells its story.
///
/// ```
/// use synfin::{analyzer::Analyzer, story::teller::Storyteller};
///
/// let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
/// let (mut analyzer, mut teller) = (Analyzer::default(), Storyteller::default());
/// let mut capture = synfin::capture::open::open(path)?;
/// while let Some(record) = capture.next_record()? {
///     if let Some(segment) = analyzer.observe(&record) {
///         teller.hear(&segment);
///     }
/// }
/// analyzer.finish();
/// let story = teller.tell(&analyzer.pop_ended().expect("the sample holds one connection"));
/// let titles: Vec<_> = story.chapters.iter().map(|chapter| &*chapter.title).collect();
/// assert_eq!(titles, ["Opening", "Data", "Close", "In the end"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Storyteller {
    language: Language,
    parts: Vec<Part>,
    left_out: u64,
    /// Where that stands.
    left_out_place: Option<Place>,
    start: Option<Moment>,
    agreement: Agreement,
    handshake: Handshake,
    phases: Phases,
    sayings: Sayings,
    states: Option<States>,
    /// The headers around the first segment's packet, in words; empty when there are none.
    around: String,
}

type States = [(State, Basis); 2];

/// One segment that moves the connection, or several that do not.
#[derive(Debug)]
enum Part {
    Segment { stage: Stage, place: Place, text: String },
    Run(Box<Run>),
}

impl Part {
    const fn stage(&self) -> Stage {
        match self {
            Part::Segment { stage, .. } => *stage,
            Part::Run(_) => Stage::Transfer,
        }
    }

    const fn place(&self) -> Place {
        match self {
            Part::Segment { place, .. } => *place,
            Part::Run(run) => run.place,
        }
    }

    fn sentence(&self, language: Language) -> String {
        match self {
            Part::Segment { text, .. } => text.clone(),
            Part::Run(run) => run.sentence(language),
        }
    }
}

/// Nanoseconds from the first segment on; negative when the clock went backwards.
const fn after(start: Moment, time: Moment) -> i64 {
    time.0.saturating_sub(start.0)
}

impl Storyteller {
    /// Tells it in this language.
    pub fn new(language: Language) -> Storyteller {
        Storyteller { language, ..Storyteller::default() }
    }

    /// Takes the next segment of the connection; what dissectors told with it if it comes [with
    /// that](crate::analyzer::Analyzer::with_fields).
    pub fn hear(&mut self, segment: &Observation<'_>) {
        if self.start.is_none() {
            self.start = Some(segment.time());
            let layers: Vec<String> = segment.layers().iter().map(|layer| layer.to_string()).collect();
            self.around = layers.join(", ");
        }
        self.agreement.hear(segment);
        self.handshake.hear(segment);
        self.phases.hear(segment);
        self.sayings.hear(segment);
        let states = Direction::BOTH.map(|end| segment.state(end));
        let before = self.states.replace(states);
        // What moves an end is told by itself, and so is a FIN that ends nothing.
        let moves = before.is_some_and(|before| moved(before, states));
        if Run::takes(segment.step()) && !moves && !segment.flags().fin() {
            if let Some(Part::Run(run)) = self.parts.last_mut()
                && self.left_out == 0
            {
                return run.add(segment);
            }
            return self.add(segment, || Part::Run(Box::new(Run::new(segment))));
        }
        let language = self.language;
        self.add(segment, || Part::Segment {
            stage: segment.step().stage(),
            place: Place::of(segment),
            text: told(segment, before, states, language),
        });
    }

    fn add(&mut self, segment: &Observation<'_>, part: impl FnOnce() -> Part) {
        if self.parts.len() < MAX_PARTS {
            self.parts.push(part());
        } else {
            self.left_out += 1;
            Place::reach(&mut self.left_out_place, segment);
        }
    }

    /// Tells the story; `flow` is the summary of the connection that was listened to.
    pub fn tell(&self, flow: &FlowSummary) -> Story {
        let language = self.language;
        let start = self.start.unwrap_or_default();
        let mut chapters: Vec<Chapter> = Vec::new();
        let of = |place, text| Sentence::of(Some(place), start, text);
        let mut before: Option<Place> = None;
        let mut whole: Option<Place> = None;
        let mut agreement = self.agreement.sentence(language);
        let mut around = Some(&self.around).filter(|around| !around.is_empty());
        for part in &self.parts {
            let place = part.place();
            if let (Some(before), Some(chapter)) = (before, chapters.last_mut())
                && let Some(silence) = silence::between(before.last_time, place.first_time)
            {
                let between =
                    Place { last_frame: place.first_frame, ..Place::at(before.last_frame, before.last_time) };
                let text = say!(language, "story-silence", span = Span(silence));
                chapter.sentences.push(of(between, text));
            }
            before = Some(place);
            let title = language.word(TITLES[part.stage() as usize]);
            if chapters.last().is_none_or(|chapter| chapter.title != title) {
                whole = None;
                chapters.push(Chapter::of_all(title, Vec::new()));
            }
            let Some(chapter) = chapters.last_mut() else { continue };
            chapter.sentences.push(of(place, part.sentence(language)));
            let all = whole.map_or(place, |whole| whole.and(place));
            whole = Some(all);
            chapter.after = Some(after(start, all.first_time));
            chapter.lasted = Some(after(all.first_time, all.last_time).unsigned_abs());
            let frames = (place.first_frame, place.last_frame);
            chapter.sentences.extend(self.sayings.sentences(frames, start, language));
            if let Some(around) = around.take() {
                let text = say!(language, "story-around", layers = around.as_str());
                chapter.sentences.push(of(Place::at(place.first_frame, place.first_time), text));
            }
            if let Some((offers, text)) =
                agreement.take_if(|(offers, _)| offers.last_frame == place.first_frame)
            {
                chapter.sentences.push(of(offers, text));
            }
            if self.handshake.completed_in() == Some(place.first_frame) {
                chapter.sentences.extend(self.handshake.sentence(language).map(|(all, text)| of(all, text)));
            }
        }
        if self.left_out > 0 {
            let text = say!(language, "story-left-out", count = self.left_out);
            let title = language.word("chapter-rest");
            chapters.push(Chapter::of_all(title, vec![Sentence::of(self.left_out_place, start, text)]));
        }
        let title = language.word("chapter-end");
        let last = self.parts.last().map(|part| part.place().last_frame);
        let unsaid = self.sayings.rest(last, language);
        let unsaid = unsaid.map(|text| Sentence::of(self.phases.whole, start, text));
        let sentences = ending::sentences(flow, &self.phases, start, language).chain(unsaid).collect();
        chapters.push(Chapter::of_all(title, sentences));
        Story { flow: flow.number(), chapters }
    }
}

/// Whether one end is in another state than before, on whatever grounds.
fn moved(before: States, after: States) -> bool {
    before.iter().zip(after).any(|((before, _), (after, _))| *before != after)
}

/// One segment in a sentence: who, what, why; and the states that it changed or made certain.
fn told(segment: &Observation<'_>, before: Option<States>, after: States, language: Language) -> String {
    let notes = segment.notes().iter();
    let notes: String = notes.map(|note| say!(language, "story-note", note = language.note(note))).collect();
    let told = say!(
        language,
        "story-segment",
        end = language.end(segment.direction()),
        label = language.label(segment.step()),
        reason = language.reason(segment.verdict()).to_string(),
        notes = notes,
    );
    let [first, second] = Direction::BOTH.map(|end| news(end, before, after, language));
    let now = match (first, second) {
        (Some(first), Some(second)) => say!(language, "story-now-both", first = first, second = second),
        (Some(one), None) | (None, Some(one)) => say!(language, "story-now", state = one),
        (None, None) => return told,
    };
    say!(language, "two-sentences", first = told, second = now)
}

/// In which state one end is, if that changed or became certain.
fn news(end: Direction, before: Option<States>, after: States, language: Language) -> Option<String> {
    let (state, basis) = after[end as usize];
    let (state_before, basis_before) =
        before.map_or((State::Unknown, Basis::Unknown), |before| before[end as usize]);
    let certain = basis > Basis::Assumed;
    let is_news = state != state_before || certain && basis_before <= Basis::Assumed;
    let (end, name) = (language.end(end), state.name());
    (is_news && basis != Basis::Unknown).then(|| match (certain, state == state_before) {
        (true, true) => say!(language, "story-state-certain", end = end, state = name),
        (true, false) => say!(language, "story-state", end = end, state = name),
        (false, _) => say!(language, "story-state-assumed", end = end, state = name),
    })
}
