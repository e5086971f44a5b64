//! What dissectors told in a round.

use synfin_dissect::emission::Emissions;

/// What the dissectors of one shard told in this round.
#[derive(Debug, Default)]
pub(crate) struct FieldsTold {
    /// By the frames that it was told with, which increase.
    by_frame: Vec<(u64, Emissions)>,
}

impl FieldsTold {
    pub(crate) fn clear(&mut self) {
        self.by_frame.clear();
    }

    /// Puts what was told with a frame behind all others.
    pub(crate) fn put(&mut self, frame: u64, fields: Emissions) {
        if !fields.is_empty() {
            self.by_frame.push((frame, fields));
        }
    }

    /// What was told with this frame.
    #[inline]
    pub(crate) fn with(&self, frame: u64) -> &Emissions {
        match self.by_frame.binary_search_by_key(&frame, |(frame, _)| *frame) {
            Ok(at) => &self.by_frame[at].1,
            Err(_) => Emissions::NONE,
        }
    }
}
