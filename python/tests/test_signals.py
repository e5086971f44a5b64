"""Ctrl-C in the middle of a long pass; whatever is imported is imported before, as an interrupted import leaves a half-made module."""

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
    interrupt(work, KeyboardInterrupt)


@pytest.mark.parametrize(
    "work",
    [
        lambda capture: polars.DataFrame(capture.flows()),
        lambda capture: pyarrow.table(capture.segments()),
        lambda capture: pyarrow.RecordBatchReader.from_stream(capture.segments()).read_all(),
    ],
)
def test_whoever_reads_a_stream_alone_is_told_that_it_was_interrupted(work: Callable[[synfin.Capture], object]) -> None:
    interrupt(work, Exception, match="interrupted")


def interrupt(work: Callable[[synfin.Capture], object], raised: type[BaseException], match: str | None = None) -> None:
    """Does the work on a capture that never ends, presses Ctrl-C in the middle of it, and looks for what is raised."""
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
        with pytest.raises(raised, match=match):
            work(capture)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 5
