//! LLVM's readers of what an instrumented program counts; they must be of the compiler's own release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::chore::command::{run, told};

/// Both programs.
pub(super) struct Llvm {
    profdata: PathBuf,
    cov: PathBuf,
}

impl Llvm {
    /// Those of the folder `LLVM_TOOLS`, or of the toolchain, where rustup adds them if they are missing.
    pub(super) fn found() -> Result<Llvm> {
        let folder = match std::env::var_os("LLVM_TOOLS") {
            Some(folder) => PathBuf::from(folder),
            None => of_the_toolchain()?,
        };
        let program = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        Ok(Llvm { profdata: program("llvm-profdata"), cov: program("llvm-cov") })
    }

    /// Adds up what several runs counted.
    pub(super) fn merge(&self, counts: &[PathBuf], into: &Path) -> Result<()> {
        run(Command::new(&self.profdata).args(["merge", "-sparse", "-o"]).arg(into).args(counts))
    }

    /// The counts of some folders of sources, file by file, as JSON; what is in any of the programs is counted, run or not.
    pub(super) fn summary(
        &self,
        counts: &Path,
        programs: &[PathBuf],
        sources: &[PathBuf],
    ) -> Result<Vec<u8>> {
        let mut command = Command::new(&self.cov);
        command.args(["export", "-summary-only", "-instr-profile"]).arg(counts);
        for program in programs {
            command.arg("-object").arg(program);
        }
        command.arg("-sources").args(sources);
        let output = command.output().with_context(|| told(&command))?;
        ensure!(output.status.success(), "`{}`: {}", told(&command), String::from_utf8_lossy(&output.stderr));
        Ok(output.stdout)
    }
}

/// The folder for programs of the toolchain's own host.
fn of_the_toolchain() -> Result<PathBuf> {
    let sysroot = rustc(&["--print", "sysroot"])?;
    let folder = Path::new(&sysroot).join("lib/rustlib").join(host()?).join("bin");
    let is_there = || fs::exists(folder.join(format!("llvm-cov{}", std::env::consts::EXE_SUFFIX)));
    if !is_there()? {
        run(Command::new("rustup").args(["component", "add", "llvm-tools"]))
            .context("llvm-tools, of the compiler's release, are needed; LLVM_TOOLS may name their folder")?;
    }
    Ok(folder)
}

/// The machine that the compiler runs on, as it calls it.
pub(super) fn host() -> Result<String> {
    rustc(&["--print", "host-tuple"])
}

fn rustc(words: &[&str]) -> Result<String> {
    let output = Command::new("rustc").args(words).output().context("rustc could not be started")?;
    ensure!(output.status.success(), "rustc: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
