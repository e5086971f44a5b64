//! `synfin annotate`.

use std::path::PathBuf;

use clap::Args;

use crate::arguments::dissect::DissectArguments;
use crate::arguments::input::InputArguments;
use crate::arguments::language::LanguageArguments;

/// What stands below the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  synfin annotate trace.pcap -o annotated.pcapng
  synfin annotate -o - trace.pcap | tshark -r - -Y 'frame.comment contains \"teardown 4/4\"'
  wireshark -Y 'frame.comment contains \"RST_ABORT\"' annotated.pcapng
  tshark -r annotated.pcapng -Y 'frame.comment contains \"http1 method: POST\"'

A comment is one line: `synfin: flow 0, teardown 4/4 (FIN_SECOND_ACK) by responder, originator CLOSED (received), responder \
TIME-WAIT (sent): REASON [NOTES]; WHO FIELD: VALUES`, in which dissectors tell what they found with the segment (--dissect none: nothing). \
Comments of an earlier synfin annotate are replaced. Every frame is kept, with its time, octets and length, and so are all other comments and options, \
interfaces, names and secrets for decryption; frames without TCP get no comment. What is damaged is left out, and told. One thread \
works, whatever --threads says.";

#[derive(Args, Debug)]
pub(crate) struct AnnotateArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) dissect: DissectArguments,
    #[command(flatten)]
    pub(crate) output: CaptureArguments,
}

/// Where a capture is written.
#[derive(Args, Debug)]
pub(crate) struct CaptureArguments {
    /// The pcapng file to write, `-` for standard output; it is replaced only when all is written.
    #[arg(short, long, value_name = "OUT.pcapng", help_heading = "Writing")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) language: LanguageArguments,
}
