"""TCP options that are made, and single segments as values."""

import dataclasses
import pickle
from pathlib import Path

import pytest

import synfin
from synfin import (
    Flags,
    MssOption,
    Option,
    SackBlock,
    SackOption,
    SackPermittedOption,
    TimestampsOption,
    WindowScaleOption,
)

MADE = [
    MssOption(mss=1460),
    WindowScaleOption(wscale=7),
    SackPermittedOption(),
    SackOption(sack=[SackBlock(1, 2), (2**32 - 1, 5)]),
    TimestampsOption(ts_val=2**32 - 1, ts_ecr=3),
    TimestampsOption(1),
    Option(1),
    Option(254, b"\x01\x02"),
    Option(kind=19, value=bytes(16)),
]


def build(*options: Option) -> synfin.TcpSegment:
    octets = synfin.build_segment(
        src="192.0.2.1", dst="192.0.2.2", src_port=1, dst_port=2, flags=Flags.SYN, options=options
    )
    return synfin.parse_segment(octets)


@pytest.mark.parametrize("made", MADE, ids=lambda made: type(made).__name__)
def test_an_option_that_is_made_is_read_back_as_itself(made: Option) -> None:
    read = build(made).options[0]
    assert (read, hash(read), repr(read)) == (made, hash(made), repr(made))
    assert type(read) is type(made)
    assert pickle.loads(pickle.dumps(made)) == made


def test_what_an_option_says_can_be_replaced_and_the_rest_follows() -> None:
    assert dataclasses.replace(MssOption(1460), mss=536) == MssOption(mss=536)
    with pytest.raises(dataclasses.FrozenInstanceError):
        MADE[0].kind = 3  # type: ignore[misc]


def test_an_option_matches_by_what_it_says() -> None:
    match build(SackOption([(7, 9)])).options[0]:
        case SackOption([SackBlock(left, right)]):
            assert (left, right) == (7, 9)
        case _:
            pytest.fail("it is a SackOption")


@pytest.mark.parametrize(
    ("make", "error", "why"),
    [
        (lambda: MssOption(mss=65536), ValueError, "mss must be from 0 to 65535, not 65536"),
        (lambda: MssOption(mss=1.5), TypeError, "mss must be an int, not float"),  # type: ignore[arg-type]
        (lambda: WindowScaleOption(-1), ValueError, "wscale must be from 0 to 255"),
        (lambda: TimestampsOption(1, 2**32), ValueError, "ts_ecr must be"),
        (lambda: SackOption([(1, 2**32)]), ValueError, "right must be"),
        (lambda: SackOption([]), ValueError, "sack must have a block"),
        (lambda: SackOption([(1, 2)] * 5), ValueError, "more than 40"),
        (lambda: Option(300), ValueError, "kind must be from 0 to 255, not 300"),
        (lambda: Option(1, b"x"), ValueError, "option 1 has no value"),
        (lambda: Option(99, 5), TypeError, "bytes-like"),  # type: ignore[arg-type]
    ],
)
def test_what_no_option_says_cannot_be_made(make: object, error: type[Exception], why: str) -> None:
    assert callable(make)
    with pytest.raises(error, match=why):
        make()


def test_segments_by_themselves_are_equal_when_their_octets_are() -> None:
    one, other = build(MssOption(1460)), build(MssOption(1460))
    assert (one, hash(one)) == (other, hash(other)) and one is not other
    assert one != build(MssOption(1461)) and one != "a segment"
    octets = bytearray(one.octets) + b"abc"
    assert synfin.parse_segment(octets) == synfin.parse_segment(bytes(octets)) != one
    assert synfin.parse_segment(octets, length=40) != synfin.parse_segment(octets)
    assert len({one, other, build(MssOption(1461))}) == 2
    for length in (None, 40):
        segment = synfin.parse_segment(octets, length=length)
        again = pickle.loads(pickle.dumps(segment))
        assert (again, again.length, bytes(again.payload)) == (segment, segment.length, b"abc")
    match one:
        case synfin.TcpSegment(Flags.SYN):
            pass
        case _:
            pytest.fail("it is a SYN")


def test_packets_are_values_too(sample: Path) -> None:
    with synfin.open(sample) as capture:
        for told in capture.segments():
            first, again = (
                synfin.parse_frame(frame, told.link_type, original_len=told.original_len)
                for frame in (told.octets, bytearray(told.octets))
            )
            assert first is not None and again is not None
            assert (first, hash(first)) == (again, hash(again))
            restored = pickle.loads(pickle.dumps(again))
            assert (restored, restored.tunnel, restored.checksum) == (first, first.tunnel, first.checksum)
            match restored:
                case synfin.TcpPacket(src, dst, segment):
                    assert (src, dst, segment) == (told.src, told.dst, first.segment)
                case _:
                    pytest.fail("it is a packet")
