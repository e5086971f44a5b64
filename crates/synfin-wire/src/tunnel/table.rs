//! Which reader belongs to which IP protocol number and to which UDP port: one row each.

use crate::numbers::IpProtocol;
use crate::reader::Read;
use crate::tunnel::tunnel::{Inner, Reader, carried};
use crate::tunnel::{ayiya, etherip, geneve, gre, gtp_u, gue, l2tp, teredo, udp, vxlan};

/// The tunnels directly above IP.
#[rustfmt::skip]
pub(crate) const fn by_protocol(protocol: IpProtocol) -> Option<Reader> {
    Some(match protocol {
        IpProtocol::IPV4     => |input| bare(IpProtocol::IPV4, input),
        IpProtocol::IPIP     => |input| bare(IpProtocol::IPIP, input),
        IpProtocol::IPV6     => |input| bare(IpProtocol::IPV6, input),
        IpProtocol::MPLS     => |input| bare(IpProtocol::MPLS, input),
        IpProtocol::ETHERNET => |input| bare(IpProtocol::ETHERNET, input),
        IpProtocol::GRE      => gre::read,
        IpProtocol::ETHERIP  => etherip::read,
        _ => return None,
    })
}

/// Which of the two ports must be the tunnel's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Destination,
    Either,
}

/// The tunnels above UDP.
#[expect(clippy::match_same_arms, reason = "a row each")]
#[rustfmt::skip]
pub(crate) const fn by_port(port: u16) -> Option<(Side, Reader)> {
    Some(match port {
        1701 => (Side::Either,      l2tp::read),
        2152 => (Side::Either,      gtp_u::read),
        3544 => (Side::Either,      teredo::read),
        4789 => (Side::Destination, vxlan::read),
        4790 => (Side::Destination, vxlan::read_generic),
        5072 => (Side::Either,      ayiya::read),
        6080 => (Side::Destination, gue::read),
        6081 => (Side::Destination, geneve::read),
        6635 => (Side::Destination, udp::read_mpls),
        // What Linux took before VXLAN had a number; still its default.
        8472 => (Side::Destination, vxlan::read),
        _ => return None,
    })
}

/// No header of its own: what is within follows at once.
fn bare(protocol: IpProtocol, input: &[u8]) -> Read<'_, Inner> {
    match carried(protocol) {
        Some(protocol) => Ok((input, Inner { header: None, protocol })),
        None => Err(udp::not_this(input)),
    }
}

#[cfg(test)]
mod tests {
    use super::by_protocol;
    use crate::numbers::{EtherType, IpProtocol, LinkType, Protocol};

    #[test]
    fn what_has_no_header_of_its_own_names_what_is_within() {
        #[rustfmt::skip]
        let rows = [
            (IpProtocol::IPV4,     Protocol::EtherType(EtherType::IPV4)),
            (IpProtocol::IPIP,     Protocol::EtherType(EtherType::IPV4)),
            (IpProtocol::IPV6,     Protocol::EtherType(EtherType::IPV6)),
            (IpProtocol::MPLS,     Protocol::EtherType(EtherType::MPLS)),
            (IpProtocol::ETHERNET, Protocol::Frame(LinkType::ETHERNET)),
        ];
        for (number, protocol) in rows {
            let read = by_protocol(number).expect("a row");
            let (rest, inner) = read(&[1, 2, 3]).expect("nothing to miss");
            assert_eq!((rest, inner.protocol), (&[1, 2, 3][..], protocol));
            assert!(inner.header.is_none());
        }
        assert!(by_protocol(IpProtocol::TCP).is_none());
    }
}
