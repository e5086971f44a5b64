//! Every record's header and one cache line of every packet: `touch FILE`.

use std::process::ExitCode;

use synfin_benches::whole::program::program;
use synfin_benches::whole::touch::touch;

fn main() -> ExitCode {
    program(touch)
}
