//! What can be wrong with a capture, and where.

use std::fmt;
use std::io;

use synfin_wire::numbers::LinkType;

/// A capture could not be read on, or a part of it could not be understood.
///
/// Printed as `OFFSET: frame N: what`, so that a file name and a colon before it make the whole line.
/// [`Reader::next_record`](crate::reader::Reader::next_record) returns each fault once: after a final one
/// comes only `Ok(None)`, after any other the next record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaptureError {
    /// Where the record or block in question begins (or where reading stopped): octet of the stream, after
    /// decompression.
    pub offset: u64,
    /// The number of the frame that was being read; 0 when it did not come to frames at all.
    pub frame: u64,
    /// What is wrong.
    pub reason: Reason,
    /// Whether nothing more can be read. Otherwise the fault lies within one block, and reading goes on
    /// behind it.
    pub is_final: bool,
}

impl fmt::Display for CaptureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.offset)?;
        if self.frame > 0 {
            write!(f, "frame {}: ", self.frame)?;
        }
        self.reason.fmt(f)
    }
}

impl std::error::Error for CaptureError {}

/// Why a capture could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// There is nothing to read.
    Empty,
    /// The input begins neither as pcap nor as pcapng.
    NotACapture {
        /// How it begins; shorter inputs are filled up with zeros.
        magic: [u8; 4],
        /// The format it seems to be instead, where the first octets tell.
        looks_like: Option<&'static str>,
    },
    /// The input is compressed, and this build of the crate lacks the feature to read it.
    NoDecompressor(Codec),
    /// The input ends in the middle of a header, a record or a block.
    Truncated {
        /// How many octets more it should have had at least.
        missing: u64,
    },
    /// A record or a block is longer than [`ReadOptions::max_record`](crate::options::ReadOptions::max_record).
    TooLarge {
        /// The length it claims, in octets.
        length: u64,
        /// The bound, in octets.
        limit: u64,
    },
    /// A pcap file or a pcapng section of a version that nobody has defined.
    Version {
        /// Major version.
        major: u16,
        /// Minor version.
        minor: u16,
    },
    /// The byte-order magic of a pcapng section is neither way round.
    ByteOrder {
        /// What stands there.
        magic: [u8; 4],
    },
    /// The length of a pcapng block is no multiple of 4, or less than an empty block has.
    BlockLength {
        /// What stands there.
        length: u32,
    },
    /// The two lengths of a pcapng block, before and after its body, differ.
    BlockLengths {
        /// The length before the body.
        leading: u32,
        /// The length after the body.
        trailing: u32,
    },
    /// A pcapng block is too short for its own fixed fields.
    BlockTooShort {
        /// The block type.
        block_type: u32,
        /// Its length, in octets.
        length: u32,
    },
    /// A record claims more captured octets than its block holds.
    CapturedLength {
        /// What it claims, in octets.
        captured: u32,
        /// What there is, in octets.
        space: u32,
    },
    /// A record names an interface that its section has not described.
    UnknownInterface {
        /// The number it names.
        interface: u32,
        /// How many the section has described so far.
        interfaces: u32,
    },
    /// A record names an interface whose description could not be read.
    UnreadableInterface {
        /// The number it names.
        interface: u32,
    },
    /// A section describes more interfaces than [`MAX_INTERFACES`](crate::options::MAX_INTERFACES).
    TooManyInterfaces,
    /// Compressed octets that no compressor wrote.
    BadCompression(Codec),
    /// Behind compressed octets that are whole stand others that no compressor wrote.
    BehindCompression(Codec),
    /// The compressed input ends before its end mark.
    CompressionTruncated(Codec),
    /// The input decompresses to more than
    /// [`ReadOptions::max_ratio`](crate::options::ReadOptions::max_ratio) times its size.
    RatioExceeded {
        /// The bound.
        max_ratio: u32,
    },
    /// The input decompresses to more than
    /// [`ReadOptions::max_total`](crate::options::ReadOptions::max_total) octets.
    TotalExceeded {
        /// The bound, in octets.
        max_total: u64,
    },
    /// Of several inputs that are [merged](crate::merge::Merge), too many overlap in time.
    TooManyOpen {
        /// How many may be open at once.
        limit: usize,
    },
    /// Frames of this link type cannot be held against the filter expression, and are left out; told with the first of them.
    NotFilterable {
        /// The link type.
        link_type: LinkType,
    },
    /// The operating system could not open or read the input.
    Io(io::ErrorKind),
}

