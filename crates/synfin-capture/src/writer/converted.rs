//! Options of a section in the byte order of another.

use crate::format::pcapng::fields::Fields;
use crate::format::pcapng::option::{CUSTOM, Options};
use crate::writer::block::BlockWriter;
use pcap_parser::{EPB_MAGIC, IDB_MAGIC};
use std::io::Write;

/// Options whose value is a number, of so many octets: those of Interface Description Blocks and of packets
/// (draft-ietf-opsawg-pcapng, sections 4.2 and 4.3). All others are octets or text.
#[rustfmt::skip]
const NUMBERS: [(u32, u16, usize); 9] = [
    (IDB_MAGIC,  8, 8),     // if_speed
    (IDB_MAGIC, 10, 4),     // if_tzone
    (IDB_MAGIC, 14, 8),     // if_tsoffset
    (IDB_MAGIC, 16, 8),     // if_txspeed
    (IDB_MAGIC, 17, 8),     // if_rxspeed
    (EPB_MAGIC,  2, 4),     // epb_flags, and pack_flags
    (EPB_MAGIC,  4, 8),     // epb_dropcount
    (EPB_MAGIC,  5, 8),     // epb_packetid
    (EPB_MAGIC,  6, 4),     // epb_queue
];

/// Adds all options in `fields` to the next block, which is of `kind`, but for those that are not `wanted`.
pub(crate) fn add_options<W: Write>(
    fields: Fields<'_>,
    kind: u32,
    to: &mut BlockWriter<W>,
    wanted: impl Fn(u16, &[u8]) -> bool,
) {
    for (code, value) in Options(fields).filter(|(code, value)| wanted(*code, value)) {
        match value.split_at_checked(number_len(kind, code)) {
            Some((number, rest)) if fields.order != to.order => {
                let value: Vec<u8> = number.iter().rev().chain(rest).copied().collect();
                to.option(code, &value);
            }
            _ => to.option(code, value),
        }
    }
}

/// Octets of the number with which an option's value begins.
fn number_len(kind: u32, code: u16) -> usize {
    let row = NUMBERS.iter().find(|&&(of, number, _)| (of, number) == (kind, code));
    match row {
        Some(&(_, _, length)) => length,
        // The enterprise whose option it is.
        None if CUSTOM.contains(&code) => 4,
        None => 0,
    }
}
