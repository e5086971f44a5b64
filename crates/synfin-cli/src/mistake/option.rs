//! An option that a subcommand does not have.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use synfin::filter::nearest::misspelt;
use synfin::report::text::safe::Safe;

use crate::mistake::{elsewhere, habits};
use crate::table_format::TableFormat;

/// Of which subcommand something was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'c> {
    /// All of the command line.
    pub(crate) command: &'c Command,
    pub(crate) subcommand: &'c Command,
    /// As it was called: `synfin`, where `flows` was not written.
    pub(crate) name: &'c str,
}

/// What is said of an option that a subcommand does not have, or of a word too many.
pub(crate) fn unknown(asked: &Asked<'_>, given: &str, arguments: &[OsString]) -> String {
    let name = asked.name;
    if !given.starts_with('-') {
        return format!("{name} takes no more than that: {} is too much", Safe(given));
    }
    let hint = hint(asked, given, arguments);
    format!("{name} has no option {}; {hint}", Safe(given))
}

fn hint(asked: &Asked<'_>, given: &str, arguments: &[OsString]) -> String {
    let Asked { command, subcommand, name } = *asked;
    let word = given.strip_prefix("--").unwrap_or_default();
    let has = |option: &str| longs(subcommand).any(|long| long == &option[2..]);
    if let Some(hint) = as_format(subcommand, word) {
        return hint;
    }
    let (written, value) = (written(given, arguments), value(given, arguments));
    if let Some(instead) = elsewhere::instead(subcommand.get_name(), given, &written, &value) {
        return instead;
    }
    if let Some(instead) = habits::instead(given, has) {
        return instead;
    }
    if word.chars().count() == 1 && takes(subcommand, &given[1..]) {
        return format!("a letter has one dash: {}", &given[1..]);
    }
    if let Some(meant) = meant(word, subcommand) {
        return format!("here it is {meant}");
    }
    let others: Vec<_> = command.get_subcommands().filter(|other| takes(other, given)).collect();
    match others.as_slice() {
        [] => format!("{name} --help lists those that there are"),
        others => {
            let names: Vec<_> = others.iter().map(|other| format!("synfin {}", other.get_name())).collect();
            let (have, written) = (if names.len() == 1 { "has" } else { "have" }, Safe(given));
            format!("{} {have} {written}", names.join(", "))
        }
    }
}

/// The options that may have been meant: those that begin so, or the one of which this is a slip.
fn meant(word: &str, subcommand: &Command) -> Option<String> {
    let begin = longs(subcommand).filter(|long| !word.is_empty() && long.starts_with(word));
    let begin: Vec<_> = begin.map(|long| format!("--{long}")).collect();
    if begin.is_empty() {
        return misspelt(word, longs(subcommand)).map(|long| format!("--{long}"));
    }
    Some(begin.join(" or "))
}

/// The options that are shown, without their dashes.
fn longs(subcommand: &Command) -> impl Iterator<Item = &str> {
    subcommand.get_arguments().filter(|argument| !argument.is_hide_set()).filter_map(Arg::get_long)
}

fn takes(subcommand: &Command, option: &str) -> bool {
    let is_it = |argument: &Arg| match option.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => argument.get_short().is_some_and(|short| option[1..].chars().eq([short])),
    };
    let shown = subcommand.get_arguments().filter(|argument| !argument.is_hide_set());
    !subcommand.is_hide_set() && shown.into_iter().any(is_it)
}

/// What is said where the name of a form was written as an option, or nearly.
fn as_format(subcommand: &Command, word: &str) -> Option<String> {
    let format = subcommand.get_arguments().find(|argument| argument.get_long() == Some("format"))?;
    let values = format.get_possible_values();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    if let Some(name) = misspelt(word, names.iter().copied()) {
        return Some(format!("the form is asked for with --format {name}"));
    }
    let is_of_tables = TableFormat::ALL.iter().any(|format| format.name() == word);
    is_of_tables.then(|| format!("its forms are {}, with --format", names.join(", ")))
}

/// The option as it stands on the command line, with what looks like its value.
fn written(given: &str, arguments: &[OsString]) -> String {
    let text = |argument: &OsString| argument.to_str().map(str::to_owned);
    let Some(place) =
        arguments.iter().position(|argument| argument.to_str().is_some_and(|text| of(text, given)))
    else {
        return given.to_owned();
    };
    let itself = text(&arguments[place]).unwrap_or_default();
    let value = arguments.get(place + 1).and_then(text).filter(|value| is_plain(value));
    match value {
        Some(value) if itself == given && arguments.len() > place + 2 => format!("{given} {value}"),
        _ if is_plain(&itself) => itself,
        _ => given.to_owned(),
    }
}

/// What is given to the option, if that can be shown in quotes of a shell.
fn value(given: &str, arguments: &[OsString]) -> String {
    let mut texts = arguments.iter().map(|argument| argument.to_string_lossy());
    let itself = texts.find(|text| of(text, given)).unwrap_or_default();
    let behind = itself.split_once('=').map(|(_, value)| value.to_owned());
    let value = behind.or_else(|| texts.next().map(Cow::into_owned)).unwrap_or_default();
    if value.contains('\'') { "…".to_owned() } else { Safe(value).to_string() }
}

/// Whether an argument is this option, with a value behind `=` or without.
fn of(argument: &str, option: &str) -> bool {
    argument.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
}

/// Whether a value can be shown so that it can be typed again.
fn is_plain(value: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_=.:/,".contains(letter);
    !value.is_empty() && value.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn an_option_is_told_with_its_value_where_that_can_be_typed_again() {
        for (line, told) in [
            ("synfin segments --outcome REFUSED x.pcap", "--outcome REFUSED"),
            ("synfin segments --outcome=REFUSED x.pcap", "--outcome=REFUSED"),
            // The only file is no value.
            ("synfin segments --outcome x.pcap", "--outcome"),
            ("synfin segments --outcome a;b x.pcap", "--outcome"),
            ("synfin segments x.pcap", "--outcome"),
        ] {
            let arguments: Vec<_> = line.split(' ').map(Into::into).collect();
            assert_eq!(written("--outcome", &arguments), told, "{line}");
        }
    }
}
