//! In which language results are told: the one that was asked for, or that of the locale.

use std::env;

use clap::Args;
use synfin::language::language::Language;

use crate::arguments::word::Offering;

/// What tells the locale of messages, the first that is set (POSIX.1-2024, section 8.2).
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// In which language.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct LanguageArguments {
    /// Language of the results: en or zh; by default that of the locale (LC_ALL, LC_MESSAGES, LANG), else en. In formats for programs
    /// label and reason are English unless this is given.
    #[arg(long = "lang", value_name = "LANGUAGE", value_parser = Offering::new(named, offered()), hide_possible_values = true, help_heading = "Writing")]
    asked: Option<Language>,
}

impl LanguageArguments {
    /// The language of text for people.
    pub(crate) fn of_text(self) -> Language {
        self.asked.unwrap_or_else(|| of_locale(|name| env::var(name).ok()))
    }

    /// The language of what formats for programs hold for people: no locale decides about that.
    pub(crate) fn of_data(self) -> Language {
        self.asked.unwrap_or_default()
    }
}

fn offered() -> impl Iterator<Item = String> {
    Language::ALL.into_iter().map(|language| language.name().to_owned())
}

/// The language of this name.
fn named(name: &str) -> Result<Language, String> {
    Language::named(name).ok_or_else(|| {
        let known = Language::ALL.map(Language::name).join(", ");
        format!("there is no catalogue for it: give one of {known}")
    })
}

/// The language that the environment asks for; English if it asks for none, or for one that no catalogue speaks. All that is
/// printed is UTF-8: a terminal of another character set (`zh_CN.GB18030`) would show anything but Chinese, and gets English.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = LOCALE.into_iter().filter_map(variable).find(|locale| !locale.is_empty());
    let locale = locale.filter(|locale| is_utf_8(locale));
    locale.and_then(|locale| Language::named(&locale)).unwrap_or_default()
}

/// Whether a locale tells no character set, or this one.
fn is_utf_8(locale: &str) -> bool {
    let told = locale.split('@').next().and_then(|locale| locale.split_once('.'));
    told.is_none_or(|(_, set)| set.replace('-', "").eq_ignore_ascii_case("utf8"))
}

#[cfg(test)]
mod tests {
    use super::{Language, of_locale};

    #[test]
    fn the_first_variable_that_says_something_decides() {
        for (set, language) in [
            (&[][..], Language::English),
            (&[("LANG", "zh_CN.UTF-8")], Language::Chinese),
            (&[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")], Language::Chinese),
            (&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], Language::English),
            (&[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")], Language::Chinese),
            (&[("LC_ALL", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN.UTF-8")], Language::English),
            (&[("LANG", "zh_CN.utf8@pinyin")], Language::Chinese),
            (&[("LANG", "zh_CN")], Language::Chinese),
            (&[("LANG", "zh_CN.GB18030")], Language::English),
            (&[("LANG", "de_DE.UTF-8")], Language::English),
            (&[("LANG", "not a locale")], Language::English),
        ] {
            let variable = |name: &str| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of_locale(variable), language, "{set:?}");
        }
    }
}
