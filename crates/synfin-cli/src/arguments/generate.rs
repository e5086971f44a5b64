//! `synfin man` and `synfin completions`: for packagers, and for who installs by hand.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// What stands below the help of `synfin man`.
pub(crate) const MAN_EXAMPLES: &str = "\
Examples:
  synfin man | man -l -
  synfin man /usr/local/share/man/man1";

/// What stands below the help of `synfin completions`.
pub(crate) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  synfin completions bash > ~/.local/share/bash-completion/completions/synfin
  synfin completions zsh > ~/.zfunc/_synfin
  synfin completions fish > ~/.config/fish/completions/synfin.fish";

#[derive(Args, Debug)]
pub(crate) struct ManArguments {
    /// The folder for the pages, synfin.1 and one for each subcommand; without it, synfin.1 is printed.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArguments {
    /// The shell that is to complete.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}
