//! The lean classifier over a table that it looks up in batches: `lean-batched FILE`.

use std::process::ExitCode;

use synfin_benches::whole::lean::batched::lean_batched;
use synfin_benches::whole::program::program;

fn main() -> ExitCode {
    program(lean_batched)
}
