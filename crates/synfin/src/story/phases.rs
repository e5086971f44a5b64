//! Where in the capture stands what the last chapter tells.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::note::Note;
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

use crate::observation::Observation;
use crate::picture::stroke::Stroke;
use crate::story::place::Place;

/// Where in the capture stands what the last chapter tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phases {
    /// All of the connection.
    pub(crate) whole: Option<Place>,
    /// A SYN that was captured after its answer.
    pub(crate) late_syn: Option<Place>,
    /// From the first segment with data to the last.
    pub(crate) data: Option<Place>,
    /// From the first FIN to the last segment of the close.
    pub(crate) close: Option<Place>,
    /// The segment that reset the connection, and not those that only tried to or came behind it.
    pub(crate) reset: Option<Place>,
    /// Segments that were sent again, closed a window, or showed that something was missing.
    pub(crate) trouble: Option<Place>,
    /// Holes in the stream of each end, as they were seen first.
    pub(crate) holes: [u64; 2],
    /// The segment that brought each end into the state in which it is.
    pub(crate) state: [Option<(State, Basis, Place)>; 2],
}

impl Phases {
    /// Takes the next segment of the connection.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        let (stage, step) = (segment.step().stage(), segment.step());
        Place::reach(&mut self.whole, segment);
        if segment.segment().payload_len() > 0 && brings_data(step) {
            Place::reach(&mut self.data, segment);
        }
        if step == Step::Syn && segment.notes().contains(Note::OutOfOrder) {
            self.late_syn = Some(Place::of(segment));
        }
        // In half of a close data may flow for long.
        if stage == Stage::Close {
            Place::reach(&mut self.close, segment);
        }
        // One whose effect is taken back is followed by the one that counts in the end.
        if matches!(step, Step::RstRefuse | Step::RstAbortOpen | Step::RstAbort | Step::RstStray) {
            self.reset = Some(Place::of(segment));
        }
        let notes = segment.notes();
        self.holes[segment.direction() as usize] += u64::from(notes.contains(Note::Hole));
        let is_odd =
            [Note::Hole, Note::AckUnseen, Note::ZeroWindow].into_iter().any(|note| notes.contains(note));
        if is_odd || Stroke::of(step) == Stroke::Again {
            Place::reach(&mut self.trouble, segment);
        }
        for end in Direction::BOTH {
            let (state, basis) = segment.state(end);
            let before = &mut self.state[end as usize];
            if before.is_none_or(|(was, on, _)| (was, on) != (state, basis)) {
                *before = Some((state, basis, Place::of(segment)));
            }
        }
    }

    /// The segment after which an end is in the state in which it is.
    pub(crate) fn state_since(&self, end: Direction) -> Option<Place> {
        self.state[end as usize].map(|(.., place)| place)
    }

    /// The last segment.
    pub(crate) fn last(&self) -> Option<Place> {
        self.whole.map(|whole| Place::at(whole.last_frame, whole.last_time))
    }

    /// The first segment.
    pub(crate) fn first(&self) -> Option<Place> {
        self.whole.map(|whole| Place::at(whole.first_frame, whole.first_time))
    }
}

/// Whether the payload of a segment with this step counts as data that flow: not where it only comes along as a SYN or FIN is sent
/// again, which belongs to the opening and to the close.
const fn brings_data(step: Step) -> bool {
    let asks = matches!(step, Step::KeepAlive | Step::ZeroWindowProbe);
    let repeats = matches!(
        step,
        Step::SynRetransmit
            | Step::SynDuplicate
            | Step::SynAckRetransmit
            | Step::SynAckInvalid
            | Step::FinRetransmit
    );
    !(asks || repeats || matches!(step.stage(), Stage::Reset | Stage::Outside))
}
