//! Where the connections of the last segments lie, so that the index is not asked for them again.

use alloc::boxed::Box;
use alloc::vec;

use crate::key::SocketPair;
use crate::table::place::{NOWHERE, Place};

/// How many pairs are remembered at most: 32 KiB, which stay in the caches of a core, and which a table takes beside its flows.
const REMEMBERED: usize = 1 << BITS;
const BITS: u32 = 12;

/// The newest connections of the pairs of sockets that were seen last.
///
/// Segments come in trains, and the trains of some thousand connections take turns: most find their connection here. Each pair has one entry
/// where it can be; strangers who choose addresses so that they share one make it useless, and the index is asked, as for any other.
#[derive(Debug)]
pub(super) struct Latest {
    entries: Box<[Entry; REMEMBERED]>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// More of the pair's number than says where its entry is.
    tag: u32,
    place: Place,
}

const EMPTY: Entry = Entry { tag: 0, place: NOWHERE };

impl Latest {
    /// Nothing is remembered yet.
    pub(super) fn new() -> Latest {
        let entries = vec![EMPTY; REMEMBERED].into_boxed_slice();
        Latest { entries: entries.try_into().expect("it has as many entries") }
    }

    /// Where the pair's newest connection probably lies: another pair may look like this one.
    #[expect(clippy::indexing_slicing, reason = "there is an entry for every number of so many bits")]
    #[inline]
    pub(super) fn probable(&self, pair: &SocketPair) -> Option<Place> {
        let (index, tag) = entry_of(pair);
        let entry = self.entries[index];
        (entry.tag == tag && entry.place != NOWHERE).then_some(entry.place)
    }

    /// Remembers that the pair's newest connection lies there.
    #[expect(clippy::indexing_slicing, reason = "as in `probable`")]
    #[inline]
    pub(super) fn keep(&mut self, pair: &SocketPair, place: Place) {
        let (index, tag) = entry_of(pair);
        self.entries[index] = Entry { tag, place };
    }

    /// Forgets the pair.
    #[expect(clippy::indexing_slicing, reason = "as in `probable`")]
    #[inline]
    pub(super) fn forget(&mut self, pair: &SocketPair) {
        self.entries[entry_of(pair).0] = EMPTY;
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.entries.fill(EMPTY);
    }
}

/// Which entry is a pair's, and what marks it there.
#[inline]
fn entry_of(pair: &SocketPair) -> (usize, u32) {
    // An odd number near 2^64 divided by the golden ratio: the high bits of a product depend on all bits (Knuth, volume 3, section 6.4).
    let mixed = pair.folded().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed >> (u64::BITS - BITS)) as usize, (mixed >> 16) as u32)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;
    use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use super::{Latest, REMEMBERED, entry_of};
    use crate::key::{Socket, SocketPair};

    fn pair(client_port: u16) -> SocketPair {
        let client = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), client_port);
        SocketPair::new(client, Socket::new(IpAddr::V4(Ipv4Addr::new(198, 51, 100, 2)), 443), 0).0
    }

    #[test]
    fn what_was_kept_is_found_until_it_is_forgotten() {
        let mut latest = Latest::new();
        assert_eq!(latest.probable(&pair(40_000)), None);
        latest.keep(&pair(40_000), 7);
        assert_eq!(latest.probable(&pair(40_000)), Some(7));
        latest.forget(&pair(40_000));
        assert_eq!(latest.probable(&pair(40_000)), None);
        latest.keep(&pair(40_000), 8);
        latest.clear();
        assert_eq!(latest.probable(&pair(40_000)), None);
    }

    #[test]
    fn the_ports_of_one_client_have_entries_of_their_own_mostly() {
        let ports = 40_000..40_000 + 256;
        let mut entries: Vec<_> = ports.map(|port| entry_of(&pair(port)).0).collect();
        entries.sort_unstable();
        entries.dedup();
        assert!(entries.len() > 200, "{}", entries.len());
    }

    #[test]
    fn two_pairs_that_share_an_entry_differ_in_what_marks_it() {
        let (first, second) = (pair(40_000), (0..=u16::MAX).map(pair));
        let mut shared = 0;
        for other in second.filter(|other| *other != first && entry_of(other).0 == entry_of(&first).0) {
            assert_ne!(entry_of(&other).1, entry_of(&first).1);
            shared += 1;
        }
        assert!(shared > 0);
    }

    #[test]
    fn every_pair_has_an_entry() {
        let ends = [Ipv6Addr::UNSPECIFIED, Ipv6Addr::LOCALHOST, Ipv6Addr::from_bits(u128::MAX)];
        for (source, destination) in ends.iter().flat_map(|source| ends.map(|other| (*source, other))) {
            for port in [0, 1, 80, u16::MAX] {
                let [source, destination] =
                    [source, destination].map(|end| Socket::new(IpAddr::V6(end), port));
                let (pair, _) = SocketPair::new(source, destination, u32::MAX);
                assert!(entry_of(&pair).0 < REMEMBERED);
            }
        }
    }
}
