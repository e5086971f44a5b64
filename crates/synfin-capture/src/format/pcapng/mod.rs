//! pcapng (draft-ietf-opsawg-pcapng): sections of blocks.
//!
//! Block types and option codes come from the crate `pcap-parser`; the bodies of the five blocks that matter
//! here are read by our own few lines, for four reasons. The crate collects a block's options in a vector,
//! which costs an allocation a packet, and up to twelve times the block's size for a hostile one; a fault in
//! the options costs the whole packet; it knows no base-2 `if_tsresol` and reads `if_tsoffset` as little
//! endian in every section; it does not know the obsolete Packet Block. A test holds both against each
//! other.

pub(crate) mod block;
pub(crate) mod fields;
pub(crate) mod interface;
pub(crate) mod option;
pub(crate) mod packet;
pub(crate) mod resolution;
pub(crate) mod section;
