//! What went wrong, where: one small `Copy` struct for the whole crate.

/// The layer at which parsing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layer {
    /// L2.
    Frame,
    /// A header between two network layers (GRE, VXLAN, …).
    Tunnel,
    /// L3.
    Packet,
    /// L4.
    Segment,
}

/// Parsing stopped: at which layer, at which octet of that layer, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseError {
    /// Where in the stack.
    pub layer: Layer,
    /// The octet at which it stopped, counted from the first octet of the frame.
    pub offset: u32,
    /// Why.
    pub reason: Reason,
}

/// Why parsing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Cut short.
    CutShort,
}
