//! Runs the stages one after another, times them, and stops at the first that fails.

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use crate::chore::workspace::Workspace;
use crate::test::stage::Stage;

/// What `cargo xtask test` takes.
#[derive(Args)]
pub(crate) struct TestArguments {
    /// Only this stage (may be given several times).
    #[arg(long, value_name = "STAGE")]
    only: Vec<Stage>,
}

/// Runs the stages; `false` when one failed.
pub(crate) fn run(arguments: &TestArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    let wanted = |stage: &&Stage| arguments.only.is_empty() || arguments.only.contains(stage);
    let stages: Vec<Stage> = Stage::ALL.iter().filter(wanted).copied().collect();
    let mut times: Vec<(Stage, Duration)> = Vec::new();
    let mut failure = None;
    for stage in stages {
        println!("\n=== {} ===", stage.name());
        let started = Instant::now();
        let outcome = stage.run(&workspace);
        let took = started.elapsed();
        if let Err(error) = outcome {
            println!("=== {}: failed after {:.1} s: {error:#}", stage.name(), took.as_secs_f64());
            failure = Some(stage);
            break;
        }
        println!("=== {}: passed in {:.1} s", stage.name(), took.as_secs_f64());
        times.push((stage, took));
    }
    println!();
    for (stage, took) in &times {
        println!("{:8} {:7.1} s", stage.name(), took.as_secs_f64());
    }
    if let Some(stage) = failure {
        println!("{:8} failed; again by itself: cargo xtask test --only {0}", stage.name());
    }
    println!("\n{} passed, {} failed", times.len(), u8::from(failure.is_some()));
    Ok(failure.is_none())
}
