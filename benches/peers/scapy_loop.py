"""scapy: every packet dissected, and a dictionary of connections with counters of segments."""

import sys
import time

from scapy.layers.inet import IP, TCP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether  # noqa: F401  (registers Ethernet with the reader)
from scapy.utils import PcapReader


def main() -> None:
    begin = time.monotonic()
    records = found = 0
    flows: dict[tuple[tuple[str, int], ...], int] = {}
    with PcapReader(sys.argv[1]) as reader:
        for packet in reader:
            records += 1
            if TCP not in packet:
                continue
            ip, tcp = packet[IP if IP in packet else IPv6], packet[TCP]
            pair = tuple(sorted([(ip.src, tcp.sport), (ip.dst, tcp.dport)]))
            flows[pair] = flows.get(pair, 0) + 1
            found += 1
    checksum = sum(count * count for count in flows.values())
    seconds = time.monotonic() - begin
    print(f"records {records} segments {found} flows {len(flows)} checksum {checksum:016x} seconds {seconds:.3f}")


main()
