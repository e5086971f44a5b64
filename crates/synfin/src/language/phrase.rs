//! Asking a catalogue for words.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::language::argument::Argument;
use crate::language::catalogue::catalogue;
use crate::language::language::Language;

/// What a message is given, by name.
pub(crate) type Given<'a> = [(&'static str, &'a dyn Argument)];

/// Says a message, with what it is given: `say!(language, "within", span = Span(duration))`.
macro_rules! say {
    ($language:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::language::phrase::said($language, $id, &[$((stringify!($name), &$value)),*])
    };
}
pub(crate) use say;

impl Language {
    /// A message that needs nothing. What a catalogue lacks is said in English, which its tests do not let happen.
    pub(crate) fn word(self, id: &'static str) -> Cow<'static, str> {
        let word = catalogue(self).word(id).or_else(|| catalogue(Language::English).word(id));
        debug_assert!(word.is_some(), "no catalogue has {id}");
        word.unwrap_or(Cow::Borrowed(id))
    }
}

/// A message with what it is given, likewise; for [`say!`].
pub(crate) fn said(language: Language, id: &'static str, given: &Given<'_>) -> String {
    let mut arguments = FluentArgs::with_capacity(given.len());
    for (name, argument) in given {
        arguments.set(*name, argument.value());
    }
    let mut text = String::with_capacity(128);
    write(language, id, &arguments, &mut text);
    text
}

/// The parts of a list, with what stands between two of them.
pub(crate) fn listed(parts: &[String], language: Language) -> String {
    parts.join(&language.word("list-comma"))
}

fn write(language: Language, id: &'static str, arguments: &FluentArgs<'_>, text: &mut String) {
    let written = catalogue(language)
        .write(id, arguments, text)
        .or_else(|| catalogue(Language::English).write(id, arguments, text));
    debug_assert!(written.is_some(), "no catalogue has {id}");
}

/// Numbers as Fluent takes them.
pub(crate) fn numbers(numbers: impl Iterator<Item = (&'static str, i64)>) -> FluentArgs<'static> {
    let owned = |(name, number): (&'static str, i64)| {
        let value: FluentValue<'static> = match number.value() {
            FluentValue::Number(number) => FluentValue::Number(number),
            _ => FluentValue::String(number.to_string().into()),
        };
        (name, value)
    };
    numbers.map(owned).collect()
}
