//! Octets of one message, put together from the segments that bring them.

/// Octets of one message, put together from the segments that bring them. It never has room for more than are wanted.
#[derive(Debug, Default)]
pub(super) struct Gathered(Vec<u8>);

impl Gathered {
    /// Takes from the front of `rest` what is missing to `wanted` octets; whether they are all there.
    pub(super) fn fill(&mut self, wanted: usize, rest: &mut &[u8]) -> bool {
        let missing = wanted.saturating_sub(self.0.len());
        let (taken, behind) = rest.split_at(missing.min(rest.len()));
        let needed = self.0.len() + taken.len();
        if needed > self.0.capacity() {
            // Doubled, so that octets that come one by one are copied seldom, and not at once as many as somebody announced.
            let room = needed.max(2 * self.0.capacity()).min(wanted);
            self.0.reserve_exact(room - self.0.len());
        }
        self.0.extend_from_slice(taken);
        *rest = behind;
        self.0.len() >= wanted
    }

    /// All of them, which it then holds no more.
    pub(super) fn take(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.0)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Octets of memory that they take.
    pub(super) fn held(&self) -> usize {
        self.0.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::Gathered;

    #[test]
    fn it_takes_what_is_wanted_and_has_room_for_no_more() {
        let mut gathered = Gathered::default();
        for _ in 0..99 {
            assert!(!gathered.fill(100, &mut [7].as_slice()));
            assert!(gathered.held() <= 100);
        }
        let mut rest = [8; 5].as_slice();
        assert!(gathered.fill(100, &mut rest));
        assert_eq!((gathered.held(), rest.len()), (100, 4));
        assert_eq!(gathered.take().last(), Some(&8));
        assert_eq!((gathered.held(), gathered.is_empty()), (0, true));
    }

    #[test]
    fn who_announces_much_and_sends_little_gets_little_room() {
        let mut gathered = Gathered::default();
        gathered.fill(16_384, &mut [0; 10].as_slice());
        assert_eq!(gathered.held(), 10);
    }
}
