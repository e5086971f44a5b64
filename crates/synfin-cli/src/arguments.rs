//! The command line.

pub(crate) mod dissect;

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use synfin::analyzer::AnalyzerOptions;
use synfin::picture::artist::{ROWS, USUAL_ROWS};
use synfin::picture::format::PictureFormat;

use crate::arguments::dissect::DissectArguments;
use crate::table_format::TableFormat;

const EXAMPLES: &str = "\
Examples:
  synfin trace.pcap                             what became of each connection
  synfin segments trace.pcap --flow 3           every segment of connection 3, and why
  synfin explain trace.pcap --flow 3            the story of connection 3 in sentences
  synfin ladder trace.pcap --flow 3             its picture in the terminal; -o flow.svg, .html, .mmd for others
  synfin stats trace.pcap                       counts, and books that balance
  synfin flows --format json trace.pcapng.gz    one JSON object a line
  synfin segments --format parquet -o s.parquet trace.pcap
  tcpdump -w - | synfin -                       from standard input

Exit status: 0 all was read; 1 could not run (usage, no such file, not a capture); 2 the input is damaged: what could be \
read of it is printed, then FILE:OFFSET: frame N: what.";

/// What happened to each TCP connection of a capture.
///
/// Reads pcap and pcapng, plain or compressed with gzip, zstd or lz4 (told by content). Several files are read one after the
/// other as one capture: connections span them, and the numbers of frames go on.
#[derive(Debug, Parser)]
#[command(name = "synfin", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, max_term_width = 110)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// `synfin FILE…` is `synfin flows FILE…`.
    #[command(flatten)]
    pub(crate) flows: FlowsArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What became of each connection: one row a connection (the default).
    #[command(after_help = "\
Examples:
  synfin flows trace.pcap
  synfin flows --format csv -o flows.csv monday.pcap tuesday.pcap")]
    Flows(FlowsArguments),
    /// What each segment does: one row a TCP segment, in capture order.
    #[command(after_help = "\
Examples:
  synfin segments trace.pcap --flow 0
  synfin segments --format json trace.pcap | jq 'select(.stage == \"reset\")'

In text, numbers are relative to the initial sequence numbers, → comes from the originator and ← from the responder, and ? marks \
a state that is only assumed.")]
    Segments(SegmentsArguments),
    /// The story of one connection, in sentences.
    #[command(after_help = "\
Examples:
  synfin explain trace.pcap --flow 3
  synfin explain trace.pcap                     the most interesting one: reset, incomplete, with repetitions, long")]
    Explain(SegmentsArguments),
    /// The picture of one connection: two lifelines with their states, and an arrow for each segment.
    #[command(after_help = "\
Examples:
  synfin ladder trace.pcap --flow 3             in the terminal
  synfin ladder trace.pcap --flow 3 -o flow.svg a drawing; .html also has every sentence
  synfin ladder trace.pcap --format mermaid     for Markdown that shows Mermaid
  synfin ladder trace.pcap --format ascii       plain characters only
  synfin ladder trace.pcap                      the most interesting one: reset, incomplete, with repetitions, long

Runs of ordinary segments are folded into one arrow that counts them. A state marked ?, or hatched, is only assumed. Of a long \
connection the first and the last rows are drawn, and what is left out between is counted.")]
    Ladder(LadderArguments),
    /// Counts of everything: frames, connections, outcomes, steps, notes, and what could not be read.
    #[command(after_help = "\
Examples:
  synfin stats trace.pcap
  synfin stats --format json trace.pcap | jq .outcomes")]
    Stats(FlowsArguments),
}

#[derive(Args, Debug)]
pub(crate) struct FlowsArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) dissect: DissectArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Args, Debug)]
pub(crate) struct SegmentsArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) dissect: DissectArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Only the connection of this number, as `synfin flows` tells it.
    #[arg(long, value_name = "N")]
    pub(crate) flow: Option<u64>,
}

