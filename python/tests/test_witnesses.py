"""What dpkt and scapy read in the same octets."""

import socket
from pathlib import Path

import dpkt  # type: ignore[import-untyped]
import pytest
from scapy.layers.inet import TCP
from scapy.layers.l2 import Ether

import synfin

ETHERNET = 1
PLAIN = ["four-way-close.pcap", "half-close-with-data.pcap", "ipv6.pcap", "retransmissions.pcap"]
TAGGED = ["vlan.pcap"]


def ethernet(path: Path) -> list[synfin.Segment]:
    """The segments in frames of Ethernet without tunnels: what all three read."""
    with synfin.open(path) as capture:
        return [segment for segment in capture.segments() if segment.link_type == ETHERNET]


@pytest.mark.parametrize("name", PLAIN + TAGGED)
def test_dpkt_reads_the_same_header_in_every_segment(samples: Path, name: str) -> None:
    segments = ethernet(samples / name)
    assert segments
    for segment in segments:
        packet = dpkt.ethernet.Ethernet(segment.octets).data
        tcp = packet.data
        family = socket.AF_INET if segment.src.version == 4 else socket.AF_INET6
        assert socket.inet_ntop(family, packet.src) == str(segment.src)
        assert socket.inet_ntop(family, packet.dst) == str(segment.dst)
        assert (tcp.sport, tcp.dport, tcp.seq, tcp.ack) == (
            segment.src_port,
            segment.dst_port,
            segment.seq,
            segment.ack,
        )
        assert (tcp.flags, tcp.win, bytes(tcp.data)) == (segment.flags, segment.window, segment.payload)
        told = [(option.kind, option.value) for option in segment.options]
        assert [option for option in dpkt.tcp.parse_opts(tcp.opts) if option[0]] == [one for one in told if one[0]]


@pytest.mark.parametrize("name", PLAIN)
def test_scapy_reads_the_same_header_in_every_segment(samples: Path, name: str) -> None:
    names = {"MSS": "mss", "WScale": "wscale"}
    for segment in ethernet(samples / name):
        tcp = Ether(segment.octets)[TCP]
        assert (tcp.sport, tcp.dport, tcp.seq, tcp.ack) == (
            segment.src_port,
            segment.dst_port,
            segment.seq,
            segment.ack,
        )
        assert (int(tcp.flags), tcp.window) == (segment.flags, segment.window)
        options = dict(tcp.options)
        for theirs, ours in names.items():
            assert options.get(theirs) == getattr(segment, ours)
        assert options.get("Timestamp", (None, None)) == (segment.ts_val, segment.ts_ecr)
        assert ("SAckOK" in options) == segment.sack_permitted


def test_scapy_finds_the_checksum_of_a_built_segment_right() -> None:
    from scapy.layers.inet import IP

    octets = synfin.build_segment(
        src="192.0.2.1", dst="192.0.2.2", src_port=1, dst_port=2, seq=3, mss=1460, payload=b"abc"
    )
    written = TCP(octets)
    theirs = IP(src="192.0.2.1", dst="192.0.2.2") / written.copy()
    del theirs[TCP].chksum
    assert TCP(bytes(theirs[TCP])).chksum == written.chksum
