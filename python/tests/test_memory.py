"""Nothing is kept that nobody holds."""

import gc
import resource
import sys
from pathlib import Path

import synfin


def resident() -> int:
    """Octets of memory that the process has had at most so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def long_capture(telnet: Path, times: int) -> bytes:
    """The same connection over and over in one capture, each on a port of its own."""
    whole = telnet.read_bytes()
    return whole[:24] + whole[24:] * times


def test_a_million_objects_leave_nothing_behind(telnet: Path) -> None:
    octets = long_capture(telnet, 1000)

    def work(rounds: int) -> int:
        made = 0
        for _ in range(rounds):
            with synfin.open(octets) as capture:
                for segment in capture.segments():
                    made += 1 + len(segment.options)
                    assert segment.flags_text and segment.src
                for flow in capture.flows():
                    made += 1
                    assert flow.outcome
        return made

    work(2)
    gc.collect()
    blocks, before = sys.getallocatedblocks(), resident()
    assert work(8) >= 1_000_000
    gc.collect()
    assert sys.getallocatedblocks() - blocks < 1000
    assert resident() - before < 32 << 20


def test_a_stream_takes_no_more_memory_the_longer_it_is(telnet: Path) -> None:
    whole = telnet.read_bytes()

    class Endless:
        """A capture as long as asked for, of which nothing is held."""

        def __init__(self, times: int) -> None:
            self.left = times
            self.rest = whole[:24]

        def read(self, size: int, /) -> bytes:
            while len(self.rest) < size and self.left:
                self.rest += whole[24:]
                self.left -= 1
            got, self.rest = self.rest[:size], self.rest[size:]
            return got

    def count(times: int) -> int:
        with synfin.open(Endless(times)) as capture:
            return sum(1 for _ in capture.segments())

    assert count(100) == 3300
    before = resident()
    assert count(10_000) == 330_000
    assert resident() - before < 16 << 20
