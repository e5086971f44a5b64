"""Frames out of anybody's loop."""

from collections import Counter
from pathlib import Path

import dpkt  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import synfin


def told(rows: list[synfin.Segment] | list[synfin.Flow]) -> list[dict[str, object]]:
    """All columns but the frames' numbers: a tracker that is fed TCP alone numbers it alone."""
    numbers = {"frame", "first_frame", "last_frame"}
    return [{name: value for name, value in row.as_dict().items() if name not in numbers} for row in rows]


def test_fed_frame_by_frame_a_capture_tells_the_same(sample: Path) -> None:
    tracker = synfin.Tracker()
    with synfin.open(sample) as capture:
        segments = list(capture.segments())
        again = [
            tracker.feed(segment.time, segment.octets, segment.link_type, original_len=segment.original_len)
            for segment in segments
        ]
        assert told([segment for segment in again if segment is not None]) == told(segments)
        assert tracker.ended() == []
        assert told(tracker.finish()) == told(list(capture.flows()))
        assert tracker.finish() == []
        assert tracker.stats.steps == capture.stats.steps
        assert tracker.stats.outcomes == capture.stats.outcomes


def test_a_loop_over_dpkt_gains_what_synfin_tells(telnet: Path) -> None:
    tracker = synfin.Tracker()
    steps: Counter[str] = Counter()
    with telnet.open("rb") as file:
        for seconds, octets in dpkt.pcap.Reader(file):
            segment = tracker.feed(round(seconds * 1_000_000) * 1_000, octets)
            assert segment is not None
            steps[segment.step] += 1
    (flow,) = tracker.finish()
    assert flow.outcome == "CLOSED"
    assert dict(steps) == tracker.stats.steps


def test_what_is_no_tcp_is_counted_and_not_told() -> None:
    tracker = synfin.Tracker()
    assert tracker.feed(0, b"") is None
    assert tracker.feed(0, b"", 9999) is None
    assert tracker.feed(0, bytes(60)) is None
    stats = tracker.stats
    assert (stats.frames, stats.truncated, stats.unsupported, stats.not_tcp) == (3, 1, 1, 1)
    assert repr(tracker) == "<Tracker 3 frames, 0 flows, 0 live>"


def syn(port: int) -> bytes:
    ip = bytes.fromhex("45000028 00010000 40060000 0a000001 0a000002")
    return ip + synfin.build_segment(src="10.0.0.1", dst="10.0.0.2", src_port=port, dst_port=80, flags=2)


def test_a_flow_that_ran_out_of_time_is_told_before_the_end() -> None:
    second = 1_000_000_000
    tracker = synfin.Tracker(timeouts=synfin.Timeouts(unanswered=5 * second))
    for place in range(100):
        tracker.feed(place * 10 * second, syn(1000 + place), 101)
    ended = tracker.ended()
    assert len(ended) > 90
    assert {flow.end for flow in ended} == {synfin.End.TIMEOUT}
    everything = ended + tracker.finish()
    assert [flow.flow for flow in everything] == list(range(100))


def long_lived(syns: int) -> bytes:
    """A capture in which the first connection lives on while so many SYNs go unanswered."""
    octets = bytearray(bytes.fromhex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065"))

    def add(frame: bytes | bytearray) -> None:
        octets.extend(bytes(8) + len(frame).to_bytes(4) * 2 + frame)

    def between(src: str, dst: str, src_port: int, dst_port: int, **fields: int) -> bytes:
        header = bytes.fromhex("45000028 00010000 40060000 0a000001 0a000002")
        if src > dst:
            header = header[:12] + header[16:20] + header[12:16]
        return header + synfin.build_segment(src=src, dst=dst, src_port=src_port, dst_port=dst_port, **fields)  # type: ignore[arg-type]

    add(between("10.0.0.1", "10.0.0.2", 9, 80, seq=1, flags=0x02))
    add(between("10.0.0.2", "10.0.0.1", 80, 9, seq=1, ack=2, flags=0x12))
    add(between("10.0.0.1", "10.0.0.2", 9, 80, seq=2, ack=2, flags=0x10))
    other = bytearray(syn(1000))
    for place in range(syns):
        other[12:16] = (0x0B000000 + place).to_bytes(4)
        add(other)
    return bytes(octets)


def test_connections_come_in_order_as_far_as_65_536_can_wait_for_one() -> None:
    most = 1 << 16
    with synfin.open(long_lived(most + 100), max_flows=50, verify_checksums=False) as capture:
        numbers = [flow.flow for flow in capture.flows()]
    late = numbers.index(0)
    assert late > most, "nobody waits for it once so many do"
    assert sorted(numbers) == list(range(most + 101))
    assert numbers[:late] + numbers[late + 1 :] == list(range(1, most + 101))
    with synfin.open(long_lived(most), max_flows=50, verify_checksums=False) as capture:
        assert [flow.flow for flow in capture.flows()] == list(range(most + 1))


def test_a_tracker_is_for_one_caller_at_a_time(telnet: Path) -> None:
    class Caller:
        name, ports, fields = "caller", (23,), {"octets": int}

        def open(self, sockets: object) -> "Caller":
            return self

        def data(self, data: object) -> None:
            with pytest.raises(ValueError, match="Tracker already executing"):
                tracker.ended()
            said.append("no")

    said: list[str] = []
    tracker = synfin.Tracker(dissectors=[Caller()])
    with synfin.open(telnet) as capture:
        for segment in capture.segments():
            tracker.feed(segment.time, segment.octets)
    assert len(said) > 10


def test_bounds_hold() -> None:
    tracker = synfin.Tracker(max_flows=10)
    for place in range(1000):
        tracker.feed(place, syn(place), 101)
        assert tracker.stats.flows_live <= 10
    with pytest.raises(ValueError, match="max_flows"):
        synfin.Tracker(max_flows=0)
    for wrong in (-1, 2**32):
        with pytest.raises(ValueError, match=f"max_flows must be from 1 to 4294967295, not {wrong}"):
            synfin.Tracker(max_flows=wrong)


@given(
    frames=st.lists(
        st.tuples(
            st.integers(-(2**63), 2**63 - 1),
            st.binary(max_size=80) | st.builds(lambda tail: syn(1)[:32] + tail, st.binary(max_size=20)),
            st.sampled_from([0, 1, 101, 113, 276]),
            st.none() | st.integers(0, 2**32 - 1),
        ),
        max_size=30,
    )
)
def test_whatever_is_fed_the_books_balance(frames: list[tuple[int, bytes, int, int | None]]) -> None:
    tracker = synfin.Tracker(max_flows=3, timeouts=synfin.Timeouts())
    told = [tracker.feed(time, octets, kind, original_len=length) for time, octets, kind, length in frames]
    for segment in told:
        if segment is not None:
            assert repr(segment)
            assert segment.as_dict()
    flows = tracker.ended() + tracker.finish()
    stats = tracker.stats
    assert stats.balance
    assert stats.frames == len(frames)
    assert stats.flows_opened == len(flows)
