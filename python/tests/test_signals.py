"""Ctrl-C in the middle of a long pass."""

import signal
import time
from collections.abc import Callable

import pytest

import synfin


@pytest.mark.parametrize(
    "work",
    [
        lambda capture: capture.stats,
        lambda capture: list(capture.flows()),
        lambda capture: list(capture.segments(flow=1 << 60)),
    ],
)
def test_a_long_pass_can_be_interrupted(work: Callable[[synfin.Capture], object]) -> None:
    header = bytes.fromhex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065")
    record = bytes(8) + (1).to_bytes(4) * 2 + b"\x45"

    class Endless:
        first = True

        def read(self, size: int, /) -> bytes:
            if self.first:
                self.first = False
                return header
            return record * (size // len(record))

    capture = synfin.open(Endless())
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            work(capture)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 5
