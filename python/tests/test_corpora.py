"""The fuzz targets' inputs through the module: the octets that the Rust targets are given, in the manner of each target."""

import io
from pathlib import Path
from typing import Any

import pytest

import synfin

CORPORA = Path(__file__).resolve().parents[2] / "fuzz" / "corpus"


def inputs(target: str) -> list[Path]:
    """Each input of a target's corpus."""
    files = sorted((CORPORA / target).iterdir())
    assert files
    return files


class Pieces(io.RawIOBase):
    """A source that gives at most so many octets at once."""

    def __init__(self, octets: bytes, size: int) -> None:
        self.rest = io.BytesIO(octets)
        self.size = size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.rest.read(self.size if size < 0 else min(size, self.size))


def opened(source: bytes | Pieces) -> synfin.Capture:
    """The capture, with so little room and patience that connections are given up."""
    return synfin.open(source, on_damage="ignore", max_flows=8, timeouts=synfin.Timeouts())


def segments(source: bytes | Pieces) -> list[dict[str, Any]] | str:
    """Every segment of a capture, or why it is none; the accounts balance."""
    try:
        capture = opened(source)
    except synfin.CaptureError as error:
        return f"{error.offset}: {error.reason}"
    with capture:
        told = [segment.as_dict() for segment in capture.segments()]
        assert capture.stats.balance
        assert sum(capture.stats.steps.values()) == len(told)
        return told


def flows(octets: bytes) -> list[dict[str, Any]]:
    """Every connection of a capture; the accounts know as many."""
    with opened(octets) as capture:
        told = [flow.as_dict() for flow in capture.flows()]
        assert capture.stats.flows_opened == len(told)
        return told


@pytest.mark.parametrize("file", inputs("capture"), ids=lambda file: file.name)
def test_a_capture_is_told_the_same_in_whatever_pieces_it_comes(file: Path) -> None:
    octets = file.read_bytes()
    whole = segments(octets)
    for size in (7, 64 << 10):
        assert segments(Pieces(octets, size)) == whole
    if not isinstance(whole, str):
        # The last word on each connection comes after its segments, and knows them all.
        assert sum(flow["orig_segments"] + flow["resp_segments"] for flow in flows(octets)) <= len(whole)


def read_segment(octets: bytes, length: int) -> None:
    """A segment, or an error within its octets."""
    try:
        segment = synfin.parse_segment(octets, length=length)
    except synfin.ParseError as error:
        assert error.offset <= len(octets) and error.kind and error.reason
        return
    assert repr(segment)
    assert len(segment.payload) <= segment.payload_len
    assert segment.header_len + segment.payload_len == segment.length
    assert octets.startswith(bytes(segment.payload), segment.header_len)
    assert all(repr(option) for option in segment.options)


def read_frame(octets: bytes, link_type: int, original_len: int) -> None:
    """A segment in a frame, none, or an error within its octets."""
    try:
        packet = synfin.parse_frame(octets, link_type, original_len=original_len)
    except synfin.ParseError as error:
        assert error.offset <= len(octets) and error.kind and error.reason
        return
    assert packet is None or repr(packet)


@pytest.mark.parametrize("file", inputs("segment"), ids=lambda file: file.name)
def test_a_segment_is_read_or_refused_within_its_octets(file: Path) -> None:
    octets = file.read_bytes()
    cut, segment = octets[0], octets[1:]
    read_segment(segment, len(segment) + cut if cut < 128 else max(0, len(segment) - (cut - 128)))


@pytest.mark.parametrize("file", inputs("frame"), ids=lambda file: file.name)
def test_a_frame_of_any_link_type_is_read_or_refused_within_its_octets(file: Path) -> None:
    octets = file.read_bytes()
    read_frame(octets[3:], int.from_bytes(octets[:2], "big"), len(octets) - 3 + octets[2])


@pytest.mark.parametrize("file", inputs("diff"), ids=lambda file: file.name)
def test_what_the_peers_are_asked_of_is_read_or_refused_within_its_octets(file: Path) -> None:
    octets = file.read_bytes()
    if octets[0] < 128:
        read_segment(octets[1:], len(octets) - 1)
    else:
        read_frame(octets[1:], 1, len(octets) - 1)
