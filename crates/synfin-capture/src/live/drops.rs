//! What the system counted while an interface was listened to.

/// Frames that the kernel and the interface counted since listening began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drops {
    /// Frames that matched the filter, dropped ones included.
    pub received: u64,
    /// Frames dropped by the kernel: its buffer was full, as nobody read fast enough.
    pub kernel: u64,
    /// Frames dropped by the interface or its driver, where that tells.
    pub interface: u64,
}

/// The same, out of counters of 32 bits that begin again when they are full.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counters {
    last: [u32; 3],
    sums: [u64; 3],
}

impl Counters {
    /// Takes the three counters as they stand now. They must not come round twice in between: ask every few minutes.
    pub(crate) fn advance(&mut self, received: u32, kernel: u32, interface: u32) -> Drops {
        let now = [received, kernel, interface];
        for ((sum, last), now) in self.sums.iter_mut().zip(self.last).zip(now) {
            *sum += u64::from(now.wrapping_sub(last));
        }
        self.last = now;
        self.drops()
    }

    /// As they stood the last time.
    pub(crate) const fn drops(&self) -> Drops {
        let [received, kernel, interface] = self.sums;
        Drops { received, kernel, interface }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counters, Drops};

    #[test]
    fn counters_that_come_round_go_on() {
        let mut counters = Counters::default();
        counters.advance(u32::MAX, 7, 0);
        let drops = counters.advance(4, 7, 1);
        assert_eq!(drops, Drops { received: u64::from(u32::MAX) + 5, kernel: 7, interface: 1 });
        assert_eq!(counters.drops(), drops);
    }
}
