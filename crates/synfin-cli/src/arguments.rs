//! The command line.

pub(crate) mod annotate;
mod bpf;
pub(crate) mod chart;
pub(crate) mod columns;
pub(crate) mod cut;
pub(crate) mod dissect;
pub(crate) mod ends;
pub(crate) mod explain;
pub(crate) mod flow_filter;
pub(crate) mod generate;
pub(crate) mod input;
pub(crate) mod ladder;
pub(crate) mod language;
pub(crate) mod live;
pub(crate) mod number;
pub(crate) mod one_flow;
pub(crate) mod order;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod report;
pub(crate) mod row_filter;
pub(crate) mod segment_filter;
pub(crate) mod tables;
pub(crate) mod word;

use clap::{Parser, Subcommand};

use crate::arguments::annotate::AnnotateArguments;
use crate::arguments::chart::{OverviewArguments, SequenceArguments};
use crate::arguments::columns::ColumnsArguments;
use crate::arguments::cut::CutArguments;
use crate::arguments::explain::ExplainArguments;
use crate::arguments::generate::{CompletionsArguments, ManArguments};
use crate::arguments::ladder::LadderArguments;
use crate::arguments::live::LiveArguments;
use crate::arguments::report::ReportArguments;
use crate::arguments::tables::{FlowsTableArguments, SegmentsTableArguments};

