//! Words that may have been meant as subcommands.

use clap::{Command, CommandFactory as _};
use synfin::filter::nearest::misspelt;

use crate::arguments::Arguments;

/// What people call a subcommand, and what to type instead.
#[rustfmt::skip]
const CALLED: [(&str, &[&str]); 15] = [
    ("flows",              &["connections", "connection", "conns", "conn", "list", "ls", "show", "summary", "read"]),
    ("segments",           &["packets", "packet", "frames", "dump", "print", "log"]),
    ("explain",            &["story", "why", "tell", "describe"]),
    ("ladder",             &["draw", "picture", "diagram", "svg", "html", "mermaid"]),
    ("overview",           &["timeline", "gantt", "chart", "rtt", "histogram"]),
    ("sequence",           &["seq", "stevens", "tcptrace", "plot", "graph", "timesequence"]),
    ("columns",            &["schema", "meaning", "meanings", "words", "names"]),
    ("columns dissectors", &["dissectors", "dissector", "dissect", "fields", "plugins", "protocols"]),
    ("columns outcomes",   &["outcomes", "outcome"]),
    ("columns steps",      &["steps", "step"]),
    ("columns notes",      &["notes", "note"]),
    ("stats",              &["statistics", "count", "counts", "info", "books", "capinfos"]),
    ("annotate",           &["comment", "comments", "mark"]),
    ("cut",                &["extract", "filter", "slice", "split", "export"]),
    ("live",               &["capture", "listen", "sniff", "monitor", "watch", "top", "interfaces"]),
];

/// What to type instead of a word that is no subcommand, if that is plain.
pub(crate) fn meant(word: &str) -> Option<String> {
    if word == "version" {
        return Some("synfin --version".to_owned());
    }
    let called =
        CALLED.into_iter().find(|(_, words)| words.contains(&word)).map(|(subcommand, _)| subcommand);
    let all = Arguments::command();
    let names: Vec<&str> = all.get_subcommands().map(Command::get_name).chain(["help"]).collect();
    let subcommand = called.or_else(|| misspelt(word, names.iter().copied()))?;
    Some(format!("synfin {subcommand}"))
}

/// Whether this is the name of a subcommand.
pub(crate) fn is_one(word: &str) -> bool {
    Arguments::command().find_subcommand(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::{CALLED, is_one, meant};

    #[test]
    fn what_is_called_otherwise_leads_to_a_subcommand_that_there_is_and_none_is_shadowed() {
        for (subcommand, words) in CALLED {
            let first = subcommand.split(' ').next().unwrap_or_default();
            assert!(is_one(first), "{subcommand}");
            for word in words {
                assert!(!is_one(word), "{word} is one itself");
                assert_eq!(meant(word), Some(format!("synfin {subcommand}")));
            }
        }
        assert_eq!(meant("segmnts").as_deref(), Some("synfin segments"));
        assert_eq!(meant("flow").as_deref(), Some("synfin flows"));
        assert_eq!(meant("trace"), None);
    }
}
