//! What is read.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;
use synfin::analyzer::AnalyzerOptions;

use crate::arguments::bpf::BpfArguments;
use crate::arguments::number::{NO_MAX_FLOWS, number};

const NO_THREADS: &str = "this is a number, as in --threads 4; 0 takes as many as the machine runs at once";

#[derive(Args, Debug)]
pub(crate) struct InputArguments {
    /// Capture files; `-` is standard input. Several are read as one.
    ///
    /// Of several, the earliest of their next frames is read; of frames of the same moment, that of the file which begins
    /// earlier. Errors tell the frame by its number in its own file. Standard input and pipes may be among them: what is later than
    /// their last frame waits for their next. At most 128 may overlap in time; of files that follow one another there may be any number.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Most connections held at once; the least valuable makes place for a new one, and is told.
    #[arg(long, value_name = "N", help_heading = "Reading")]
    #[arg(value_parser = number(NonZeroU32::MIN..=NonZeroU32::MAX, NO_MAX_FLOWS), allow_negative_numbers = true)]
    max_flows: Option<NonZeroU32>,
    /// Threads that analyze and write; the output is the same for any number.
    ///
    /// 0 or nothing: as many as the machine runs at once, one for standard input, pipes and small files.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Reading")]
    #[arg(value_parser = number(0..=usize::MAX, NO_THREADS), allow_negative_numbers = true)]
    pub(crate) threads: usize,
    /// Do not verify checksums: they are told as unverified.
    #[arg(long, help_heading = "Reading")]
    no_checksum: bool,
    #[command(flatten)]
    pub(crate) bpf: BpfArguments,
}

/// A key that nobody who chooses the addresses in a capture can foresee; no result depends on it.
pub(crate) fn secret() -> [u64; 2] {
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
