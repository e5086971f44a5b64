//! How an interface is listened to.

use std::time::Duration;

/// How an interface is listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveOptions {
    /// Most octets kept of a frame: 262,144, which is all of any. A frame that is cut short cannot have its checksum verified.
    pub snaplen: u32,
    /// Whether frames for other machines are wanted too, where the interface can see them: yes.
    pub promiscuous: bool,
    /// Octets of frames that wait in the kernel, before it drops what comes: 16 MiB, a bit more than a tenth of a second of a full
    /// gigabit link.
    pub buffer: u32,
    /// How long the kernel gathers frames at most before it hands them over: 40 ms.
    pub gather: Duration,
}

impl Default for LiveOptions {
    fn default() -> LiveOptions {
        LiveOptions {
            snaplen: 262_144,
            promiscuous: true,
            buffer: 16 << 20,
            gather: Duration::from_millis(40),
        }
    }
}
