//! Times in which nothing came.

use core::time::Duration;

use synfin_flow::time::Moment;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::units::Span;

/// From when on it is told that nothing came.
pub(crate) const SILENCE: Duration = Duration::from_secs(1);

/// A silence, if it is one that is told.
pub(crate) fn between(before: Moment, next: Moment) -> Option<Duration> {
    Some(next.since(before)).filter(|silence| *silence >= SILENCE)
}

/// The silences within a run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Silences {
    count: u64,
    longest: Duration,
    /// The frame that ended the longest.
    frame: u64,
}

impl Silences {
    /// This frame came after that one.
    pub(crate) fn hear(&mut self, before: Moment, next: Moment, frame: u64) {
        let Some(silence) = between(before, next) else { return };
        self.count += 1;
        if silence > self.longest {
            (self.longest, self.frame) = (silence, frame);
        }
    }

    /// The silences in a sentence; none if there were none.
    pub(crate) fn sentence(&self, language: Language) -> Option<String> {
        let Silences { count, longest, frame } = *self;
        (count > 0).then(|| say!(language, "run-silence", count = count, span = Span(longest), frame = frame))
    }
}
