//! Words of closed lists.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use synfin::filter::nearest::unknown;

/// Reads one of a closed list by the name that it tells itself, in letters of any size. Completions offer all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<T: 'static> {
    /// What one of them is, as in "outcome".
    what: &'static str,
    all: &'static [T],
    name_of: fn(T) -> &'static str,
}

impl<T: Copy> Words<T> {
    /// Those of `all`, each of which is a `what`.
    pub(crate) const fn new(
        what: &'static str,
        all: &'static [T],
        name_of: fn(T) -> &'static str,
    ) -> Words<T> {
        Words { what, all, name_of }
    }

    fn names(self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(move |one| (self.name_of)(*one))
    }

    fn named(self, name: &str) -> Result<T, String> {
        // Behind a comma a space may stand.
        let name = name.trim_start();
        let found = self.all.iter().copied().find(|one| (self.name_of)(*one).eq_ignore_ascii_case(name));
        found.ok_or_else(|| unknown(self.what, name, self.names()))
    }
}

impl<T: Copy + Send + Sync + 'static> TypedValueParser for Words<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let words = *self;
        (move |name: &str| words.named(name)).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names().map(PossibleValue::new)))
    }
}

/// Reads what `read` reads; completions offer these words, which may be how it begins.
#[derive(Clone, Debug)]
pub(crate) struct Offering<R> {
    read: R,
    words: Vec<String>,
}

impl<R> Offering<R> {
    /// Offers these.
    pub(crate) fn new(read: R, words: impl IntoIterator<Item = String>) -> Offering<R> {
        Offering { read, words: words.into_iter().collect() }
    }
}

impl<R: TypedValueParser> TypedValueParser for Offering<R> {
    type Value = R::Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<R::Value, clap::Error> {
        self.read.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().cloned().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use synfin::flow::outcome::Outcome;
    use synfin::flow::step::Step;

    #[test]
    fn a_word_is_known_in_letters_of_any_size_and_one_that_is_none_is_told_what_is_near() {
        let outcomes = Words::new("outcome", &Outcome::ALL, Outcome::name);
        assert_eq!(outcomes.named("closed"), Ok(Outcome::Closed));
        assert_eq!(outcomes.named("cLOSED"), Ok(Outcome::Closed));
        assert_eq!(
            outcomes.named("refuse"),
            Err("there is no such outcome; the nearest is REFUSED".to_owned())
        );
        let steps = Words::new("step", &Step::ALL, Step::name);
        assert_eq!(
            steps.named("SynAck").expect_err("no step"),
            "there is no such step; the nearest is SYN_ACK"
        );
        assert_eq!(
            steps.named("retransmission").expect_err("no step"),
            "there is no such step; the nearest are SYN_RETRANSMIT, SYN_ACK_RETRANSMIT, DATA_RETRANSMIT, FIN_RETRANSMIT"
        );
    }
}