#[derive(Args, Debug)]
pub(crate) struct LadderArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// In which form; by default as the name of OUT ends (.txt, .svg, .html, .mmd), else text.
    #[arg(long, value_name = "FORMAT", value_parser = PictureFormatParser, help_heading = "Writing")]
    pub(crate) format: Option<PictureFormat>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    /// About how many rows the picture has at most, from 10 to 2000.
    #[arg(long, value_name = "ROWS", default_value_t = USUAL_ROWS as u16, help_heading = "Writing")]
    #[arg(value_parser = clap::value_parser!(u16).range(*ROWS.start() as i64..=*ROWS.end() as i64))]
    pub(crate) rows: u16,
    /// Only the connection of this number, as `synfin flows` tells it.
    #[arg(long, value_name = "N")]
    pub(crate) flow: Option<u64>,
}

#[derive(Args, Debug)]
pub(crate) struct InputArguments {
    /// Capture files; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Most connections held at once; the least valuable makes place for a new one, and is told.
    #[arg(long, value_name = "N", help_heading = "Reading")]
    max_flows: Option<NonZeroU32>,
    /// Threads that analyze and write; the output is the same for any number. 0 or nothing: as many as the machine runs at once, one
    /// for standard input, pipes and small files.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Reading")]
    pub(crate) threads: usize,
    /// Do not verify checksums: they are told as unverified.
    #[arg(long, help_heading = "Reading")]
    no_checksum: bool,
}

/// A key that nobody who chooses the addresses in a capture can foresee; no result depends on it.
fn secret() -> [u64; 2] {
    let state = RandomState::new();
    [0_u64, 1].map(|part| state.hash_one(part))
}

impl InputArguments {
    /// What the arguments ask of the analyzer.
    pub(crate) fn analyzer_options(&self) -> AnalyzerOptions {
        let usual = AnalyzerOptions::default();
        AnalyzerOptions {
            max_flows: self.max_flows.unwrap_or(usual.max_flows),
            verify_checksums: !self.no_checksum,
            hash_key: secret(),
            ..usual
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct OutputArguments {
    /// In which form: text for people, json (one object a line), csv (with a head); tables also as arrow (an IPC stream) or parquet.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = FormatParser, help_heading = "Writing")]
    pub(crate) format: TableFormat,
    #[command(flatten)]
    pub(crate) page: PageArguments,
}

/// Where the results go, and how they look there if they are text.
#[derive(Args, Debug)]
pub(crate) struct PageArguments {
    /// Write to this file instead of standard output; it is replaced only when all is written.
    #[arg(short, long, value_name = "OUT", help_heading = "Writing")]
    pub(crate) output: Option<PathBuf>,
    /// When to colour text; auto: on a terminal, unless the environment says `NO_COLOR`.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, help_heading = "Writing")]
    pub(crate) color: Color,
    /// Width of text in columns; by default that of the terminal, else 120.
    #[arg(long, value_name = "COLUMNS", help_heading = "Writing")]
    pub(crate) width: Option<u16>,
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Reads a format by the name that it tells itself.
macro_rules! format_parser {
    ($parser:ident, $format:ty) => {
        #[derive(Clone, Copy, Debug)]
        struct $parser;

        impl clap::builder::TypedValueParser for $parser {
            type Value = $format;

            fn parse_ref(
                &self,
                command: &clap::Command,
                argument: Option<&clap::Arg>,
                value: &std::ffi::OsStr,
            ) -> Result<$format, clap::Error> {
                let names = clap::builder::PossibleValuesParser::new(<$format>::ALL.map(<$format>::name));
                let name = names.parse_ref(command, argument, value)?;
                let named = <$format>::ALL.into_iter().find(|format| format.name() == name);
                Ok(named.unwrap_or_default())
            }

            fn possible_values(&self) -> Option<Box<dyn Iterator<Item = clap::builder::PossibleValue> + '_>> {
                let names = <$format>::ALL.map(<$format>::name);
                Some(Box::new(names.into_iter().map(clap::builder::PossibleValue::new)))
            }
        }
    };
}

format_parser!(FormatParser, TableFormat);
format_parser!(PictureFormatParser, PictureFormat);
