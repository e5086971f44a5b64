//! The words of closed lists in each language: looked up once, then as near as those of the enum itself.

use std::borrow::Cow;
use std::sync::OnceLock;

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::note::Note;
use synfin_flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Start};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;

use crate::language::catalogue::catalogue;
use crate::language::language::Language;
use crate::picture::entry::Band;
use crate::report::stats::section::Section;

type Word = Cow<'static, str>;

/// Declares the lists: how a word is asked for, the list's own enum with all of it, how the ids of its messages begin before the
/// name of the variant, and the English.
macro_rules! words {
    ($($(#[$meta:meta])* $ask:ident: $list:ty, $all:ident = $begins:literal, $english:expr;)*) => {
        /// Every list in one language.
        struct Words { $($ask: Vec<Word>,)* }

        impl Words {
            fn new(language: Language) -> Words {
                Words { $($ask: column(language, &<$list>::$all, $begins, <$list>::name, $english),)* }
            }
        }

        impl Language {
            $($(#[$meta])*
            pub fn $ask(self, of: $list) -> &'static str {
                words(self).$ask.get(of as usize).map_or_else(|| of.name(), |word| word)
            })*
        }

        /// The ids of all their messages.
        #[cfg(test)]
        pub(crate) fn ids() -> Vec<String> {
            let mut ids = Vec::new();
            $(ids.extend(<$list>::$all.map(|one| id($begins, one.name())));)*
            ids
        }
    };
}

words! {
    /// A step in a few words for people.
    label: Step, ALL = "label", |step| step.label().into();
    /// A note.
    note: Note, ALL = "note", |note| note.name().into();
    /// What became of a connection: `reset by initiator`.
    outcome: Outcome, ALL = "outcome", |outcome| outcome.name().to_lowercase().replace('_', " ").into();
    /// The same in 13 columns at most: `reset →`, where `→` is the originator, and `←` the responder.
    outcome_in_brief: Outcome, ALL = "brief", |outcome| in_brief(outcome).into();
    /// How it was opened: `three-way open`.
    open_kind: OpenKind, ALL = "open", |kind| format!("{} open", kind.name()).into();
    /// How it was closed: `four-segment close`.
    close_kind: CloseKind, ALL = "close", |kind| format!("{} close", kind.name()).into();
    /// With what the capture of it begins, unless that is its SYN: `from midstream on`.
    start: Start, ALL = "start", |start| format!("from {} on", start.name()).into();
    /// Why it is followed no more: `idle, no longer followed`.
    ended: Ended, ALL = "ended", |ended| left(ended).into();
    /// One end of a connection: `originator`.
    end: Direction, BOTH = "end", |end| end.name().into();
    /// Who sent the first FIN: `originator first`.
    first_closer: Direction, BOTH = "first-closer", |end| format!("{} first", end.name()).into();
    /// Who waits: `originator in TIME-WAIT`.
    in_time_wait: Direction, BOTH = "time-wait", |end| format!("{} in TIME-WAIT", end.name()).into();
    /// On what grounds a state is told: `assumed`.
    basis: Basis, ALL = "basis", |basis| basis.name().into();
    /// A part of the life of a connection: `transfer`.
    stage: Stage, ALL = "stage", |stage| stage.name().into();
    /// A part of a picture: `handshake`.
    band: Band, ALL = "band", |band| band.name().into();
}

/// What became of a connection, where there is little room.
const fn in_brief(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Probe => "probe",
        Outcome::ProbeAnsweredByReset => "probe, reset",
        Outcome::Refused => "refused",
        Outcome::AbortedOpenByInitiator => "aborted →",
        Outcome::AbortedOpenByResponder => "aborted ←",
        Outcome::ResetByInitiator => "reset →",
        Outcome::ResetByResponder => "reset ←",
        Outcome::Closed => "closed",
        Outcome::Closing => "closing",
        Outcome::HalfClosedByInitiator => "half closed →",
        Outcome::HalfClosedByResponder => "half closed ←",
        Outcome::NoReply => "no reply",
        Outcome::HalfOpen => "half open",
        Outcome::Open => "open",
        Outcome::StrayReset => "stray reset",
    }
}

/// Why a connection is followed no more. Nothing of it is a failure.
const fn left(ended: Ended) -> &'static str {
    match ended {
        Ended::EndOfInput => "followed to the end",
        Ended::Timeout => "idle, no longer followed",
        Ended::Evicted => "made place for others",
        Ended::Reused => "its ports were used again",
    }
}

/// One a language.
static WORDS: [OnceLock<Words>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];

fn words(language: Language) -> &'static Words {
    WORDS[language as usize].get_or_init(|| Words::new(language))
}

impl Language {
    /// The heading of a section of the accounts; in English, the section's own.
    pub(crate) fn heading(self, section: &Section) -> Cow<'static, str> {
        let told = (self != Language::English).then(|| catalogue(self).word(&id("stats", section.name)));
        told.flatten().unwrap_or(Cow::Borrowed(section.heading))
    }
}

/// One list in one language; what the catalogue lacks is told in English.
fn column<T: Copy>(
    language: Language,
    all: &[T],
    begins: &str,
    name: fn(T) -> &'static str,
    english: fn(T) -> Word,
) -> Vec<Word> {
    let told = |one: &T| {
        if language == Language::English { None } else { catalogue(language).word(&id(begins, name(*one))) }
    };
    all.iter().map(|one| told(one).unwrap_or_else(|| english(*one))).collect()
}

/// The id of the message of one word.
fn id(begins: &str, name: &str) -> String {
    format!("{begins}-{name}")
}
