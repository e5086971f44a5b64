//! Why a session ends.

use synfin::capture::live::error::LiveError;

/// Why a session ended.
#[derive(Debug)]
pub(crate) enum Ending {
    /// Somebody asked: a signal, a key.
    Asked,
    /// As many frames came as were wanted.
    Counted,
    /// Its time was over.
    TimeUp,
    /// What comes can be kept no more, though it was to be.
    NotKept,
    /// The interface is not there any more, or not up.
    Lost(LiveError),
}
