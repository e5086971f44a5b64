//! Segments in a row, drawn as one.

use core::time::Duration;

use synfin_flow::direction::Direction;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::picture::message::Message;
use crate::picture::stroke::Stroke;
use crate::report::text::units::{Octets, Span};

/// A silence from which on the lifelines are cut, and a turn ends.
pub const GAP: Duration = Duration::from_millis(500);

/// Why segments were folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// This end sends data, the other one acknowledges.
    Turn(Direction),
    /// Both ends speak by turns.
    Dialogue,
    /// The picture has no room for the middle of the connection; anything can be in it.
    Middle,
}

/// Segments in a row, counted; arrays hold the originator's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Why they were folded.
    pub folded: Folded,
    /// The first frame.
    pub first_frame: u64,
    /// The last frame.
    pub last_frame: u64,
    /// When the first was captured.
    pub first_time: Moment,
    /// When the last was captured.
    pub last_time: Moment,
    /// Who sent the first segment; none as long as nothing but missing octets was counted.
    pub first_sender: Option<Direction>,
    /// The longest time in which nothing came.
    pub silence: Duration,
    /// Segments that each end sent.
    pub segments: [u64; 2],
    /// Octets of payload that each end sent, repetitions included.
    pub octets: [u64; 2],
    /// Segments of each end that were sent before.
    pub again: [u64; 2],
    /// Resets of each end.
    pub resets: [u64; 2],
    /// Octets of each end that were missing when what came behind them did.
    pub missing: [u64; 2],
    /// Segments of each end with data toward an end that had sent its FIN.
    pub half_closed: [u64; 2],
}

impl Run {
    /// A run that begins with this frame, and counts nothing so far.
    pub fn new(folded: Folded, frame: u64, time: Moment) -> Run {
        Run {
            folded,
            first_frame: frame,
            last_frame: frame,
            first_time: time,
            last_time: time,
            first_sender: None,
            silence: Duration::ZERO,
            segments: [0; 2],
            octets: [0; 2],
            again: [0; 2],
            resets: [0; 2],
            missing: [0; 2],
            half_closed: [0; 2],
        }
    }

    /// Takes the next segment.
    pub fn add(&mut self, message: &Message) {
        let end = message.verdict.sender as usize;
        self.silence = self.silence.max(message.time.since(self.last_time));
        self.last_frame = message.frame;
        self.last_time = message.time;
        self.first_sender = self.first_sender.or(Some(message.verdict.sender));
        self.segments[end] += 1;
        self.octets[end] = self.octets[end].saturating_add(message.octets.into());
        self.again[end] += u64::from(message.stroke() == Stroke::Again);
        self.resets[end] += u64::from(message.stroke() == Stroke::Resets);
        self.half_closed[end] += u64::from(message.verdict.step == Step::DataHalfClosed);
    }

    /// Takes all of a run that follows.
    pub fn join(&mut self, next: &Run) {
        self.first_sender = self.first_sender.or(next.first_sender);
        self.silence = self.silence.max(next.silence).max(next.first_time.since(self.last_time));
        self.last_frame = next.last_frame;
        self.last_time = next.last_time;
        for (sum, more) in [
            (&mut self.segments, next.segments),
            (&mut self.octets, next.octets),
            (&mut self.again, next.again),
            (&mut self.resets, next.resets),
            (&mut self.missing, next.missing),
            (&mut self.half_closed, next.half_closed),
        ] {
            sum[0] = sum[0].saturating_add(more[0]);
            sum[1] = sum[1].saturating_add(more[1]);
        }
    }

    /// The ends whose arrows are drawn, who sent first first: in a turn only the one that sends data.
    pub fn senders(&self) -> impl Iterator<Item = Direction> {
        let alone = match self.folded {
            Folded::Turn(sender) => Some(sender),
            Folded::Dialogue | Folded::Middle => None,
        };
        let segments = self.segments;
        let first = self.first_sender.unwrap_or(Direction::Originator);
        [first, first.opposite()].into_iter().filter(move |end| match alone {
            Some(sender) => sender == *end,
            None => segments[*end as usize] > 0,
        })
    }

    /// `214 segments, 291.0 kB`
    pub fn amount(&self, of: Direction, language: Language) -> String {
        let (count, octets) = (self.segments[of as usize], Octets(self.octets[of as usize]));
        say!(language, "amount", count = count, octets = octets)
    }

    /// What stands at the arrow of one end: the time at the first one, and what is remarkable; empty when nothing is.
    pub fn remarks(&self, of: Direction, language: Language) -> String {
        let time = (self.senders().next() == Some(of)).then(|| self.time(language));
        let remarks = time.into_iter().chain([self.aside(of, language)]).filter(|words| !words.is_empty());
        listed(&remarks.collect::<Vec<_>>(), language)
    }

    /// The longest time in which nothing came, if the lifelines are cut for it.
    pub fn long_silence(&self) -> Option<Duration> {
        Some(self.silence).filter(|silence| *silence >= GAP)
    }

    /// `within 12.725 s`, and the longest silence in it if that is one.
    pub fn time(&self, language: Language) -> String {
        let span = Span(self.last_time.since(self.first_time));
        match self.long_silence() {
            Some(silence) => say!(language, "within-silent", span = span, silence = Span(silence)),
            None => say!(language, "within", span = span),
        }
    }

    /// What is remarkable in what one end sent, in a few words, and in a turn what the other end answered; empty when nothing is.
    pub fn aside(&self, of: Direction, language: Language) -> String {
        let end = of as usize;
        let answers = match self.folded {
            Folded::Turn(sender) => self.segments[sender.opposite() as usize],
            Folded::Dialogue | Folded::Middle => 0,
        };
        let (again, resets, missing) = (self.again[end], self.resets[end], self.missing[end]);
        let told = [
            (self.half_closed[end] > 0).then(|| language.word("ladder-half-closed").into_owned()),
            (answers > 0).then(|| say!(language, "acknowledgements-back", count = answers)),
            (again > 0).then(|| say!(language, "sent-again", count = again)),
            (missing > 0).then(|| say!(language, "missing-at-first", octets = Octets(missing))),
            (resets > 0).then(|| say!(language, "resets", count = resets)),
        ];
        listed(&told.into_iter().flatten().collect::<Vec<_>>(), language)
    }
}
