//! The file formats. Each is asked what lies at the start of the unread octets, and answers with a
//! [`Step`](step::Step); none of them reads, allocates or loops.

pub(crate) mod foreign;
pub(crate) mod known;
pub(crate) mod pcap;
pub(crate) mod pcapng;
pub(crate) mod step;
