//! Segments per pair of sockets, with etherparse and a hash map: `count FILE`.

use std::process::ExitCode;

use synfin_benches::whole::count::count;
use synfin_benches::whole::program::program;

fn main() -> ExitCode {
    program(count)
}
