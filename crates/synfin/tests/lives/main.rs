//! Captures of which the truth is known, through the whole door: from the octets of the file to the rows.

mod compare;
mod hostile;
mod kernel;
mod read;
mod samples;
mod sockets;
mod two_ends;
