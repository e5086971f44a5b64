//! What the table may hold, and for how long.

use core::num::NonZeroU32;
use core::time::Duration;

use crate::class::Class;

/// Bounds of a flow table.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most flows held at once; a new flow is always admitted, and the least valuable makes place for it.
    pub max_flows: NonZeroU32,
    /// How long a flow may stay silent, in capture time; none: for ever, as is right for files.
    pub timeouts: Option<Timeouts>,
    /// Key of the hash by which flows are found. Give a secret one where strangers choose the addresses;
    /// no result depends on it.
    pub hash_key: [u64; 2],
}

/// 1,048,576 flows, no timeouts, a fixed hash key.
impl Default for Limits {
    fn default() -> Limits {
        Limits { max_flows: NonZeroU32::MIN.saturating_add((1 << 20) - 1), timeouts: None, hash_key: [0; 2] }
    }
}

/// How long a flow of each class may stay silent, in capture time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Both directions are closed, or the connection was reset.
    pub finished: Duration,
    /// A SYN without an answer, or a probe.
    pub unanswered: Duration,
    /// A SYN-ACK without the third segment.
    pub half_open: Duration,
    /// Only one end was seen.
    pub one_sided: Duration,
    /// A FIN was seen.
    pub closing: Duration,
    /// Open.
    pub established: Duration,
}

/// 5 s, 30 s, 30 s, 60 s, 120 s and 600 s.
impl Default for Timeouts {
    fn default() -> Timeouts {
        Timeouts {
            finished: Duration::from_secs(5),
            unanswered: Duration::from_secs(30),
            half_open: Duration::from_secs(30),
            one_sided: Duration::from_mins(1),
            closing: Duration::from_mins(2),
            established: Duration::from_mins(10),
        }
    }
}

impl Timeouts {
    /// How long a flow of one class may stay silent.
    pub(crate) const fn of(&self, class: Class) -> Duration {
        match class {
            Class::Finished => self.finished,
            Class::Unanswered => self.unanswered,
            Class::HalfOpen => self.half_open,
            Class::OneSided => self.one_sided,
            Class::Closing => self.closing,
            Class::Established => self.established,
        }
    }
}
