//! `synfin live --list`: the interfaces that there are.

use std::io::{self, Write as _};

use synfin::capture::live::interface::{Interface, interfaces};
use synfin::report::text::safe::Safe;

use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe};

/// One interface a line: its name, whether it is up, its addresses, and what the system says about it.
pub(crate) fn run() -> Exit {
    let mut faults = Faults::default();
    match interfaces() {
        Ok(interfaces) => match write(&interfaces) {
            Err(error) if !is_closed_pipe(&error) => faults.could_not(format_args!("cannot write: {error}")),
            _ => {}
        },
        Err(error) => faults.could_not(format_args!("cannot list interfaces: {error}")),
    }
    faults.tell()
}

fn write(interfaces: &[Interface]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let width = interfaces.iter().map(|interface| interface.name.chars().count()).max().unwrap_or_default();
    for interface in interfaces {
        let mut about: Vec<String> = interface.addresses.iter().map(ToString::to_string).collect();
        about.extend(interface.description.clone());
        let line = format!(
            "{:width$}  {:4}  {}",
            Safe(&interface.name).to_string(),
            if interface.is_up { "up" } else { "down" },
            Safe(about.join(", "))
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}
