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

/// Makes the addresses of segments in their order. Segments come in trains: nothing is hashed for one of the sockets of the one before.
#[derive(Clone, Copy, Debug)]
pub struct Addresses {
    key: [u64; 2],
    /// Of the segment before: its pair, if that is short, and its hash. Kept as one number, because an address that was just written in
    /// pieces would be waited for.
    last: Option<([u8; 16], u64)>,
}

impl Addresses {
    pub(crate) const fn new(key: [u64; 2]) -> Addresses {
        Addresses { key, last: None }
    }

    /// The address of the next segment.
    #[inline]
    pub fn of(&mut self, source: Socket, destination: Socket, scope: u32) -> Address {
        let (pair, from_low) = SocketPair::new(source, destination, scope);
        let hash = match (pair.short_octets(), self.last) {
            (Some(octets), Some((last, hash))) if octets == last => hash,
            (Some(octets), _) => {
                let hash = hasher(self.key).hash(&octets);
                self.last = Some((octets, hash));
                hash
            }
            (None, _) => hash_of(self.key, &pair),
        };
        Address { pair, from_low, hash }
    }
}

/// SipHash-1-3 under the table's key: strangers who choose addresses cannot choose collisions.
#[inline]
pub(crate) fn hash_of(key: [u64; 2], pair: &SocketPair) -> u64 {
    let hasher = hasher(key);
    match pair.short_octets() {
        Some(octets) => hasher.hash(&octets),
        None => hasher.hash(&pair.octets()),
    }
}

#[inline]
fn hasher([first, second]: [u64; 2]) -> SipHasher13 {
    SipHasher13::new_with_keys(first, second)
}
