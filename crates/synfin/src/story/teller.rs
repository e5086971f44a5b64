//! Listens to a connection, and tells its story.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::text::units::Span;
use crate::story::agreement::Agreement;
use crate::story::ending;
use crate::story::phases::Phases;
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
    start: Option<Moment>,
    agreement: Agreement,
    handshake: Option<(u64, Moment)>,
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
    Segment { stage: Stage, frame: u64, time: Moment, text: String },
    Run(Box<Run>),
}

impl Part {
    /// Its stage, its first frame and its last, and when these came.
    const fn place(&self) -> (Stage, (u64, u64), (Moment, Moment)) {
        match self {
            Part::Segment { stage, frame, time, .. } => (*stage, (*frame, *frame), (*time, *time)),
            Part::Run(run) => {
                (Stage::Transfer, (run.first_frame, run.last_frame), (run.first_time, run.last_time))
            }
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
            return self.add(|| Part::Run(Box::new(Run::new(segment))));
        }
        if segment.step() == Step::HandshakeAck {
            self.handshake.get_or_insert((segment.frame(), segment.time()));
        }
        let language = self.language;
        self.add(|| Part::Segment {
            stage: segment.step().stage(),
            frame: segment.frame(),
            time: segment.time(),
            text: told(segment, before, states, language),
        });
    }

    fn add(&mut self, part: impl FnOnce() -> Part) {
        if self.parts.len() < MAX_PARTS {
            self.parts.push(part());
        } else {
            self.left_out += 1;
        }
    }

    /// Tells the story; `flow` is the summary of the connection that was listened to.
    pub fn tell(&self, flow: &FlowSummary) -> Story {
        let language = self.language;
        let start = self.start.unwrap_or_default();
        let mut chapters: Vec<Chapter> = Vec::new();
        let mut before: Option<Moment> = None;
        let mut agreement = self.agreement.sentence(language);
        let mut around = Some(&self.around).filter(|around| !around.is_empty());
        for part in &self.parts {
            let (stage, (first_frame, last_frame), (time, last_time)) = part.place();
            if let (Some(before), Some(chapter)) = (before, chapters.last_mut())
                && let Some(silence) = silence::between(before, time)
            {
                let text = say!(language, "story-silence", span = Span(silence));
                chapter.sentences.push(Sentence::of_silence(after(start, before), text));
            }
            before = Some(last_time);
            let sentence = Sentence {
                first_frame: Some(first_frame),
                last_frame: Some(last_frame),
                after: Some(after(start, time)),
                text: part.sentence(language),
                brief: None,
            };
            let title = language.word(TITLES[stage as usize]);
            if chapters.last().is_none_or(|chapter| chapter.title != title) {
                let after = Some(after(start, time));
                chapters.push(Chapter { title, after, lasted: None, sentences: Vec::new() });
            }
            let Some(chapter) = chapters.last_mut() else { continue };
            chapter.sentences.push(sentence);
            let began = chapter.after.unwrap_or_default();
            let lasted = after(start, last_time).saturating_sub(began).max(0).unsigned_abs();
            chapter.lasted = chapter.lasted.max(Some(lasted));
            chapter.sentences.extend(self.sayings.sentences((first_frame, last_frame), start, language));
            if let Some(around) = around.take() {
                chapter.sentences.push(Sentence::of_all(say!(
                    language,
                    "story-around",
                    layers = around.as_str()
                )));
            }
            if let Some((_, text)) = agreement.take_if(|(frame, _)| *frame == first_frame) {
                chapter.sentences.push(Sentence::of_all(text));
            }
            if self.handshake.is_some_and(|(frame, _)| frame == first_frame) {
                chapter.sentences.extend(round_trips(flow, language).map(Sentence::of_all));
            }
        }
        if self.left_out > 0 {
            let text = say!(language, "story-left-out", count = self.left_out);
            let title = language.word("chapter-rest");
            chapters.push(Chapter::of_all(title, vec![Sentence::of_all(text)]));
        }
        let title = language.word("chapter-end");
        let last = self.parts.last().map(|part| part.place().1.1);
        let unsaid = self.sayings.rest(last, language).map(Sentence::of_all);
        let sentences = ending::sentences(flow, self.phases, language).chain(unsaid).collect();
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

/// How long the handshake took on each side of the capture.
fn round_trips(flow: &FlowSummary, language: Language) -> Option<String> {
    let (server, client) = (flow.handshake_rtt_server()?, flow.handshake_rtt_client()?);
    let both = Span(server.saturating_add(client));
    let (server, client) = (Span(server), Span(client));
    Some(say!(language, "story-round-trips", both = both, server = server, client = client))
}
