//! How long the handshake took.

use synfin_flow::step::Step;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::text::units::Span;
use crate::story::place::Place;

/// The segments that completed the handshake, as far as they came.
///
/// Where an end began anew, with another SYN or another initial sequence number, only the last beginning counts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Handshake {
    /// The last SYN; none where it was captured after its answer.
    syn: Option<Place>,
    /// The SYN that was answered, and the first answer to it.
    answered: Option<(Place, Place)>,
    /// The last time that this answer came.
    answer: Option<Place>,
    /// Both ends sent a SYN before any SYN-ACK.
    is_crossed: bool,
    /// What acknowledges the answer.
    completed: Option<Place>,
}

impl Handshake {
    /// Takes the next segment of the connection.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        if self.completed.is_some() {
            return;
        }
        let here = Place::of(segment);
        match segment.step() {
            Step::Syn if self.answer.is_none() => self.syn = Some(here),
            Step::SynRetransmit => self.syn = Some(here),
            Step::SynCrossed => {
                self.is_crossed = true;
                self.begin(here);
            }
            Step::SynAck if !self.is_crossed => self.begin(here),
            Step::SynAckRetransmit if !self.is_crossed && self.was_asked_again() => self.begin(here),
            Step::SynAckRetransmit => self.answer = Some(here),
            Step::HandshakeAck => self.completed = Some(here),
            _ => {}
        }
    }

    /// The last SYN is answered here for the first time.
    fn begin(&mut self, here: Place) {
        self.answered = self.syn.map(|syn| (syn, here));
        self.answer = Some(here);
    }

    /// Whether a SYN came behind the last answer.
    fn was_asked_again(&self) -> bool {
        let last = [self.syn, self.answer].map(|place| place.map(|place| place.last_frame));
        last[0] > last[1]
    }

    /// The frame that completed it.
    pub(crate) fn completed_in(&self) -> Option<u64> {
        self.completed.map(|place| place.first_frame)
    }

    /// How long it took on each side of the capture, and from where to where; none where that was not seen whole, or the clock went
    /// backwards.
    pub(crate) fn sentence(&self, language: Language) -> Option<(Place, String)> {
        let ((syn, first), last, completed) = (self.answered?, self.answer?, self.completed?);
        let times = [syn, first, last, completed].map(|place| place.first_time);
        if !times.is_sorted() {
            return None;
        }
        let [asked, answered, answered_last, done] = times;
        let whole = syn.and(completed);
        let both = Span(done.since(asked));
        if self.is_crossed {
            return Some((whole, say!(language, "story-handshake-took", both = both)));
        }
        let (server, client) = (Span(answered.since(asked)), Span(done.since(answered_last)));
        let again = u64::from(last != first);
        let told =
            say!(language, "story-round-trips", both = both, server = server, client = client, again = again);
        Some((whole, told))
    }
}
