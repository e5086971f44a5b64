//! How often what happened to a dissector.

use core::ops::AddAssign;

/// How often what happened to one dissector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Connections that it claimed.
    pub claimed: u64,
    /// Of those, where it had told all that it could tell.
    pub done: u64,
    /// Of those, where it failed.
    pub failed: u64,
    /// Of those, where it panicked, and the panic was contained.
    pub panicked: u64,
    /// Of those, where its state held more than it said it would, or than there was room for.
    pub too_large: u64,
    /// Connections that it would have claimed, had there been room.
    pub refused: u64,
    /// Gaps that it was told of.
    pub gaps: u64,
    /// Fields that it told.
    pub fields: u64,
    /// Of those, how many were too long, and cut.
    pub cut: u64,
    /// Fields that were too many for their segment.
    pub fields_lost: u64,
    /// Values that were too many, or too much, for the row of their connection.
    pub not_kept: u64,
}

impl Counts {
    /// Each count with its name.
    pub const fn each(&self) -> [(&'static str, u64); 11] {
        [
            ("claimed", self.claimed),
            ("done", self.done),
            ("failed", self.failed),
            ("panicked", self.panicked),
            ("too_large", self.too_large),
            ("refused", self.refused),
            ("gaps", self.gaps),
            ("fields", self.fields),
            ("cut", self.cut),
            ("fields_lost", self.fields_lost),
            ("not_kept", self.not_kept),
        ]
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        let Counts {
            claimed,
            done,
            failed,
            panicked,
            too_large,
            refused,
            gaps,
            fields,
            cut,
            fields_lost,
            not_kept,
        } = other;
        self.claimed += claimed;
        self.done += done;
        self.failed += failed;
        self.panicked += panicked;
        self.too_large += too_large;
        self.refused += refused;
        self.gaps += gaps;
        self.fields += fields;
        self.cut += cut;
        self.fields_lost += fields_lost;
        self.not_kept += not_kept;
    }
}
