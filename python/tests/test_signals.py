"""Ctrl-C in the middle of a long pass."""

import signal
import time
from collections.abc import Callable

import pandas  # type: ignore[import-untyped]  # noqa: F401
import polars  # noqa: F401
import pyarrow  # type: ignore[import-untyped]  # noqa: F401
import pytest

import synfin

# The packages are imported here: the import of one is no pass over a capture, and takes an interrupt for its own failure.


@pytest.mark.parametrize(
    "work",
    [
        lambda capture: capture.stats,
        lambda capture: list(capture.flows()),
        lambda capture: list(capture.segments(flow=1 << 60)),
        lambda capture: capture.flows().to_arrow(),
        lambda capture: capture.flows().to_polars(),
        lambda capture: capture.segments(flow=1 << 60).to_pandas(),
        lambda capture: capture.segments(flow=1 << 60).to_polars(),
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
