//! Runs the stages one after another, times them, and stops at the first that fails.

use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use crate::chore::processor;
use crate::chore::workspace::Workspace;
use crate::test::stage::Stage;

/// What `cargo xtask test` takes.
#[derive(Args)]
pub(crate) struct TestArguments {
    /// Only this stage (may be given several times).
    #[arg(long, value_name = "STAGE")]
    only: Vec<Stage>,
}

/// What a stage took.
struct Took {
    time: Duration,
    /// Processor time: more than `time` where several cores worked, less where others had them or nothing was to be done.
    processor: Duration,
}

/// Processor time that has been used since; nothing where the system does not tell.
fn since(before: Option<Duration>) -> Duration {
    let now = processor::used().unwrap_or_default();
    before.map_or(Duration::ZERO, |before| now.saturating_sub(before))
}

/// Runs the stages; `false` when one failed.
pub(crate) fn run(arguments: &TestArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    let wanted = |stage: &&Stage| arguments.only.is_empty() || arguments.only.contains(stage);
    let stages: Vec<Stage> = Stage::ALL.iter().filter(wanted).copied().collect();
    let mut times: Vec<(Stage, Took)> = Vec::new();
    let mut failure = None;
    for stage in stages {
        println!("\n=== {} ===", stage.name());
        let (started, used) = (Instant::now(), processor::used());
        let outcome = stage.run(&workspace);
        let took = Took { time: started.elapsed(), processor: since(used) };
        if let Err(error) = outcome {
            println!("=== {}: failed after {:.1} s: {error:#}", stage.name(), took.time.as_secs_f64());
            failure = Some(stage);
            break;
        }
        println!("=== {}: passed in {:.1} s", stage.name(), took.time.as_secs_f64());
        times.push((stage, took));
    }
    println!("\n{:12} {:>9} {:>12}", "", "time", "of a core");
    for (stage, took) in &times {
        println!(
            "{:12} {:7.1} s {:10.1} s",
            stage.name(),
            took.time.as_secs_f64(),
            took.processor.as_secs_f64()
        );
    }
    let sum = |part: fn(&Took) -> Duration| times.iter().map(|(_, took)| part(took)).sum::<Duration>();
    let all = [sum(|took| took.time), sum(|took| took.processor)].map(|sum| sum.as_secs_f64());
    println!("{:12} {:7.1} s {:10.1} s", "all", all[0], all[1]);
    if let Some(stage) = failure {
        println!("{:12} failed; again by itself: cargo xtask test --only {0}", stage.name());
    }
    println!("\n{} passed, {} failed", times.len(), u8::from(failure.is_some()));
    Ok(failure.is_none())
}
