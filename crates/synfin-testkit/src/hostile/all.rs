//! Every hostile capture that fits a file.

use crate::hostile::case::Case;
use crate::hostile::{
    attacks, headers, links, odd_lives, options, packets, pcap_files, pcapng_files, pcapng_sections,
};

/// All cases, the same octets every time; no two have the same name.
///
/// # Panics
/// When a script of this crate cannot be read; the tests make them all.
pub fn all() -> Vec<Case> {
    [
        pcap_files::cases(),
        pcapng_files::cases(),
        pcapng_sections::cases(),
        links::cases(),
        packets::cases(),
        headers::cases(),
        options::cases(),
        attacks::cases(),
        odd_lives::cases(),
    ]
    .concat()
}
