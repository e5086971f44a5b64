//! Where a segment's connections lie.

use crate::key::SocketPair;

/// A pair of sockets as one segment names it, and under which hash its connections are found in the table that made it.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    pub(crate) pair: SocketPair,
    /// The segment comes from the lower socket.
    pub(crate) from_low: bool,
    pub(crate) hash: u64,
}
