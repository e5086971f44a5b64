//! A story: chapters of sentences.

use std::borrow::Cow;

use serde::Serialize;

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
    /// In capture order.
    pub sentences: Vec<Sentence>,
}

/// One sentence, and the frames that it tells of.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// The first frame; none when it tells of the whole connection.
    pub first_frame: Option<u64>,
    /// The last frame.
    pub last_frame: Option<u64>,
    /// Nanoseconds from the connection's first segment to the first of these frames.
    pub after: Option<i64>,
    /// The sentence.
    pub text: String,
}

impl Sentence {
    /// A sentence about the whole connection.
    pub(crate) fn of_all(text: String) -> Sentence {
        Sentence { first_frame: None, last_frame: None, after: None, text }
    }
}
