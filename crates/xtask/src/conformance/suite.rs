//! The sets, in the order in which they run, and the gate over their figures.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::chore::release;
use crate::chore::workspace::Workspace;
use crate::conformance::copies::copies;
use crate::conformance::dissect::compare::dissect;
use crate::conformance::hostile::hostile;
use crate::conformance::judged::Judgements;
use crate::conformance::kernel::compare::kernel;
use crate::conformance::measure::Measure;
use crate::conformance::mutations::mutations;
use crate::conformance::report;
use crate::conformance::synfin::Synfin;
use crate::conformance::tshark::compare::tshark;
use crate::conformance::worked::worked;
use crate::conformance::zeek::zeek;

/// What `cargo xtask conformance` takes.
#[derive(Args)]
pub(crate) struct ConformanceArguments {
    /// The folder with captures, truth and generators.
    shared: PathBuf,
    /// Only this set (may be given several times).
    #[arg(long)]
    set: Vec<Set>,
    /// Print every disagreement instead of the first of each kind.
    #[arg(long)]
    list: bool,
    /// Write all figures and disagreements here, as JSON or (for any other name) Markdown.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How many damaged captures the set `mutations` makes.
    #[arg(long, default_value_t = 20_000)]
    mutations: u32,
    /// The seed of the set `mutations`.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// This command instead of the release build of this checkout, in all sets but `mutations`.
    #[arg(long, value_name = "PROGRAM")]
    synfin: Option<PathBuf>,
}

/// A witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Set {
    /// tshark's reading of real captures.
    Tshark,
    /// tshark's fields of what dissectors tell.
    Dissect,
    /// Linux kernels' own socket states.
    Kernel,
    /// The law of the classifier, worked out by hand.
    Worked,
    /// What Zeek's baselines say of each connection.
    Zeek,
    /// Captures made to break a reader.
    Hostile,
    /// Real captures, damaged.
    Mutations,
    /// Annotated captures, read by tshark, if it is installed.
    Copies,
}

/// What every set is given.
pub(super) struct Bench {
    pub(super) synfin: Synfin,
    pub(super) shared: PathBuf,
    pub(super) workspace: Workspace,
    pub(super) mutations: u32,
    pub(super) seed: u64,
}

impl Set {
    fn measures(self, bench: &Bench) -> Result<Vec<Measure>> {
        match self {
            Self::Tshark => tshark(bench),
            Self::Dissect => dissect(bench),
            Self::Kernel => kernel(bench),
            Self::Worked => worked(bench),
            Self::Zeek => zeek(bench),
            Self::Hostile => hostile(bench),
            Self::Mutations => mutations(bench),
            Self::Copies => copies(bench),
        }
    }

    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// Runs the sets and prints their figures; `false` when a required share is missed.
pub(crate) fn run(arguments: &ConformanceArguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    let bench = Bench {
        synfin: Synfin { program: program(arguments, &workspace)? },
        shared: arguments.shared.canonicalize().with_context(|| arguments.shared.display().to_string())?,
        workspace,
        mutations: arguments.mutations,
        seed: arguments.seed,
    };
    let judgements = Judgements::committed()?;
    let wanted = |set: &&Set| arguments.set.is_empty() || arguments.set.contains(set);
    let mut measures = Vec::new();
    for set in Set::value_variants().iter().filter(wanted) {
        let started = Instant::now();
        for mut measure in set.measures(&bench).with_context(|| format!("set {}", set.name()))? {
            judgements.judge(&mut measure);
            report::print(&measure, arguments.list);
            measures.push(measure);
        }
        println!("    ({}: {:.1} s)\n", set.name(), started.elapsed().as_secs_f64());
    }
    if let Some(file) = &arguments.report {
        report::write(file, &measures)?;
    }
    Ok(gate(&measures))
}

fn gate(measures: &[Measure]) -> bool {
    let required = || measures.iter().filter(|measure| measure.required.is_some());
    for measure in required().filter(|measure| !measure.passes()) {
        let wanted = measure.required.unwrap_or_default();
        println!(
            "FAILED {}: {:.3} % of {} agree, {wanted} % must",
            measure.name,
            measure.per_cent(),
            measure.unit
        );
    }
    let left_open = || measures.iter().filter(|measure| measure.all_judged && measure.unjudged() > 0);
    for measure in left_open() {
        println!("FAILED {}: {} disagreements are not judged, all must be", measure.name, measure.unjudged());
    }
    let passed = required().filter(|measure| measure.passes()).count();
    let failed = required().count() - passed + left_open().count();
    println!("{passed} passed, {failed} failed");
    failed == 0
}

/// Builds this checkout's command, and the door through which it is asked of many captures in one process, where they are asked.
fn program(arguments: &ConformanceArguments, workspace: &Workspace) -> Result<PathBuf> {
    let is_door_asked = arguments.set.is_empty() || arguments.set.contains(&Set::Mutations);
    if arguments.synfin.is_none() || is_door_asked {
        release::command(workspace)?;
    }
    if let Some(program) = &arguments.synfin {
        ensure!(Path::is_file(program), "{}: no such program", program.display());
        return Ok(program.clone());
    }
    Ok(workspace.synfin())
}
