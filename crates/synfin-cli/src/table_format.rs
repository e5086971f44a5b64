//! The formats of tables: those of reports, and those that other tools read as columns.

use std::io::{self, Write};

use synfin::column::flows::Flows;
use synfin::column::segments::Segments;
use synfin::parallel::flow_rows::FlowRows;
use synfin::parallel::segment_rows::SegmentRows;
use synfin::parallel::table_writers::{FlowsTogether, SegmentsTogether};
use synfin::report::format::Format;
use synfin::report::look::Look;
use synfin::report::table_writer::TableWriter;
use synfin_arrow::ipc::ArrowStream;
use synfin_arrow::parquet::Parquet;
use synfin_arrow::projection::Projection;
use synfin_arrow::together::Together;

use crate::reported::Reported;

/// In which form a table is written; text unless asked otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableFormat {
    /// As a report is.
    Report(Format),
    /// As an Arrow IPC stream.
    Arrow,
    /// As a Parquet file.
    Parquet,
}

impl Default for TableFormat {
    fn default() -> TableFormat {
        TableFormat::Report(Format::default())
    }
}

impl TableFormat {
    /// Every format.
    pub(crate) const ALL: [TableFormat; 5] = [
        TableFormat::Report(Format::Text),
        TableFormat::Report(Format::Json),
        TableFormat::Report(Format::Csv),
        TableFormat::Arrow,
        TableFormat::Parquet,
    ];

    /// The word by which it is asked for.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            TableFormat::Report(format) => format.name(),
            TableFormat::Arrow => "arrow",
            TableFormat::Parquet => "parquet",
        }
    }

    /// How the names of its files end.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            TableFormat::Report(Format::Text) => &["txt"],
            TableFormat::Report(Format::Json) => &["json", "jsonl", "ndjson"],
            TableFormat::Report(Format::Csv) => &["csv"],
            TableFormat::Arrow => &["arrow", "arrows"],
            TableFormat::Parquet => &["parquet"],
        }
    }

    /// The format of a file whose name ends so, in letters of any size.
    pub(crate) fn of_ending(ending: &str) -> Option<TableFormat> {
        let is = |known: &&str| known.eq_ignore_ascii_case(ending);
        TableFormat::ALL.into_iter().find(|format| format.endings().iter().any(is))
    }

    /// The format of a report, if it is one.
    pub(crate) const fn report(self) -> Option<Format> {
        match self {
            TableFormat::Report(format) => Some(format),
            TableFormat::Arrow | TableFormat::Parquet => None,
        }
    }

    /// A writer for the table `segments`.
    pub(crate) fn segments<'w>(
        self,
        out: impl Write + Send + 'w,
        look: Look,
    ) -> io::Result<Box<dyn TableWriter<Segments> + 'w>> {
        Ok(match self {
            TableFormat::Report(format) => format.segments(out, look),
            TableFormat::Arrow => {
                Box::new(ArrowStream::new(out, &Projection::all().in_language(look.data_language))?)
            }
            TableFormat::Parquet => {
                Box::new(Parquet::new(out, &Projection::all().in_language(look.data_language))?)
            }
        })
    }

    /// A writer for the table `segments` of an analysis by several threads, of all connections or of one.
    pub(crate) fn segments_together<'w>(
        self,
        out: impl Write + Send + 'w,
        look: Look,
        of_flow: Option<u64>,
    ) -> io::Result<Box<dyn SegmentsTogether + 'w>> {
        let all = Projection::all().in_language(look.data_language);
        Ok(match self {
            TableFormat::Report(format) => {
                Box::new(Reported { rows: SegmentRows::new(format, look, of_flow), out })
            }
            TableFormat::Arrow => Box::new(Together::new(ArrowStream::new(out, &all)?, &all, of_flow)),
            TableFormat::Parquet => Box::new(Together::new(Parquet::new(out, &all)?, &all, of_flow)),
        })
    }

    /// A writer for the table `flows` of an analysis by several threads.
    pub(crate) fn flows_together<'w>(
        self,
        out: impl Write + Send + 'w,
        look: Look,
    ) -> io::Result<Box<dyn FlowsTogether + 'w>> {
        let all = Projection::all().in_language(look.data_language);
        Ok(match self {
            TableFormat::Report(format) => Box::new(Reported { rows: FlowRows::new(format, look), out }),
            TableFormat::Arrow => Box::new(Together::new(ArrowStream::new(out, &all)?, &all, None)),
            TableFormat::Parquet => Box::new(Together::new(Parquet::new(out, &all)?, &all, None)),
        })
    }

    /// A writer for the table `flows`.
    pub(crate) fn flows<'w>(
        self,
        out: impl Write + Send + 'w,
        look: Look,
    ) -> io::Result<Box<dyn TableWriter<Flows> + 'w>> {
        Ok(match self {
            TableFormat::Report(format) => format.flows(out, look),
            TableFormat::Arrow => {
                Box::new(ArrowStream::new(out, &Projection::all().in_language(look.data_language))?)
            }
            TableFormat::Parquet => {
                Box::new(Parquet::new(out, &Projection::all().in_language(look.data_language))?)
            }
        })
    }
}
