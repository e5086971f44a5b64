//! What the host calls what was registered.

use core::sync::atomic::AtomicI32;

use crate::host::ExpertField;
use crate::odd::Severity;

/// What the host calls the protocol and its subtree; -1 before they are registered.
pub(crate) static PROTOCOL: AtomicI32 = AtomicI32::new(-1);
pub(crate) static SUBTREE: AtomicI32 = AtomicI32::new(-1);

/// What the host calls the kinds of expert information: one for each [`Severity`], and last the one for a bug.
static EXPERTS: [[AtomicI32; 2]; Severity::NUMBER + 1] =
    [const { [const { AtomicI32::new(-1) }; 2] }; Severity::NUMBER + 1];

/// Which of them it is.
pub(crate) fn expert(severity: Option<Severity>) -> *mut ExpertField {
    let both = &EXPERTS[severity.map_or(Severity::NUMBER, |severity| severity as usize)];
    // The host writes both numbers.
    core::ptr::from_ref(both).cast_mut().cast()
}

/// The plugin's name for what it keeps of a frame.
pub(crate) const KEY: u32 = 0;

const _: () = assert!(size_of::<ExpertField>() == size_of::<[AtomicI32; 2]>());
