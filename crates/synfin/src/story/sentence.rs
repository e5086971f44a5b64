//! A story: chapters of sentences.

use std::borrow::Cow;

use serde::Serialize;
use synfin_flow::time::Moment;

use crate::story::place::Place;

/// The story of one connection.
#[derive(Clone, Debug, Serialize)]
pub struct Story {
    /// The number of the connection.
    pub flow: u64,
    /// Its parts, in order.
    pub chapters: Vec<Chapter>,
}

/// Sentences that belong to one part of the connection's life.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// What part.
    pub title: Cow<'static, str>,
    /// Nanoseconds from the connection's first segment to the first of this part; none where it tells of the whole connection.
    pub after: Option<i64>,
    /// Nanoseconds from the first segment of this part to its last.
    pub lasted: Option<u64>,
    /// In capture order.
    pub sentences: Vec<Sentence>,
}

impl Chapter {
    /// A chapter about the whole connection.
    pub(crate) const fn of_all(title: Cow<'static, str>, sentences: Vec<Sentence>) -> Chapter {
        Chapter { title, after: None, lasted: None, sentences }
    }
}

/// One sentence, and the frames that it tells of.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// The first frame; of a silence, the last one before it.
    pub first_frame: Option<u64>,
    /// The last frame; of a silence, the first one behind it.
    pub last_frame: Option<u64>,
    /// Nanoseconds from the connection's first segment to the first of these frames.
    pub after: Option<i64>,
    /// The sentence.
    pub text: String,
    /// The same with long values cut, for people; none where nothing is to be cut.
    #[serde(skip)]
    pub(crate) brief: Option<String>,
}

impl Sentence {
    /// A sentence about what stands there, if that is known; `start` is when time begins to count.
    pub(crate) fn of(place: Option<Place>, start: Moment, text: String) -> Sentence {
        Sentence {
            first_frame: place.map(|place| place.first_frame),
            last_frame: place.map(|place| place.last_frame),
            // Negative when the clock went backwards.
            after: place.map(|place| place.first_time.0.saturating_sub(start.0)),
            text,
            brief: None,
        }
    }

    /// The sentence as people like to read it: of long values from payload, the beginning.
    pub fn brief(&self) -> &str {
        self.brief.as_deref().unwrap_or(&self.text)
    }
}
