//! The command line, for `python -m synfin`.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Does what the command `synfin` does with these arguments, of which the first is its name; the exit status.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| synfin_cli::run(arguments))
}
