//! Formats that people take for captures, to tell them what they have.

/// The first octets of a format, four at most since no more may have been read, and what to call it.
#[rustfmt::skip]
const BEGINNINGS: [(&[u8], &str); 10] = [
    (b"snoo",                "a snoop capture (editcap turns it into pcapng)"),
    (b"GMBU",                "a Network Monitor capture (editcap turns it into pcapng)"),
    (b"RTSS",                "a Network Monitor capture (editcap turns it into pcapng)"),
    (b"TRSN",                "a Sniffer capture (editcap turns it into pcapng)"),
    (b"XCP\0",               "a NetXRay capture (editcap turns it into pcapng)"),
    (b"\xa1\xb2\xcd\x34",    "a big-endian pcap of the modified kind (editcap turns it into pcapng)"),
    (b"PK\x03\x04",          "a zip archive: unpack it first"),
    (b"BZh",                 "bzip2 data: decompress it first"),
    (b"\xfd7zX",             "xz data: decompress it first"),
    (b"\x02\x21\x4c\x18",    "lz4 data of the legacy kind: decompress it first"),
];

/// What an input that begins so seems to be.
pub(crate) fn looks_like(head: &[u8]) -> Option<&'static str> {
    BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning)).map(|&(_, name)| name)
}
