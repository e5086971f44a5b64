//! The stages of the test run, in the order in which they run.

use anyhow::Result;
use clap::ValueEnum;

use crate::chore::workspace::Workspace;
use crate::instructions::guard;
use crate::supply;
use crate::test::{fuzz, live, python, rust};
use crate::wireshark;

/// One stage: cheap checks first, so that a slip shows early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// What a fresh machine must have: cargo with rustfmt and clippy, a C and C++ compiler, Python 3.11; libpcap, and what makes
    /// interfaces to test with, are installed.
    Tools,
    /// rustfmt leaves every file as it is.
    Format,
    /// clippy has nothing to say, on all targets and all features.
    Clippy,
    /// The unit, integration and doc tests of all crates.
    Test,
    /// synfin-wire links without std.
    NoStd,
    /// The documentation builds without warnings.
    Doc,
    /// Licences, bans and sources of what is built in; a reason for every dependency; public names as committed.
    Supply,
    /// The Python module: wheel, pytest, stubs held against the module; the scripts of the benchmarks.
    Python,
    /// The Wireshark plugin in a real tshark, which is installed where it is missing: the same answers as the command.
    Wireshark,
    /// Every fuzz target runs for a while.
    Fuzz,
    /// Every benchmark runs once.
    Bench,
    /// The hot paths take no more instructions than they did.
    Instructions,
}

impl Stage {
    /// All stages, in order.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Tools,
        Self::Format,
        Self::Clippy,
        Self::Test,
        Self::NoStd,
        Self::Doc,
        Self::Supply,
        Self::Python,
        Self::Wireshark,
        Self::Fuzz,
        Self::Bench,
        Self::Instructions,
    ];

    /// As `--only` takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tools => "tools",
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::Test => "test",
            Self::NoStd => "no-std",
            Self::Doc => "doc",
            Self::Supply => "supply",
            Self::Python => "python",
            Self::Wireshark => "wireshark",
            Self::Fuzz => "fuzz",
            Self::Bench => "bench",
            Self::Instructions => "instructions",
        }
    }

    /// Does its set-up and runs it.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Tools => rust::tools(workspace).and_then(|()| python::tools()).and_then(|()| live::tools()),
            Self::Format => rust::format(workspace),
            Self::Clippy => rust::clippy(workspace),
            Self::Test => rust::test(workspace),
            Self::NoStd => rust::no_std(workspace),
            Self::Doc => rust::doc(workspace),
            Self::Supply => supply::stage::stage(workspace),
            Self::Python => python::test(workspace),
            Self::Wireshark => wireshark::stage::stage(workspace),
            Self::Fuzz => fuzz::smoke(workspace),
            Self::Bench => rust::bench(workspace),
            Self::Instructions => guard::stage(workspace),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::Stage;

    #[test]
    fn every_stage_is_run_and_is_called_as_the_command_line_calls_it() {
        assert_eq!(Stage::ALL, Stage::value_variants());
        for stage in Stage::ALL {
            assert_eq!(stage.to_possible_value().expect("no stage is hidden").get_name(), stage.name());
        }
    }
}
