//! Options before the subcommand: `synfin --threads 2 stats FILE`.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

/// Puts the subcommand before the options that stand before it, as only there is it known whose they are.
///
/// What follows an option that takes a value is that value, and never a subcommand; nor is anything behind the first file or `--`.
pub(crate) fn subcommand_first(command: &Command, arguments: Vec<OsString>) -> Vec<OsString> {
    let mut place = 1;
    while let Some(argument) = arguments.get(place) {
        if argument == "--" {
            break;
        }
        match option_of(argument) {
            Some(option) => place += if takes_next(command, option) { 2 } else { 1 },
            None if command.find_subcommand(argument).is_some() => {
                let mut arguments = arguments;
                arguments[1..=place].rotate_right(1);
                return arguments;
            }
            None => break,
        }
    }
    arguments
}

/// An argument as an option, with its dashes.
fn option_of(argument: &OsStr) -> Option<&str> {
    argument.to_str().filter(|argument| argument.len() > 1 && argument.starts_with('-'))
}

/// Whether the argument behind an option is its value: not where it is written together, as in `--flow=3` and `-oFILE`.
fn takes_next(command: &Command, option: &str) -> bool {
    let is_it = |argument: &Arg| match option.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => argument.get_short().is_some_and(|short| option[1..].chars().eq([short])),
    };
    let mut all = command.get_arguments().chain(command.get_subcommands().flat_map(Command::get_arguments));
    all.any(|argument| is_it(argument) && argument.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::CommandFactory as _;

    use super::subcommand_first;
    use crate::arguments::Arguments;

    fn ordered(line: &str) -> String {
        let arguments = line.split(' ').map(OsString::from).collect();
        let ordered = subcommand_first(&Arguments::command(), arguments);
        ordered.join(" ".as_ref()).into_string().expect("plain words")
    }

    #[test]
    fn a_subcommand_behind_options_comes_before_them() {
        assert_eq!(ordered("synfin --threads 2 stats x.pcap"), "synfin stats --threads 2 x.pcap");
        assert_eq!(
            ordered("synfin --no-checksum --threads=2 flows x"),
            "synfin flows --no-checksum --threads=2 x"
        );
        assert_eq!(ordered("synfin -o f.svg --flow 3 ladder x"), "synfin ladder -o f.svg --flow 3 x");
        assert_eq!(ordered("synfin -of.svg ladder x"), "synfin ladder -of.svg x");
    }

    #[test]
    fn values_and_files_are_no_subcommands() {
        for line in [
            "synfin -o stats x.pcap",
            "synfin --output flows -",
            "synfin x.pcap stats",
            "synfin -- stats",
            "synfin - stats",
            "synfin --threads",
            "synfin",
            "synfin stats --threads 2 segments",
        ] {
            assert_eq!(ordered(line), line);
        }
    }
}
