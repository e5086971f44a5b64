//! The user timeout option (RFC 5482).

use core::fmt;
use core::time::Duration;

/// How long the sender waits for an acknowledgement before it gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct UserTimeout(
    /// As it stands: granularity in the high bit, fifteen bits of number.
    pub u16,
);

impl UserTimeout {
    /// Whether the number counts minutes; else seconds.
    pub const fn in_minutes(self) -> bool {
        self.0 & 0x8000 != 0
    }

    /// The number, in minutes or seconds.
    pub const fn number(self) -> u16 {
        self.0 & 0x7fff
    }

    /// The timeout: 0 to 32,767 minutes.
    pub const fn duration(self) -> Duration {
        let unit: u32 = if self.in_minutes() { 60 } else { 1 };
        Duration::from_secs((self.number() as u32).saturating_mul(unit) as u64)
    }
}

/// `300 s`, `5 min`
impl fmt::Display for UserTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(), if self.in_minutes() { "min" } else { "s" })
    }
}
