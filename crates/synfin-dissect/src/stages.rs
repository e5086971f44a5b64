//! A set of stages.

use synfin_flow::stage::Stage;

/// A set of [`Stage`]s.
///
/// ```
/// use synfin_dissect::stages::Stages;
/// use synfin_flow::stage::Stage;
///
/// let stages = Stages::NONE.with(Stage::Close).with(Stage::Reset);
/// assert!(stages.contains(Stage::Reset) && !stages.contains(Stage::Open));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages(u8);

impl Stages {
    /// No stage.
    pub const NONE: Stages = Stages(0);

    /// This one too.
    #[must_use]
    pub const fn with(self, stage: Stage) -> Stages {
        Stages(self.0 | 1 << stage as u8)
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is among them.
    #[inline]
    pub const fn contains(self, stage: Stage) -> bool {
        self.0 & 1 << stage as u8 != 0
    }
}
