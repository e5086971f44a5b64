"""Captures that somebody damaged: read or refused, never more."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synfin

SAMPLES = Path(__file__).resolve().parents[2] / "crates" / "synfin-cli" / "samples"
WHOLE = [(SAMPLES / name).read_bytes() for name in ("mixed.pcap", "two-interfaces.pcapng", "vxlan.pcap")]

wounds = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=8)


@given(whole=st.sampled_from(WHOLE), wounds=wounds, end=st.floats(0, 1))
def test_a_damaged_capture_is_told_as_far_as_it_goes(
    whole: bytes, wounds: list[tuple[float, bytes]], end: float
) -> None:
    octets = bytearray(whole)
    for place, wound in wounds:
        at = int(place * len(octets))
        octets[at : at + len(wound)] = wound
    del octets[int(end * len(octets)) + 1 :]
    try:
        capture = synfin.open(octets, on_damage="ignore", timeouts=synfin.Timeouts(), max_flows=2)
    except synfin.CaptureError as error:
        assert error.offset <= len(octets)
        return
    with capture:
        segments, flows, stats = list(capture.segments()), list(capture.flows()), capture.stats
    assert stats.balance
    assert sum(stats.steps.values()) == len(segments)
    assert stats.flows_opened == len(flows)
    for segment in segments:
        assert segment.as_dict() and repr(segment)


@given(octets=st.binary(max_size=300))
def test_no_octets_at_all_do_more_than_raise(octets: bytes) -> None:
    try:
        with synfin.open(octets, on_damage="ignore") as capture:
            assert capture.stats.balance
    except synfin.CaptureError as error:
        assert error.reason


def test_what_stands_behind_gzip_data_is_named(telnet: Path) -> None:
    told: list[synfin.Segment] = []
    with synfin.open(gzip.compress(telnet.read_bytes()) + b"junk") as capture:
        with pytest.raises(synfin.CaptureError, match="behind the gzip data stand octets that are no gzip data"):
            told.extend(capture.segments())
    assert len(told) == 33
