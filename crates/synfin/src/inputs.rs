//! Which inputs of an analysis were not read whole.

/// How many inputs of an analysis were not read whole: who reads them counts them, as an analyzer sees frames alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Read as far as they could be: part of them is damaged.
    pub damaged: u64,
    /// Not read at all, as they are no captures or could not be opened: none of their frames is in the books.
    pub left_out: u64,
}
