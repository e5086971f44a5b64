//! From values back to octets: any TCP header, with any options and the right checksum, into the caller's buffer.

#[cfg(feature = "arbitrary")]
mod arbitrary_header;
pub mod encode_error;
mod mptcp_octets;
pub mod option_buffer;
#[cfg(feature = "serde")]
mod option_buffer_serde;
mod option_octets;
pub mod owned_header;
