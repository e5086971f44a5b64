//! Which connections are certainly not held, told by one octet.

/// A power of two.
const PLACES: usize = 1 << 16;
/// A count that is this high stays there: its place is then always asked further.
const FULL: u8 = u8::MAX;

/// How many of the connections that are held share a place. Numbers of connections follow on each other, so that few do.
pub(crate) struct Filter(Box<[u8; PLACES]>);

impl Filter {
    pub(crate) fn new() -> Filter {
        let places = vec![0; PLACES].into_boxed_slice();
        Filter(places.try_into().expect("it has as many places"))
    }

    /// Whether this connection may be held.
    #[inline]
    pub(crate) fn may_hold(&self, flow: u64) -> bool {
        self.0[flow as usize % PLACES] != 0
    }

    pub(crate) fn add(&mut self, flow: u64) {
        let count = &mut self.0[flow as usize % PLACES];
        *count = count.saturating_add(1);
    }

    pub(crate) fn remove(&mut self, flow: u64) {
        let count = &mut self.0[flow as usize % PLACES];
        if *count != FULL {
            *count = count.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, PLACES};

    #[test]
    fn what_is_held_is_never_denied() {
        let mut filter = Filter::new();
        for flow in 0..300 {
            filter.add(flow * PLACES as u64);
        }
        for flow in 1..300 {
            filter.remove(flow * PLACES as u64);
        }
        assert!(filter.may_hold(0), "the count was full, and one is still held");
        assert!(!filter.may_hold(1));
        filter.add(1);
        filter.remove(1);
        assert!(!filter.may_hold(1));
    }
}
