//! The arguments of `synfin columns`.

use clap::Args;
use synfin::filter::nearest::{near, told};
use synfin::language::language::Language;
use synfin::report::dissectors::{self, own_name};
use synfin::report::meaning::{List, Subject};

use crate::arguments::dissect::all;
use crate::arguments::output::OutputArguments;
use crate::arguments::word::Offering;

/// The word for all dissectors with their fields.
const DISSECTORS: &str = "dissectors";

#[derive(Args, Debug)]
pub(crate) struct ColumnsArguments {
    #[arg(value_name = "WHAT", value_parser = Offering::new(named, lists()), hide_possible_values = true, help = help())]
    pub(crate) what: Vec<Asked>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// What is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A table, or a list of words.
    Subject(Subject),
    /// Every dissector that ships.
    Dissectors,
    /// The one of this name.
    Dissector(String),
    /// What bears this name, wherever it stands.
    Name(String),
}

impl Asked {
    /// All that there is.
    pub(crate) fn everything() -> Vec<Asked> {
        Subject::ALL.into_iter().map(Asked::Subject).chain([Asked::Dissectors]).collect()
    }

    /// What explains it.
    pub(crate) fn lists(&self, language: Language) -> Vec<List> {
        match self {
            Asked::Subject(subject) => vec![subject.list(language)],
            Asked::Dissectors => dissectors::lists(&all(), language),
            Asked::Dissector(name) => {
                // It was looked up among them.
                all().only(&[name]).map_or_else(|_| Vec::new(), |one| dissectors::lists(&one, language))
            }
            Asked::Name(name) => {
                let all = Asked::everything().into_iter().flat_map(|asked| asked.lists(language));
                all.map(|list| list.only(name)).filter(|list| !list.meanings.is_empty()).collect()
            }
        }
    }
}

/// Every word for a list.
fn lists() -> Vec<String> {
    let subjects = Subject::ALL.map(Subject::name).into_iter().chain([DISSECTORS]).map(str::to_owned);
    subjects.chain(all().names().map(str::to_owned)).collect()
}

/// Which lists there are, in a sentence.
pub(crate) fn there_are() -> String {
    format!("there are the lists {}", lists().join(", "))
}

fn named(given: &str) -> Result<Asked, String> {
    let is_given = |name: &str| name.eq_ignore_ascii_case(given);
    if let Some(subject) = Subject::ALL.into_iter().find(|subject| is_given(subject.name())) {
        return Ok(Asked::Subject(subject));
    }
    if is_given(DISSECTORS) {
        return Ok(Asked::Dissectors);
    }
    let own = own_name(given);
    if let Some(name) = all().names().find(|name| name.eq_ignore_ascii_case(&own)) {
        return Ok(Asked::Dissector(name.to_owned()));
    }
    let asked = Asked::Name(own);
    if !asked.lists(Language::English).is_empty() {
        return Ok(asked);
    }
    let lists = lists();
    let everything = Asked::everything().into_iter().flat_map(|asked| asked.lists(Language::English));
    let names: Vec<_> = everything.flat_map(|list| list.meanings).map(|meaning| meaning.name).collect();
    // What has a dot is a field.
    let lists_near = || near(given, lists.iter().map(String::as_str));
    let near_list = if given.contains('.') { None } else { told(lists_near()) };
    let near_name = || told(near(given, names.iter().map(AsRef::as_ref)));
    let hint = near_list.or_else(near_name).unwrap_or_else(there_are);
    Err(format!("there is no such list or name; {hint}"))
}

fn help() -> String {
    format!(
        "What to explain: {}; or one name out of them, as in duration or tls.server_name. Everything unless something is named",
        lists().join(", ")
    )
}
