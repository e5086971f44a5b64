//! Which reader belongs to which link type: one row each.

use crate::error::Reason;
use crate::frame::{
    arcnet, bsd, cooked, ethernet, fddi, fibre_channel, frame_relay, hdlc, infiniband, juniper, llc,
    netfilter, ppp, radio, raw, token_ring, wlan,
};
use crate::numbers::{LinkType, Protocol};
use crate::reader::{self, Read};

/// Reads the link header of `link_type`: what it names, and the octets behind it.
#[expect(clippy::match_same_arms, reason = "a row each")]
#[rustfmt::skip]
pub(crate) fn read(link_type: LinkType, input: &[u8]) -> Read<'_, Protocol> {
    match link_type {
        LinkType::ETHERNET             => ethernet::read(input),
        LinkType::ETHERNET_MPACKET     => ethernet::read_mpacket(input),
        LinkType::JUNIPER_ETHERNET     => juniper::read(input),

        LinkType::RAW                  => raw::read(input),
        LinkType::RAW_12               => raw::read(input),
        LinkType::RAW_14               => raw::read(input),
        LinkType::IPV4                 => raw::read(input),
        LinkType::IPV6                 => raw::read(input),
        LinkType::NULL                 => bsd::read_null(input),
        LinkType::LOOP                 => bsd::read_loop(input),
        LinkType::ENC                  => bsd::read_enc(input),
        LinkType::PFLOG                => bsd::read_pflog(input),
        LinkType::LINUX_SLL            => cooked::read_v1(input),
        LinkType::LINUX_SLL2           => cooked::read_v2(input),
        LinkType::NFLOG                => netfilter::read(input),

        LinkType::PPP                  => ppp::read(input),
        LinkType::PPP_HDLC             => ppp::read(input),
        LinkType::PPP_PPPD             => ppp::read_with_direction(input),
        LinkType::PPP_WITH_DIR         => ppp::read_with_direction(input),
        LinkType::PPP_ETHER            => ppp::read_pppoe(input),
        LinkType::C_HDLC               => hdlc::read(input),
        LinkType::C_HDLC_WITH_DIR      => hdlc::read_with_direction(input),
        LinkType::FRAME_RELAY          => frame_relay::read(input),
        LinkType::FRAME_RELAY_WITH_DIR => frame_relay::read_with_direction(input),

        LinkType::IEEE802_11           => wlan::read(input),
        LinkType::RADIOTAP             => radio::read_radiotap(input),
        LinkType::PRISM                => radio::read_prism(input),
        LinkType::AVS                  => radio::read_avs(input),
        LinkType::PPI                  => radio::read_ppi(input),

        LinkType::FDDI                 => fddi::read(input),
        LinkType::TOKEN_RING           => token_ring::read(input),
        LinkType::ATM_RFC1483          => llc::read_over_atm(input),
        LinkType::IP_OVER_FC           => fibre_channel::read(input),
        LinkType::IPOIB                => infiniband::read(input),
        LinkType::ARCNET_BSD           => arcnet::read_bsd(input),
        LinkType::ARCNET_LINUX         => arcnet::read_linux(input),
        LinkType(number)               => Err(reader::stop(input, Reason::UnsupportedLinkType { number })),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::error::{Kind, Layer};
    use crate::numbers::LinkType;
    use crate::reader::finish;

    #[test]
    fn a_link_type_is_read_exactly_when_it_has_a_name() {
        let octets = [0; 256];
        for number in 0..=u16::MAX {
            let unsupported = finish(read(LinkType(number), &octets), Layer::Frame, &octets)
                .is_err_and(|error| error.kind() == Kind::Unsupported);
            assert_eq!(unsupported, LinkType(number).name().is_none(), "{number}");
        }
    }
}
