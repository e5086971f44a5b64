//! Where the results go, and how they look there if they are text.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use synfin::report::look::Look;

use crate::arguments::language::LanguageArguments;
use crate::arguments::number::number;

const NO_WIDTH: &str = "text is from 60 to 65535 columns wide";

/// Where the results go, and how they look there if they are text.
#[derive(Args, Debug)]
pub(crate) struct PageArguments {
    /// Write to this file instead of standard output (`-`); it is replaced only when all is written.
    #[arg(short, long, value_name = "OUT", help_heading = "Writing")]
    pub(crate) output: Option<PathBuf>,
    /// When to colour text; auto: on a terminal, unless the environment says `NO_COLOR`.
    #[arg(long, value_name = "WHEN", value_enum, ignore_case = true, default_value_t = Color::Auto, help_heading = "Writing")]
    pub(crate) color: Color,
    /// Width of text in columns, 60 at least, of tables 80; by default that of the terminal, else 120.
    #[arg(long, value_name = "COLUMNS", help_heading = "Writing")]
    #[arg(value_parser = number(Look::MIN_PICTURE_WIDTH as u16..=u16::MAX, NO_WIDTH), allow_negative_numbers = true)]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) language: LanguageArguments,
}

impl PageArguments {
    /// The output, if it is named as one of these forms is: whoever typed `-o json` meant no file of that name.
    pub(crate) fn named_as<'f>(&self, forms: &[&'f str]) -> Option<&'f str> {
        let output = self.output.as_deref()?.as_os_str();
        forms.iter().copied().find(|form| output == *form)
    }

    /// The file to write to, unless it is standard output.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| *output != Path::new("-"))
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}
