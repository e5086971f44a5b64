//! What a frame holds when it holds no TCP.

use crate::numbers::{IpProtocol, Protocol};
use core::fmt;

/// A frame was read rightly, and no segment is in it that belongs to a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
#[non_exhaustive]
pub enum NotTcp {
    /// Another protocol: ARP, UDP, ICMP, an EtherType, …
    Other(Protocol),
    /// A fragment without the beginning of the payload of this protocol; with TCP, its header is in another frame.
    LaterFragment(IpProtocol),
    /// The first fragment of a TCP segment, too short for the header (RFC 1858 tells what for).
    TinyFragment,
    /// A TCP segment quoted in an ICMP error: it was sent before, by the one who gets the error, and belongs to no
    /// flow here. The quoted IP header begins at this octet of the frame.
    QuotedTcp {
        /// Counted from the first octet of the frame.
        offset: u32,
    },
}

/// `ARP`, `UDP`, `later fragment of TCP`, `TCP quoted in an ICMP error`.
impl fmt::Display for NotTcp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            NotTcp::Other(protocol) => protocol.fmt(f),
            NotTcp::LaterFragment(protocol) => {
                write!(f, "later fragment of {}", Protocol::IpProtocol(protocol))
            }
            NotTcp::TinyFragment => f.write_str("first fragment of TCP without its header"),
            NotTcp::QuotedTcp { .. } => f.write_str("TCP quoted in an ICMP error"),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::NotTcp;
    use crate::numbers::{EtherType, IpProtocol, Protocol};
    use std::string::ToString;

    #[test]
    fn each_is_told_in_words() {
        let rows = [
            (NotTcp::Other(Protocol::EtherType(EtherType::ARP)), "ARP"),
            (NotTcp::LaterFragment(IpProtocol::TCP), "later fragment of TCP"),
            (NotTcp::TinyFragment, "first fragment of TCP without its header"),
            (NotTcp::QuotedTcp { offset: 42 }, "TCP quoted in an ICMP error"),
        ];
        for (not_tcp, text) in rows {
            assert_eq!(not_tcp.to_string(), text);
        }
    }
}
