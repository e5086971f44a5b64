//! Multipath TCP (RFC 8684, section 3; version 0: RFC 6824): one option kind with subtypes.

use crate::error::ParseError;
use crate::segment::mptcp_dss::Dss;
use core::net::IpAddr;
use nom::combinator::{all_consuming, cond, rest};
use nom::number::complete::{be_u8, be_u16, be_u32, be_u64, be_u128};
use nom::{IResult, Parser};

/// The value of an MPTCP option, not yet read.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mptcp<'a>(
    /// All octets behind kind and length; the first has the subtype in its high four bits.
    pub(crate) &'a [u8],
);

impl<'a> Mptcp<'a> {
    /// The option with `data` behind kind and length; `None` if `data` is empty, or has no shape that its subtype
    /// has.
    pub fn new(data: &'a [u8]) -> Option<Mptcp<'a>> {
        read(data).map(|_| Mptcp(data))
    }

    /// What it says.
    pub fn message(self) -> Message<'a> {
        read(self.0).unwrap_or(Message::Other { subtype: 0, flags: 0, data: &[] })
    }

    /// All octets behind kind and length.
    pub const fn octets(self) -> &'a [u8] {
        self.0
    }
}

/// What an MPTCP option says, by subtype. `flags` and `reserved` hold the bits between subtype and first field as
/// they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Message<'a> {
    /// MP_CAPABLE: this connection can have more than one path (section 3.1).
    Capable(Capable),
    /// MP_JOIN in a SYN: another path to a connection (section 3.2).
    JoinSyn {
        /// Bit 0: the path is a backup (B).
        flags: u8,
        /// The sender's identifier of its address.
        address_id: u8,
        /// Names the connection: the first 32 bits of a hash of the receiver's key.
        receiver_token: u32,
        /// A number never used before.
        sender_nonce: u32,
    },
    /// MP_JOIN in a SYN-ACK.
    JoinSynAck {
        /// Bit 0: the path is a backup (B).
        flags: u8,
        /// The sender's identifier of its address.
        address_id: u8,
        /// The first 64 bits of the sender's HMAC.
        truncated_hmac: u64,
        /// A number never used before.
        sender_nonce: u32,
    },
    /// MP_JOIN in the third segment of the handshake.
    JoinAck {
        /// Twelve reserved bits.
        reserved: u16,
        /// The first 160 bits of the sender's HMAC.
        hmac: &'a [u8; 20],
    },
    /// DSS: data sequence signal (section 3.3).
    Dss(Dss),
    /// ADD_ADDR: another address of the sender (section 3.4.1).
    AddAddress(AddAddress),
    /// REMOVE_ADDR: addresses that the sender has no more (section 3.4.2).
    RemoveAddress {
        /// Reserved.
        flags: u8,
        /// Their identifiers.
        address_ids: &'a [u8],
    },
    /// MP_PRIO: a path becomes backup or regular (section 3.3.8).
    Priority {
        /// Bit 0: backup (B).
        flags: u8,
        /// Of which address; only in version 0, else the path that it came on.
        address_id: Option<u8>,
    },
    /// MP_FAIL: a checksum failed (section 3.7).
    Fail {
        /// Twelve reserved bits.
        reserved: u16,
        /// Data sequence number of the mapping that failed.
        data_seq: u64,
    },
    /// MP_FASTCLOSE: the whole connection is aborted (section 3.5).
    FastClose {
        /// Twelve reserved bits.
        reserved: u16,
        /// The key of the receiver.
        receiver_key: u64,
    },
    /// MP_TCPRST: why a path is reset (section 3.6).
    Reset {
        /// U, V and W reserved, bit 0: the condition is transient (T).
        flags: u8,
        /// The reason's number; [`reset_reason`] has its name.
        reason: u8,
    },
    /// MP_EXPERIMENTAL, for private use (section 8.2).
    Experimental {
        /// The four bits behind the subtype.
        flags: u8,
        /// The octets behind those.
        data: &'a [u8],
    },
    /// A subtype that is not assigned.
    Other {
        /// The subtype, 9 to 14.
        subtype: u8,
        /// The four bits behind the subtype.
        flags: u8,
        /// The octets behind those.
        data: &'a [u8],
    },
}

