//! The Python module: an environment of its own, the wheel as users get it, its tests and its stubs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::chore::command::{run, run_told_at_its_end};
use crate::chore::parallel;
use crate::chore::workspace::Workspace;
use crate::test::rust::{ALL, AS_FOR_TESTS, in_root};

/// Pinned tools: maturin, pytest, mypy, ….
const REQUIREMENTS: &str = "python/requirements-dev.txt";
/// The longest that one kind of test may take.
const LIMIT: Duration = Duration::from_mins(15);

/// A Python of at least 3.11 that can make an environment.
pub(super) fn tools() -> Result<()> {
    let check = "import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 11))";
    run(Command::new(python()).args(["-c", check])).context("Python 3.11 or newer with venv is needed")
}

/// How pyo3 is told of an interpreter that is not there: CPython 3.14 without its lock.
const WITHOUT_LOCK: &str = "\
implementation=CPython
version=3.14
shared=true
build_flags=Py_GIL_DISABLED
suppress_build_script_link_lines=true
";

/// Makes the environment when it is missing or its requirements have changed; builds and installs the wheel; tests it.
pub(super) fn test(workspace: &Workspace) -> Result<()> {
    // First, as the wheel is built for another interpreter than this asks for: what both share is then built for that in the end.
    check_without_lock(workspace)?;
    let environment = install(workspace)?;
    let tests = workspace.root.join("python/tests");
    let peers = workspace.root.join("benches/peers");
    // The scripts beside these stand on modules that setup.sh installs.
    let scripts = ["compare.py", "plots.py", "test_figures.py"].map(|name| peers.join(name));
    let pytest: &[&str] = &["-m", "pytest", "-q"];
    let mypy: &[&str] = &["-m", "mypy", "--strict"];
    let tests = std::slice::from_ref(&tests);
    // Each lane keeps one core busy. What is of mypy follows one another, as it remembers in one place.
    let lanes: [&[Words<'_>]; 2] = [
        &[(pytest, tests)],
        &[
            (&["-m", "mypy.stubtest", "synfin"], &[]),
            (mypy, tests),
            (mypy, &scripts),
            (pytest, std::slice::from_ref(&peers)),
        ],
    ];
    let passed = |lane: &&[Words<'_>]| {
        let mut lane = lane.iter();
        lane.try_for_each(|(words, paths)| {
            run_told_at_its_end(inside(&environment, workspace).args(*words).args(*paths), LIMIT)
        })
    };
    parallel::map(&lanes, passed).into_iter().collect()
}

/// Words of a command, and the paths behind them.
type Words<'a> = (&'a [&'a str], &'a [PathBuf]);

/// Whether the module would stand in an interpreter without a lock: what is shared there must be safe to share, and the compiler
/// knows. No such interpreter is needed for that, and none is run.
fn check_without_lock(workspace: &Workspace) -> Result<()> {
    let configuration = workspace.target.join("free-threaded.txt");
    fs::write(&configuration, WITHOUT_LOCK).with_context(|| configuration.display().to_string())?;
    let mut command = in_root(workspace);
    command.arg("check").args(ALL).arg("--lib").args(AS_FOR_TESTS).env("PYO3_CONFIG_FILE", &configuration);
    run(&mut command)
}

/// Makes the environment, builds the wheel and installs it there; the Python that imports it.
pub(crate) fn installed(workspace: &Workspace) -> Result<PathBuf> {
    Ok(install(workspace)?.join("bin/python"))
}

fn install(workspace: &Workspace) -> Result<PathBuf> {
    let environment = environment(workspace)?;
    let wheel = wheel(workspace, &environment)?;
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"];
    run(inside(&environment, workspace).args(install).arg(&wheel))?;
    Ok(environment)
}

/// The Python that makes environments: `PYTHON`, or `python3`.
pub(crate) fn python() -> PathBuf {
    std::env::var_os("PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from)
}

fn environment(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("venv");
    let stamp = folder.join("requirements-dev.txt");
    let wanted = workspace.root.join(REQUIREMENTS);
    let text = fs::read_to_string(&wanted).with_context(|| wanted.display().to_string())?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == text) {
        return Ok(folder);
    }
    run(Command::new(python()).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(inside(&folder, workspace).args(install).arg(&wanted))?;
    fs::write(&stamp, text).with_context(|| stamp.display().to_string())?;
    Ok(folder)
}

fn wheel(workspace: &Workspace, environment: &Path) -> Result<PathBuf> {
    let folder = workspace.target.join("wheels");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let manifest = workspace.root.join("python/Cargo.toml");
    let build = ["-m", "maturin", "build", "--locked", "--profile", "dev", "--manifest-path"];
    run(inside(environment, workspace).args(build).arg(&manifest).arg("--out").arg(&folder))?;
    let mut wheels = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    match (wheels.pop(), wheels.pop()) {
        (Some(wheel), None) => Ok(wheel),
        _ => bail!("{} holds not exactly one wheel", folder.display()),
    }
}

/// The environment's Python, started where no source of the module lies beside it.
fn inside(environment: &Path, workspace: &Workspace) -> Command {
    let mut command = Command::new(environment.join("bin/python"));
    command.current_dir(&workspace.target).env("CARGO_TARGET_DIR", &workspace.target);
    command
}
