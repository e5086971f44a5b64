"""dpkt: every packet decoded down to TCP, and a dictionary of connections with counters of segments and octets."""

import sys
import time
from collections.abc import Iterator

import dpkt


def segments(path: str) -> Iterator[tuple[tuple[tuple[bytes, int], ...], int] | None]:
    """For each packet the two sockets, sorted, and the octets of payload; None for what is not TCP."""
    with open(path, "rb", buffering=1 << 18) as file:
        for _, octets in dpkt.pcap.Reader(file):
            ip = dpkt.ethernet.Ethernet(octets).data
            tcp = getattr(ip, "data", None)
            if isinstance(tcp, dpkt.tcp.TCP):
                yield tuple(sorted([(ip.src, tcp.sport), (ip.dst, tcp.dport)])), len(tcp.data)
            else:
                yield None


def main() -> None:
    begin = time.monotonic()
    records = found = checksum = 0
    flows: dict[tuple[tuple[bytes, int], ...], list[int]] = {}
    for segment in segments(sys.argv[1]):
        records += 1
        if segment is not None:
            found += 1
            flow = flows.setdefault(segment[0], [0, 0])
            flow[0] += 1
            flow[1] += segment[1]
    for count, octets in flows.values():
        checksum += count * count + octets
    seconds = time.monotonic() - begin
    print(f"records {records} segments {found} flows {len(flows)} checksum {checksum:016x} seconds {seconds:.3f}")


main()
