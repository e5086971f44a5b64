"""nfstream: its flow table in one process, with neither its statistics nor its inspection of payload."""

import sys
import time

from nfstream import NFStreamer

TCP = 6


def main() -> None:
    begin = time.monotonic()
    found = flows = checksum = 0
    # A capture is one flow table: no flow is cut by time.
    streamer = NFStreamer(
        source=sys.argv[1],
        decode_tunnels=False,
        n_dissections=0,
        statistical_analysis=False,
        idle_timeout=1 << 30,
        active_timeout=1 << 30,
        n_meters=1,
    )
    for flow in streamer:
        if flow.protocol == TCP:
            flows += 1
            found += flow.bidirectional_packets
            checksum += flow.bidirectional_bytes
    seconds = time.monotonic() - begin
    print(f"records - segments {found} flows {flows} checksum {checksum:016x} seconds {seconds:.3f}")


if __name__ == "__main__":
    main()
