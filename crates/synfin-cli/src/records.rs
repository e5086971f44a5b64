//! Some records at once, as one input gives them or several do.

use synfin::analyzer::Analyzer;
use synfin::capture::batch::Batch;
use synfin::capture::burst::Burst;
use synfin::observation::Observation;

/// The next few records of a capture.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Records<'a> {
    /// Of one input.
    Burst(Burst<'a>),
    /// Of several.
    Batch(&'a Batch),
}

impl<'a> Records<'a> {
    /// Feeds them to the analyzer; `on_frame` gets what each tells.
    pub(crate) fn observe<E>(
        self,
        analyzer: &mut Analyzer,
        on_frame: impl FnMut(&mut Analyzer, Option<Observation<'a>>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Records::Burst(burst) => analyzer.observe_burst(&burst, on_frame),
            Records::Batch(batch) => analyzer.observe_batch(batch, on_frame),
        }
    }
}
