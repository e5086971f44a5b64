//! A lean classifier with a plain hash map of connections: `lean FILE`.

use std::process::ExitCode;

use synfin_benches::whole::lean::mapped::lean;
use synfin_benches::whole::program::program;

fn main() -> ExitCode {
    program(lean)
}
