//! Where a table or a report goes, and in which form.

use std::path::Path;

use clap::Args;

use crate::arguments::page::PageArguments;
use crate::arguments::word::Words;
use crate::table_format::TableFormat;

#[derive(Args, Debug)]
pub(crate) struct OutputArguments {
    /// In which form: text for people, json (one object a line), csv (with a head); tables also as arrow (an IPC stream) or parquet.
    ///
    /// By default as the name of OUT ends (.txt, .json, .jsonl, .ndjson, .csv, .arrow, .arrows, .parquet), else text.
    #[arg(long, value_name = "FORMAT", value_parser = Words::new("format", &TableFormat::ALL, TableFormat::name), help_heading = "Writing")]
    format: Option<TableFormat>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
}

impl OutputArguments {
    /// Whether it was said in which format.
    pub(crate) const fn is_format_asked(&self) -> bool {
        self.format.is_some()
    }

    /// The format that was asked for, or that the output's name tells; none if that ends as no format's does.
    pub(crate) fn format_told(&self) -> Option<TableFormat> {
        let ending = self.page.file().and_then(Path::extension);
        match (self.format, ending) {
            (Some(format), _) => Some(format),
            (None, None) => Some(TableFormat::default()),
            (None, Some(ending)) => TableFormat::of_ending(&ending.to_string_lossy()),
        }
    }

    /// The same; text where the name tells none, which is refused before anything is written.
    pub(crate) fn format(&self) -> TableFormat {
        self.format_told().unwrap_or_default()
    }
}
