//! Whether a dissector wants more.

/// Whether a dissector wants more of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It does.
    GoOn,
    /// It has told all that it can tell: its state is dropped, and the connection costs nothing more.
    Done,
}
