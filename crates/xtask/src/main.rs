//! The project's own chores, run as `cargo xtask …`.
//!
//! `cargo xtask test` passes all tests and does all their set-up, from a Rust toolchain and Python alone.
//! `cargo xtask conformance SHARED` holds the built command against other witnesses.

mod chore;
mod conformance;
mod coverage;
mod instructions;
mod supply;
mod test;
mod wireshark;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::conformance::suite::ConformanceArguments;
use crate::coverage::reached::CoverageArguments;
use crate::instructions::rows::InstructionsArguments;
use crate::supply::public_api::PublicApiArguments;
use crate::test::run::TestArguments;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own chores")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Pass all tests, with all their set-up.
    Test(TestArguments),
    /// Hold the command `synfin` against other tools' readings, kernels' own states and hostile files.
    Conformance(ConformanceArguments),
    /// Tell how much of synfin's code the corpora of the fuzz targets reach (needs rustup, or `LLVM_TOOLS`).
    Coverage(CoverageArguments),
    /// Count the instructions of each benchmark with callgrind (needs valgrind).
    Instructions(InstructionsArguments),
    /// Hold the public names of the libraries against the committed lists.
    PublicApi(PublicApiArguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().chore {
        Chore::Test(arguments) => test::run::run(&arguments),
        Chore::Conformance(arguments) => conformance::suite::run(&arguments),
        Chore::Coverage(arguments) => coverage::reached::run(&arguments),
        Chore::Instructions(arguments) => instructions::rows::run(&arguments),
        Chore::PublicApi(arguments) => supply::public_api::run(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