const EXAMPLES: &str = "\
Examples:
  synfin trace.pcap                             what became of each connection
  synfin segments trace.pcap --flow 3           every segment of connection 3, and why
  synfin explain trace.pcap --flow 3            the story of connection 3 in sentences
  synfin ladder trace.pcap --flow 3             its picture; -o flow.svg, .html, .mmd
  synfin overview trace.pcap -o flows.svg       all connections over time; --kind rtt: how long handshakes took
  synfin sequence trace.pcap --flow 3 -o s.svg  time against sequence numbers
  synfin columns flows                          what the columns mean, and their units
  synfin columns tls                            what a dissector of payload tells; synfin columns dissectors: all
  synfin stats trace.pcap                       counts, and books that balance
  synfin annotate trace.pcap -o a.pcapng        steps as comments, for Wireshark
  synfin cut trace.pcap --flow 3 -o one.pcapng  the frames of connection 3
  synfin flows --format json trace.pcapng.gz    one JSON object a line
  synfin segments -o s.parquet trace.pcap       also .csv, .json, .arrow
  synfin rotated/*.pcap                         several files as one capture, in order of time
  synfin --bpf 'tcp port 443' trace.pcap        only what a filter in the words of tcpdump matches
  synfin live -i eth0                           connections of an interface, as they come and go
  tcpdump -w - | synfin -                       from standard input

Exit status: 0 all was read; 1 could not run (usage, no such file, not a capture); 2 the input is damaged, \
or one of several files is no capture: what could be read is printed, then FILE:OFFSET: frame N: what; what to try; 130 Ctrl-C.

Ctrl-C ends standard input and pipes: what has come, and what their writer still hands over within a second, is told to the end, and \
-o FILE is whole. It stops the reading of files: what was told by then stays, and -o FILE is not written. A second one ends all at once.

Manual pages: synfin man. Completions: synfin completions SHELL.";

/// What happened to each TCP connection of a capture.
///
/// Reads pcap and pcapng, plain or compressed with gzip, zstd or lz4 (told by content). Several files are read as one capture in
/// order of time, however they are named: connections span them, and frames are numbered as in the file that mergecap makes of them.
#[derive(Debug, Parser)]
#[command(name = "synfin", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, max_term_width = 110, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// `synfin FILE…` is `synfin flows FILE…`.
    #[command(flatten)]
    pub(crate) flows: FlowsTableArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What became of each connection: one row a connection (the default).
    #[command(after_help = "\
Examples:
  synfin flows trace.pcap
  synfin flows -o flows.csv monday.pcap tuesday.pcap
  synfin flows --outcome refused --outcome no_reply --host 192.0.2.0/24 trace.pcap
  synfin flows --step SYN_RETRANSMIT --port 443 trace.pcap
  synfin flows --sort -duration --top 10 trace.pcap
  synfin flows --where \"handshake_rtt_server > 50e6 AND first_closer = 'responder'\" trace.pcap
  synfin flows --where \"tls.sni LIKE '%.example.com' OR http.host = 'example.com'\" trace.pcap

--where takes columns (synfin columns), what dissectors told (dissector.field: tls.server_name, or tls.sni; http1.host, or http.host; \
null where it was not told), numbers, 'text', TIMESTAMP '2026-05-01 10:00:00', TRUE, FALSE, NULL, = <> < <= > >= + - * /, AND, OR, NOT, BETWEEN, IN (…), \
LIKE, ILIKE, IS NULL, IS TRUE, and 'word' = ANY(column) for a column that holds several words, as in 'tls' = ANY(plugins). Words of \
closed lists are compared in letters of any size. For more, any tool that reads Parquet: synfin flows -o flows.parquet trace.pcap (in SQL, end \
and window, of segments, are keywords: quote them, as in SELECT \"end\")

Numbers in JSON are whole, and times are beyond 2^53: Python keeps them exact, and so does jq from 1.7 on as long as it does not \
compute with them; jq 1.6 and JSON.parse of JavaScript round them, unless its reviver makes a BigInt of the source.")]
    Flows(FlowsTableArguments),
    /// What each segment does: one row a TCP segment, in capture order.
    #[command(after_help = "\
Examples:
  synfin segments trace.pcap --flow 0
  synfin segments --format json trace.pcap | jq 'select(.stage == \"reset\")'
  synfin segments --step DATA_RETRANSMIT --host 192.0.2.10 trace.pcap
  synfin segments --where \"window_scaled = 0 OR 'hole' = ANY(notes)\" trace.pcap
  synfin segments --where \"http.status >= 400\" trace.pcap

In text, seconds count from the first segment of the capture, and with --flow N from the first of that connection, whatever else is \
left out; the first line tells that moment. Numbers are relative to the initial sequence numbers, → comes from the originator and ← from the responder, and ? marks \
a state that is only assumed.")]
    Segments(SegmentsTableArguments),
    /// The story of one connection, in sentences.
    #[command(after_help = "\
Examples:
  synfin explain trace.pcap --flow 3
  synfin explain trace.pcap --outcome refused   the first that was refused
  synfin explain trace.pcap                     the most interesting one: reset, incomplete, with repetitions, long")]
    Explain(ExplainArguments),
    /// The picture of one connection: two lifelines with their states, and an arrow for each segment.
    #[command(after_help = "\
Examples:
  synfin ladder trace.pcap --flow 3             in the terminal
  synfin ladder trace.pcap --flow 3 -o flow.svg a drawing; .html also has every sentence
  synfin ladder trace.pcap --host 192.0.2.10    the first of this host
  synfin ladder trace.pcap --format mermaid     for Markdown that shows Mermaid
  synfin ladder trace.pcap --format ascii       plain characters only
  synfin ladder trace.pcap                      the most interesting one: reset, incomplete, with repetitions, long

Runs of ordinary segments are folded into one arrow that counts them. seq and ack count from the initial sequence \
numbers; where none is known, raw says that they stand so on the wire. A state marked ?, or hatched, is only assumed. Of a long \
connection the first and the last rows are drawn, and what is left out between is counted.")]
    Ladder(LadderArguments),
    /// All connections over time as bars, or how long their handshakes took.
    #[command(after_help = "\
Examples:
  synfin overview trace.pcap                    in the terminal
  synfin overview trace.pcap -o flows.svg       a drawing, with a tooltip at each bar
  synfin overview --outcome no_reply trace.pcap only these; --host, --port, --step, --note, --where as in synfin flows
  synfin overview --sort -duration --top 20 trace.pcap
  synfin overview --kind rtt trace.pcap         a histogram of SYN to SYN-ACK, and of SYN-ACK to ACK

Of more than 50 connections those with most to tell are drawn: reset, incomplete, with repetitions, long; --sort and --top draw \
others, 500 at most. All are counted, and shown where they begin. Without a connection to draw nothing is written, and the exit status is 1. A bar has 640 parts; where segments of several stages fall into \
one, the rarest is drawn: reset, close, open, outside, data.")]
    Overview(OverviewArguments),
    /// Time against sequence numbers of one connection, as tcptrace draws them.
    #[command(after_help = "\
Examples:
  synfin sequence trace.pcap --flow 3           in the terminal
  synfin sequence trace.pcap --flow 3 -o s.svg  a drawing, with a tooltip at each segment
  synfin sequence trace.pcap --port 443         the first on this port
  synfin sequence trace.pcap                    the most interesting one: reset, incomplete, with repetitions, long

Each direction has a picture. A segment is an upright line over the octets that it brings; R was sent again, S is a SYN, F a FIN, X \
a reset, 0 a closed window. The lower line is what the other end has acknowledged, the upper one how far its window reaches. What \
would fall on one another is drawn as one.")]
    Sequence(SequenceArguments),
    /// What the columns mean, the words in them (outcomes, steps, notes), and what dissectors tell.
    #[command(after_help = "\
Examples:
  synfin columns                                everything
  synfin columns flows                          the columns that synfin flows --where takes
  synfin columns dissectors                     who looks into payload, and what they tell
  synfin columns tls                            the same of one
  synfin columns duration tls.sni NO_REPLY      what these mean
  synfin columns steps notes --format csv

In JSON numbers are whole, and times are beyond 2^53: Python keeps them exact, and so does jq from 1.7 on as long as it does not \
compute with them; jq 1.6 and JSON.parse of JavaScript round them, unless its reviver makes a BigInt of the source.")]
    Columns(ColumnsArguments),
    /// Counts of everything: frames, connections, outcomes, steps, notes, and what could not be read.
    #[command(after_help = "\
Examples:
  synfin stats trace.pcap
  synfin stats --format json trace.pcap | jq .outcomes")]
    Stats(ReportArguments),
    /// A copy of the capture, for Wireshark: every TCP segment with its step, both states and the reason as a comment.
    #[command(after_help = annotate::EXAMPLES)]
    Annotate(AnnotateArguments),
    /// The frames of one connection, or of several, as a capture.
    #[command(after_help = cut::EXAMPLES)]
    Cut(CutArguments),
    /// What becomes of each connection on an interface, as it ends; on a terminal, a table of those that are there.
    #[command(after_help = live::EXAMPLES)]
    Live(LiveArguments),
    /// The manual pages.
    #[command(after_help = generate::MAN_EXAMPLES)]
    Man(ManArguments),
    /// Completions for a shell.
    #[command(after_help = generate::COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArguments),
}
