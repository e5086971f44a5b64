//! Linux kernels' own socket states, read at both ends around every delivery.

pub(super) mod compare;
mod run_file;
mod sockets;
