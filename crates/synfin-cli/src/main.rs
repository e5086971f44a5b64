//! The command `synfin`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(synfin_cli::run(std::env::args_os()))
}
