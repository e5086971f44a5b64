//! Single segments and frames, without a connection around them: read and written.

pub(crate) mod build;
pub(crate) mod tcp_packet;
pub(crate) mod tcp_segment;
