//! Words of a closed list, by their numbers.

use synfin_flow::compat::zeek_conn_state::ConnState;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Roles, Start};
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_wire::checksum::{ChecksumStatus, Unverified};

use crate::column::value::Value;
use crate::language::language::Language;
use crate::observation::Checksum;

/// The number of no word.
pub const NO_WORD: u8 = u8::MAX;

/// Words of one closed list, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(crate) numbers: Vec<u8>,
    /// The words that the numbers stand for; none before the first was gathered.
    pub(crate) list: Option<fn(u8) -> &'static str>,
    /// In which language they are labels, where they are labels in another one than English.
    pub(crate) labels_in: Option<Language>,
}

impl Words {
    /// The numbers; [`NO_WORD`] where there is no word.
    pub fn numbers(&self) -> &[u8] {
        &self.numbers
    }

    /// Begins anew, in the memory that there is.
    pub fn clear(&mut self) {
        self.numbers.clear();
    }

    /// The word of a number; empty for a number that no word has. Two numbers may have the same word.
    pub fn word(&self, number: u8) -> &'static str {
        match self.labels_in {
            Some(language) => Step::ALL.get(usize::from(number)).map_or("", |step| language.label(*step)),
            None => self.list.map_or("", |word| word(number)),
        }
    }
}

/// One of a closed list of words.
pub(crate) trait Word: Copy {
    /// Its number in the list, below [`NO_WORD`].
    fn number(self) -> u8;
    /// The word of a number; empty for a number that no word has.
    fn of_number(number: u8) -> &'static str;
}

/// Enums whose variants are all in one list, in the order of their numbers.
macro_rules! words {
    ($($word:ident: $all:ident;)*) => {
        $(
            impl Word for $word {
                #[inline]
                fn number(self) -> u8 {
                    self as u8
                }

                fn of_number(number: u8) -> &'static str {
                    $word::$all.get(usize::from(number)).map_or("", |word| word.name())
                }
            }

            impl From<$word> for Value<'_> {
                #[inline]
                fn from(word: $word) -> Self {
                    Value::Word(word.name())
                }
            }
        )*

        #[cfg(test)]
        fn each_list() -> Vec<(&'static str, Vec<(u8, u8, &'static str, &'static str)>)> {
            vec![$((stringify!($word), (0_u8..).zip($word::$all).map(|(place, word)| {
                (place, word.number(), word.name(), $word::of_number(place))
            }).collect())),*]
        }
    };
}

words! {
    Basis: ALL;
    CloseKind: ALL;
    ConnState: ALL;
    Direction: BOTH;
    Ended: ALL;
    OpenKind: ALL;
    Outcome: ALL;
    Roles: ALL;
    Stage: ALL;
    Start: ALL;
    State: ALL;
    Step: ALL;
}

/// A step, by its label for people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label(pub(crate) Step);

impl Word for Label {
    #[inline]
    fn number(self) -> u8 {
        self.0 as u8
    }

    fn of_number(number: u8) -> &'static str {
        Step::ALL.get(usize::from(number)).map_or("", |step| step.label())
    }
}

impl From<Label> for Value<'_> {
    #[inline]
    fn from(Label(step): Label) -> Self {
        Value::Word(step.label())
    }
}

/// A step, by its label in a language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LabelIn(pub(crate) Step, pub(crate) Language);

impl From<LabelIn> for Value<'_> {
    #[inline]
    fn from(LabelIn(step, language): LabelIn) -> Self {
        Value::Word(language.label(step))
    }
}

/// What became of a checksum, in the order of their numbers.
const CHECKSUMS: [&str; 3] = ["good", "bad", "unverified"];

impl Word for Checksum {
    #[inline]
    fn number(self) -> u8 {
        match self {
            Checksum::Checked(ChecksumStatus::Good) => 0,
            Checksum::Checked(ChecksumStatus::Bad { .. }) => 1,
            Checksum::Checked(ChecksumStatus::Unverified(_)) | Checksum::NotAsked => 2,
        }
    }

    fn of_number(number: u8) -> &'static str {
        CHECKSUMS.get(usize::from(number)).copied().unwrap_or_default()
    }
}

impl From<Checksum> for Value<'_> {
    #[inline]
    fn from(checksum: Checksum) -> Self {
        Value::Word(checksum.name())
    }
}

/// Why a checksum was not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhyUnverified {
    NotAsked,
    Because(Unverified),
}

impl WhyUnverified {
    const ALL: [WhyUnverified; 5] = [
        WhyUnverified::NotAsked,
        WhyUnverified::Because(Unverified::Truncated),
        WhyUnverified::Because(Unverified::Fragment),
        WhyUnverified::Because(Unverified::Offloaded),
        WhyUnverified::Because(Unverified::Zero),
    ];

    /// Of a checksum that was not verified.
    #[inline]
    pub(crate) const fn of(checksum: Checksum) -> Option<WhyUnverified> {
        match checksum {
            Checksum::NotAsked => Some(WhyUnverified::NotAsked),
            Checksum::Checked(ChecksumStatus::Unverified(why)) => Some(WhyUnverified::Because(why)),
            Checksum::Checked(_) => None,
        }
    }

    const fn checksum(self) -> Checksum {
        match self {
            WhyUnverified::NotAsked => Checksum::NotAsked,
            WhyUnverified::Because(why) => Checksum::Checked(ChecksumStatus::Unverified(why)),
        }
    }

    fn name(self) -> &'static str {
        self.checksum().why_unverified().unwrap_or_default()
    }
}

impl Word for WhyUnverified {
    #[inline]
    fn number(self) -> u8 {
        match self {
            WhyUnverified::NotAsked => 0,
            WhyUnverified::Because(why) => 1 + why as u8,
        }
    }

    fn of_number(number: u8) -> &'static str {
        WhyUnverified::ALL.get(usize::from(number)).map_or("", |why| why.name())
    }
}

impl From<WhyUnverified> for Value<'_> {
    #[inline]
    fn from(why: WhyUnverified) -> Self {
        Value::Word(why.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, NO_WORD, WhyUnverified, Word, each_list};
    use crate::observation::Checksum;
    use synfin_flow::step::Step;
    use synfin_wire::checksum::ChecksumStatus;

    #[test]
    fn every_word_has_the_number_of_its_place_and_is_found_by_it() {
        for (list, words) in each_list() {
            assert!(words.len() < usize::from(NO_WORD) && !words.is_empty(), "{list}");
            for (place, number, name, found) in words {
                assert_eq!((place, name), (number, found), "{list}");
            }
        }
        for step in Step::ALL {
            assert_eq!(Label::of_number(Label(step).number()), step.label());
        }
        for why in WhyUnverified::ALL {
            assert_eq!(WhyUnverified::of_number(why.number()), why.name());
            assert_eq!(WhyUnverified::of(why.checksum()), Some(why));
        }
    }

    #[test]
    fn a_checksum_is_called_as_it_calls_itself() {
        let verified = [ChecksumStatus::Good, ChecksumStatus::Bad { expected: 7 }].map(Checksum::Checked);
        for checksum in verified.into_iter().chain(WhyUnverified::ALL.map(WhyUnverified::checksum)) {
            assert_eq!(Checksum::of_number(checksum.number()), checksum.name());
        }
        assert!(verified.into_iter().all(|checksum| WhyUnverified::of(checksum).is_none()));
    }

    #[test]
    fn no_word_has_no_word() {
        assert_eq!(
            (Step::of_number(NO_WORD), Checksum::of_number(3), WhyUnverified::of_number(5)),
            ("", "", "")
        );
    }
}
