//! The command, run again and again in one process: a line of words in, a line of what became of it out.
//!
//! Each line of standard input holds the words of one run, a tab between two. The answer on standard output is the exit status,
//! or `panic: ` and what it said. Whoever asks names a file for each run to write its results to (`-o`), and reads them there.
//! `cargo xtask conformance` asks it of many thousand damaged captures.

use std::any::Any;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

fn main() -> io::Result<()> {
    for line in io::stdin().lines() {
        let line = line?;
        let words = std::iter::once("synfin").chain(line.split('\t')).map(OsString::from);
        let answer = match catch_unwind(AssertUnwindSafe(|| synfin_cli::run(words))) {
            Ok(status) => status.to_string(),
            Err(panic) => format!("panic: {}", said(&*panic)),
        };
        let mut stdout = io::stdout().lock();
        writeln!(stdout, "{}", answer.replace('\n', " "))?;
        stdout.flush()?;
    }
    Ok(())
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("of no words")
}