/// A compression format that is recognised by its first octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// The LZ4 frame format.
    Lz4,
}

impl Codec {
    /// The name of the format, which is also the name of the feature that reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Codec::Gzip => "gzip",
            Codec::Zstd => "zstd",
            Codec::Lz4 => "lz4",
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// In a few plain words, with the numbers; no capital letter, no full stop.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::Empty => f.write_str("the input is empty"),
            Reason::NotACapture { looks_like: Some(format), .. } => {
                write!(f, "not a pcap or pcapng capture: it looks like {format}")
            }
            Reason::NotACapture { magic, looks_like: None } => {
                write!(f, "not a pcap or pcapng capture: it begins with {:08x}", u32::from_be_bytes(magic))
            }
            Reason::NoDecompressor(codec) => {
                write!(f, "compressed with {codec}, which this build does not read (feature `{codec}`)")
            }
            Reason::Truncated { missing } => {
                write!(f, "the input is cut off (octets missing: {missing})")
            }
            Reason::TooLarge { length, limit } => {
                write!(f, "a length of {length} octets, more than the {limit} allowed")
            }
            Reason::Version { major, minor } => write!(f, "unknown version {major}.{minor} of the format"),
            Reason::ByteOrder { magic } => {
                write!(f, "{:08x} is no byte-order magic", u32::from_be_bytes(magic))
            }
            Reason::BlockLength { length } => write!(f, "{length} is no length for a block"),
            Reason::BlockLengths { leading, trailing } => {
                write!(f, "the block's two lengths differ: {leading} before, {trailing} after")
            }
            Reason::BlockTooShort { block_type, length } => {
                write!(f, "a block of type {block_type:#x} with {length} octets is too short for its fields")
            }
            Reason::CapturedLength { captured, space } => {
                write!(f, "{captured} octets captured, but the block holds {space}")
            }
            Reason::UnknownInterface { interface, interfaces } => {
                write!(f, "interface {interface} of {interfaces} does not exist")
            }
            Reason::UnreadableInterface { interface } => {
                write!(f, "the description of interface {interface} was unreadable")
            }
            Reason::TooManyInterfaces => {
                write!(f, "more than {} interfaces in a section", crate::options::MAX_INTERFACES)
            }
            Reason::BadCompression(codec) => write!(f, "damaged {codec} data"),
            Reason::BehindCompression(codec) => {
                write!(f, "behind the {codec} data stand octets that are no {codec} data")
            }
            Reason::CompressionTruncated(codec) => write!(f, "the {codec} data is cut off"),
            Reason::RatioExceeded { max_ratio } => {
                write!(f, "decompresses to more than {max_ratio} times its size: refused as a bomb")
            }
            Reason::TotalExceeded { max_total } => {
                write!(f, "decompresses to more than {max_total} octets: refused as a bomb")
            }
            Reason::TooManyOpen { limit } => {
                write!(
                    f,
                    "more than {limit} files overlap in time: merge some of them first, as mergecap does"
                )
            }
            Reason::NotFilterable { link_type } => {
                let name = link_type.name().map(|name| format!(" ({name})")).unwrap_or_default();
                write!(
                    f,
                    "the filter means nothing for link type {}{name}: its frames are left out",
                    link_type.0
                )
            }
            Reason::Io(io::ErrorKind::NotFound) => f.write_str("no such file"),
            Reason::Io(kind) => write!(f, "cannot read: {kind}"),
        }
    }
}