/// MP_CAPABLE: who can do MPTCP, and with which keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Capable {
    /// Version of MPTCP, four bits: 1 is RFC 8684.
    pub version: u8,
    /// Flags A to H; A (high bit): checksums are required; H (low bit): HMAC-SHA256.
    pub flags: u8,
    /// What it carries, by its length.
    pub keys: Keys,
}

/// What MP_CAPABLE carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Keys {
    /// In a SYN of version 1.
    None,
    /// In a SYN-ACK, and in a SYN of version 0.
    Sender(
        /// The sender's key.
        u64,
    ),
    /// In the third segment of the handshake, and with the first data.
    Both {
        /// The sender's key.
        sender: u64,
        /// The receiver's key.
        receiver: u64,
        /// Octets of data in this segment, and their checksum if checksums are used; only with the first data.
        data: Option<(u16, Option<u16>)>,
    },
}

/// ADD_ADDR: an address, perhaps with a port, perhaps signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AddAddress {
    /// Bit 0: an echo (E). In version 0 the version of IP instead, 4 or 6.
    pub flags: u8,
    /// The sender's identifier of the address.
    pub address_id: u8,
    /// The address.
    pub address: IpAddr,
    /// The port, if it is another than that of this path.
    pub port: Option<u16>,
    /// The low 64 bits of the HMAC; absent from an echo and in version 0.
    pub truncated_hmac: Option<u64>,
}

/// The name of an MPTCP subtype.
pub const fn subtype_name(subtype: u8) -> &'static str {
    match subtype {
        0x0 => "MP_CAPABLE",
        0x1 => "MP_JOIN",
        0x2 => "DSS",
        0x3 => "ADD_ADDR",
        0x4 => "REMOVE_ADDR",
        0x5 => "MP_PRIO",
        0x6 => "MP_FAIL",
        0x7 => "MP_FASTCLOSE",
        0x8 => "MP_TCPRST",
        0xf => "MP_EXPERIMENTAL",
        _ => "unassigned",
    }
}

/// The name of a reason in the registry "MPTCP MP_TCPRST Reason Codes".
pub const fn reset_reason(reason: u8) -> &'static str {
    match reason {
        0 => "unspecified error",
        1 => "MPTCP-specific error",
        2 => "lack of resources",
        3 => "administratively prohibited",
        4 => "too much outstanding data",
        5 => "unacceptable performance",
        6 => "middlebox interference",
        _ => "unassigned",
    }
}

impl Message<'_> {
    /// The subtype, 0 to 15.
    pub const fn subtype(&self) -> u8 {
        match self {
            Message::Capable(_) => 0x0,
            Message::JoinSyn { .. } | Message::JoinSynAck { .. } | Message::JoinAck { .. } => 0x1,
            Message::Dss(_) => 0x2,
            Message::AddAddress(_) => 0x3,
            Message::RemoveAddress { .. } => 0x4,
            Message::Priority { .. } => 0x5,
            Message::Fail { .. } => 0x6,
            Message::FastClose { .. } => 0x7,
            Message::Reset { .. } => 0x8,
            Message::Experimental { .. } => 0xf,
            Message::Other { subtype, .. } => *subtype,
        }
    }
}

type Read<'a> = IResult<&'a [u8], Message<'a>, ParseError>;

