//! What a picture needs a word for: a legend tells of no more than what is to be seen.

use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;

use crate::picture::entry::{Content, Entry};
use crate::picture::ladder::{Ladder, Row};
use crate::picture::stroke::Stroke;

/// Something in a picture whose meaning nobody can guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// The bar of a state that is known, unless that is the end of it: then there is no bar.
    Known,
    /// The bar of one that is only assumed.
    Assumed,
    /// An arrow that is wider because it brings more.
    More,
    /// The arrow of several segments.
    Folded,
    /// What was sent before.
    Again,
    /// What asks whether the other end is there, or has room.
    Probes,
    /// What is no part of the connection's life.
    Outside,
    /// A reset.
    Reset,
    /// What was not captured.
    Missing,
    /// A silence, for which the lifelines are cut.
    Silence,
}

impl Sign {
    /// Every sign, in the order of a legend.
    pub(crate) const ALL: [Sign; 10] = [
        Sign::Known,
        Sign::Assumed,
        Sign::More,
        Sign::Folded,
        Sign::Again,
        Sign::Probes,
        Sign::Outside,
        Sign::Reset,
        Sign::Missing,
        Sign::Silence,
    ];

    /// The id of its word; a picture that shows it otherwise has another for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Sign::Known => "legend-known",
            Sign::Assumed => "legend-assumed",
            Sign::More => "legend-more",
            Sign::Folded => "legend-folded",
            Sign::Again => "legend-again",
            Sign::Probes => "legend-probes",
            Sign::Outside => "legend-outside",
            Sign::Reset => "legend-reset",
            Sign::Missing => "legend-not-captured",
            Sign::Silence => "legend-silence",
        }
    }

    /// Whether it is to be seen in a picture in which arrows whose stroke `widens` are wide from so many octets on.
    pub(crate) fn occurs(self, ladder: &Ladder, widens: impl Fn(Stroke) -> bool, wide_from: u64) -> bool {
        let mut entries = ladder.rows().iter().filter_map(|row| match row {
            Row::Entry(rung) => Some(&rung.entry),
            Row::Band(_) | Row::Gap(_) => None,
        });
        match self {
            Sign::Known => entries.any(|entry| has_bar(entry, |basis| basis > Basis::Assumed)),
            Sign::Assumed => entries.any(|entry| has_bar(entry, |basis| basis == Basis::Assumed)),
            Sign::More => entries.any(|entry| match &entry.content {
                Content::Message(message) => {
                    widens(message.stroke()) && u64::from(message.octets) >= wide_from
                }
                Content::Run(_) | Content::Missing { .. } => false,
            }),
            Sign::Folded => entries.any(|entry| matches!(entry.content, Content::Run(_))),
            Sign::Again => entries.any(|entry| has_stroke(entry, Stroke::Again)),
            Sign::Probes => entries.any(|entry| has_stroke(entry, Stroke::Probes)),
            Sign::Outside => entries.any(|entry| has_stroke(entry, Stroke::Outside)),
            Sign::Reset => entries.any(|entry| has_stroke(entry, Stroke::Resets)),
            Sign::Missing => entries.any(|entry| matches!(entry.content, Content::Missing { .. })),
            Sign::Silence => ladder.rows().iter().any(|row| match row {
                Row::Gap(_) => true,
                Row::Entry(rung) => {
                    matches!(&rung.entry.content, Content::Run(run) if run.long_silence().is_some())
                }
                Row::Band(_) => false,
            }),
        }
    }
}

fn has_bar(entry: &Entry, is: impl Fn(Basis) -> bool) -> bool {
    entry.states.iter().any(|(state, basis)| !matches!(state, State::Closed | State::Unknown) && is(*basis))
}

fn has_stroke(entry: &Entry, stroke: Stroke) -> bool {
    matches!(&entry.content, Content::Message(message) if message.stroke() == stroke)
}
