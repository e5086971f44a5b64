//! `synfin live`: connections as they end, from an interface.

use crate::arguments::live::LiveArguments;
use crate::exit::Exit;

#[cfg(feature = "live")]
pub(crate) fn run(arguments: &LiveArguments) -> Exit {
    crate::live::watch::run(arguments)
}

/// Without libpcap there is nothing to listen with.
#[cfg(not(feature = "live"))]
pub(crate) fn run(_: &LiveArguments) -> Exit {
    let mut faults = crate::fault::Faults::default();
    faults.could_not(format_args!("live: {}", crate::bpf::HOW_TO_BUILD));
    faults.tell()
}
