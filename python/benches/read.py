"""How fast Python gets through a capture: synfin beside dpkt, the same job in one run.

    cargo run --release -p synfin-testkit --example generate_capture -- --kind a --segments 1000000 -o a.pcap
    python python/benches/read.py a.pcap

The job: five attributes of every segment (time, source port, sequence number, flags, and for synfin the step). Every row is the
best of several rounds; the module must have been built with `--release`. The last rows fill data frames of polars.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import dpkt  # type: ignore[import-untyped]
import polars

import synfin
import synfin._synfin

ROUNDS = 3


def five_attributes(path: Path) -> int:
    """The loop of somebody's notebook, with synfin."""
    count = 0
    with synfin.open(path) as capture:
        for segment in capture.segments():
            _ = segment.time, segment.src_port, segment.seq, segment.flags, segment.step
            count += 1
    return count


def five_attributes_and_addresses(path: Path) -> int:
    """The same, and both addresses as objects of `ipaddress`."""
    count = 0
    with synfin.open(path) as capture:
        for segment in capture.segments():
            _ = segment.time, segment.src_port, segment.seq, segment.flags, segment.step, segment.src, segment.dst
            count += 1
    return count


def flows(path: Path) -> int:
    """Every connection; the number is still that of the segments read for them."""
    with synfin.open(path) as capture:
        return sum(flow.orig_segments + flow.resp_segments for flow in capture.flows())


def accounts(path: Path) -> int:
    """The engine alone: every segment classified and counted, nothing told."""
    with synfin.open(path) as capture:
        return capture.stats.tcp


def flows_to_polars(path: Path) -> int:
    """The table of connections as a data frame."""
    with synfin.open(path) as capture:
        frame = polars.DataFrame(capture.flows())
        return int(frame["orig_segments"].sum() + frame["resp_segments"].sum())


def segments_to_polars(path: Path) -> int:
    """The table of segments as a data frame: all columns but the lists and the sentence."""
    flat = [name for name in synfin._synfin._segment_columns if name not in ("notes", "sack", "options", "tunnel", "reason")]
    with synfin.open(path) as capture:
        return polars.DataFrame(capture.segments(columns=flat)).height


def all_segments_to_polars(path: Path) -> int:
    """The same with all columns."""
    with synfin.open(path) as capture:
        return polars.DataFrame(capture.segments()).height


def tracker(path: Path) -> int:
    """dpkt's reader, with a tracker that tells the step."""
    count = 0
    follow = synfin.Tracker()
    with path.open("rb") as file:
        for seconds, octets in dpkt.pcap.Reader(file):
            segment = follow.feed(int(seconds * 1_000_000_000), octets)
            if segment is not None:
                _ = segment.time, segment.src_port, segment.seq, segment.flags, segment.step
                count += 1
    return count


def dpkt_four_attributes(path: Path) -> int:
    """The same loop with dpkt, which tells no step."""
    count = 0
    with path.open("rb") as file:
        for seconds, octets in dpkt.pcap.Reader(file):
            tcp = dpkt.ethernet.Ethernet(octets).data.data
            if isinstance(tcp, dpkt.tcp.TCP):
                _ = seconds, tcp.sport, tcp.seq, tcp.flags
                count += 1
    return count


def main(path: Path) -> None:
    """Prints a line a job: segments, seconds, segments in a second, and how many times dpkt's speed that is."""
    jobs: list[tuple[Callable[[Path], int], int]] = [
        (dpkt_four_attributes, 1),
        (tracker, 1),
        (five_attributes, ROUNDS),
        (five_attributes_and_addresses, ROUNDS),
        (flows, ROUNDS),
        (accounts, ROUNDS),
        (flows_to_polars, ROUNDS),
        (segments_to_polars, ROUNDS),
        (all_segments_to_polars, ROUNDS),
    ]
    base = None
    for job, rounds in jobs:
        best = None
        for _ in range(rounds):
            started = time.perf_counter()
            segments = job(path)
            took = time.perf_counter() - started
            best = min(took, best or took)
        assert best is not None
        speed = segments / best
        base = base or speed
        print(f"{job.__name__:30} {segments:9} segments {best:7.2f} s {speed:12,.0f}/s {speed / base:7.1f} x dpkt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
