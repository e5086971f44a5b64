//! L4: the TCP segment (RFC 9293, section 3.1).
//!
//! Start at [`header::Segment`]; its options are an [`option_list::Options`], which is walked, or summed up by
//! [`summary::OptionSummary`]. To add an option: a constant in [`option_kind`], a variant in [`option`], a row in
//! `option_registry`, its words in `option_text`, and how it is written in `encode`.

pub mod accurate_ecn;
pub mod anomalies;
pub mod encryption_negotiation;
pub mod experimental;
pub mod fast_open;
pub mod flags;
pub mod header;
pub mod hex;
pub mod layout;
pub mod mptcp;
#[cfg(feature = "arbitrary")]
mod mptcp_arbitrary;
pub mod mptcp_dss;
mod mptcp_text;
pub mod obsolete;
pub mod option;
#[cfg(feature = "arbitrary")]
mod option_arbitrary;
pub mod option_kind;
pub mod option_list;
mod option_registry;
mod option_text;
pub mod quick_start;
pub mod sack;
pub mod segment_header;
pub mod seq;
pub mod summary;
pub mod timestamps;
pub mod user_timeout;
pub mod usual;
