//! The Wireshark plugin in a real tshark: the same answers as the command, whatever is done to the host.

mod answers;
mod captures;
mod contained;
mod host;
mod plugin;
mod readme;
mod shown;
pub(crate) mod stage;
