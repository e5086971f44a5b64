"""What the first octet of a frame belongs to."""

from enum import IntEnum


class LinkType(IntEnum):
    """The link types that synfin reads, by their numbers in the LINKTYPE registry."""

    NULL = 0
    """BSD loopback."""
    ETHERNET = 1
    """Ethernet."""
    TOKEN_RING = 6
    """Token Ring."""
    ARCNET_BSD = 7
    """ARCNET (BSD)."""
    PPP = 9
    """PPP."""
    FDDI = 10
    """FDDI."""
    RAW_12 = 12
    """Raw IP (12)."""
    RAW_14 = 14
    """Raw IP (14)."""
    PPP_HDLC = 50
    """PPP in HDLC-like framing."""
    PPP_ETHER = 51
    """PPPoE session."""
    ATM_RFC1483 = 100
    """LLC over ATM (RFC 1483)."""
    RAW = 101
    """Raw IP."""
    C_HDLC = 104
    """Cisco HDLC."""
    IEEE802_11 = 105
    """802.11."""
    FRAME_RELAY = 107
    """Frame Relay."""
    LOOP = 108
    """OpenBSD loopback."""
    ENC = 109
    """OpenBSD IPsec enc."""
    LINUX_SLL = 113
    """Linux cooked v1."""
    PFLOG = 117
    """OpenBSD pflog."""
    PRISM = 119
    """802.11 with a Prism header."""
    IP_OVER_FC = 122
    """IP over Fibre Channel."""
    RADIOTAP = 127
    """802.11 with a radiotap header."""
    ARCNET_LINUX = 129
    """ARCNET (Linux)."""
    AVS = 163
    """802.11 with an AVS header."""
    PPP_PPPD = 166
    """PPP with pppd's direction octet."""
    JUNIPER_ETHERNET = 178
    """Juniper Ethernet."""
    PPI = 192
    """Per-Packet Information."""
    PPP_WITH_DIR = 204
    """PPP with a direction octet."""
    C_HDLC_WITH_DIR = 205
    """Cisco HDLC with a direction octet."""
    FRAME_RELAY_WITH_DIR = 206
    """Frame Relay with a direction octet."""
    IPV4 = 228
    """Raw IPv4."""
    IPV6 = 229
    """Raw IPv6."""
    NFLOG = 239
    """Linux netfilter log."""
    IPOIB = 242
    """IP over InfiniBand."""
    ETHERNET_MPACKET = 274
    """Ethernet mPacket (802.3br)."""
    LINUX_SLL2 = 276
    """Linux cooked v2."""
