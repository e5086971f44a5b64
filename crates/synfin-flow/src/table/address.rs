//! Where a segment's connections lie.

use siphasher::sip::SipHasher13;

use crate::key::{Socket, SocketPair};

/// A pair of sockets as one segment names it, and under which hash its connections are found in a table of this key.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    pub(crate) pair: SocketPair,
    /// The segment comes from the lower socket.
    pub(crate) from_low: bool,
    pub(crate) hash: u64,
}

impl Address {
    #[inline]
    pub(crate) fn new(key: [u64; 2], source: Socket, destination: Socket, scope: u32) -> Address {
        let (pair, from_low) = SocketPair::new(source, destination, scope);
        Address { pair, from_low, hash: hash_of(key, &pair) }
    }

    /// The pair.
    pub const fn pair(&self) -> &SocketPair {
        &self.pair
    }
}

/// SipHash-1-3 under the table's key: strangers who choose addresses cannot choose collisions.
#[inline]
pub(crate) fn hash_of([first, second]: [u64; 2], pair: &SocketPair) -> u64 {
    let hasher = SipHasher13::new_with_keys(first, second);
    match pair.short_octets() {
        Some(octets) => hasher.hash(&octets),
        None => hasher.hash(&pair.octets()),
    }
}