/// Reads a value whose first octet has the subtype in its high four bits; `None` if its shape is none of the
/// subtype's. Lengths below are those of the whole option, as the RFC counts them.
fn read(data: &[u8]) -> Option<Message<'_>> {
    let (&first, body) = data.split_first()?;
    let (subtype, flags) = (first >> 4, first & 0x0f);
    let length = data.len().wrapping_add(2);
    let reserved = |octet: u8| u16::from(flags) << 8 | u16::from(octet);
    let message: Read<'_> = match (subtype, length) {
        (0x0, _) => return capable(flags, body, length),
        (0x1, 12) => {
            let fields = (be_u8, be_u32, be_u32);
            let join = |(address_id, receiver_token, sender_nonce)| Message::JoinSyn {
                flags,
                address_id,
                receiver_token,
                sender_nonce,
            };
            all_consuming(fields.map(join)).parse_complete(body)
        }
        (0x1, 16) => {
            let fields = (be_u8, be_u64, be_u32);
            let join = |(address_id, truncated_hmac, sender_nonce)| Message::JoinSynAck {
                flags,
                address_id,
                truncated_hmac,
                sender_nonce,
            };
            all_consuming(fields.map(join)).parse_complete(body)
        }
        (0x1, 24) => {
            let (&octet, hmac) = body.split_first()?;
            return Some(Message::JoinAck { reserved: reserved(octet), hmac: hmac.try_into().ok()? });
        }
        (0x2, _) => return Dss::read(flags, body).map(Message::Dss),
        (0x3, _) => return add_address(flags, body, length),
        (0x4, 4..) => {
            rest.map(|address_ids| Message::RemoveAddress { flags, address_ids }).parse_complete(body)
        }
        (0x5, 3) => return Some(Message::Priority { flags, address_id: None }),
        (0x5, 4) => be_u8.map(|id| Message::Priority { flags, address_id: Some(id) }).parse_complete(body),
        (0x6, 12) => {
            let fail = |(octet, data_seq)| Message::Fail { reserved: reserved(octet), data_seq };
            (be_u8, be_u64).map(fail).parse_complete(body)
        }
        (0x7, 12) => {
            let close =
                |(octet, receiver_key)| Message::FastClose { reserved: reserved(octet), receiver_key };
            (be_u8, be_u64).map(close).parse_complete(body)
        }
        (0x8, 4) => be_u8.map(|reason| Message::Reset { flags, reason }).parse_complete(body),
        (0xf, _) => return Some(Message::Experimental { flags, data: body }),
        (0x9..=0xe, _) => return Some(Message::Other { subtype, flags, data: body }),
        _ => return None,
    };
    message.ok().map(|(_, message)| message)
}

fn capable(version: u8, body: &[u8], length: usize) -> Option<Message<'_>> {
    let (&flags, body) = body.split_first()?;
    let both = |sender, receiver, data| Keys::Both { sender, receiver, data };
    let keys: IResult<&[u8], Keys, ParseError> = match length {
        4 => Ok((body, Keys::None)),
        12 => be_u64.map(Keys::Sender).parse_complete(body),
        20 => (be_u64, be_u64).map(|(s, r)| both(s, r, None)).parse_complete(body),
        22 => (be_u64, be_u64, be_u16).map(|(s, r, len)| both(s, r, Some((len, None)))).parse_complete(body),
        24 => {
            let fields = (be_u64, be_u64, be_u16, be_u16);
            fields.map(|(s, r, len, sum)| both(s, r, Some((len, Some(sum))))).parse_complete(body)
        }
        _ => return None,
    };
    let (_, keys) = keys.ok()?;
    Some(Message::Capable(Capable { version, flags, keys }))
}

fn add_address(flags: u8, body: &[u8], length: usize) -> Option<Message<'_>> {
    // The length tells which fields there are: no two of the eight shapes are of one length.
    let (wide, with_port, with_hmac) = match length {
        8 => (false, false, false),
        10 => (false, true, false),
        16 => (false, false, true),
        18 => (false, true, true),
        20 => (true, false, false),
        22 => (true, true, false),
        28 => (true, false, true),
        30 => (true, true, true),
        _ => return None,
    };
    let fields = |input| {
        let (input, address_id) = be_u8(input)?;
        let (input, address) = if wide {
            be_u128.map(|bits| IpAddr::from(bits.to_be_bytes())).parse_complete(input)?
        } else {
            be_u32.map(|bits| IpAddr::from(bits.to_be_bytes())).parse_complete(input)?
        };
        let (input, port) = cond(with_port, be_u16).parse_complete(input)?;
        let (input, truncated_hmac) = cond(with_hmac, be_u64).parse_complete(input)?;
        Ok((input, AddAddress { flags, address_id, address, port, truncated_hmac }))
    };
    let result: IResult<&[u8], AddAddress, ParseError> = fields(body);
    result.ok().map(|(_, add)| Message::AddAddress(add))
}
