"""Who owns what: cycles are collected, and a closed capture holds nothing."""

import gc
import io
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import synfin
from synfin.dissect import Sockets


class Owner:
    """A dissector that something hangs on."""

    name = "owner"
    ports = (23,)
    fields = {"octets": int}
    thing: Any = None

    def open(self, sockets: Sockets) -> Any:
        return Life(self)


class Life:
    """What it knows of a connection leads back to it."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner

    def data(self, data: object) -> None:
        pass


def open_capture(telnet: Path, owner: Owner) -> object:
    return synfin.open(telnet, dissectors=[owner])


def closed(telnet: Path, owner: Owner) -> object:
    capture = synfin.open(telnet, dissectors=[owner])
    capture.close()
    return capture


def table(telnet: Path, owner: Owner) -> object:
    return synfin.open(telnet, dissectors=[owner]).segments()


def running(telnet: Path, owner: Owner) -> object:
    segments = iter(synfin.open(telnet, dissectors=[owner]).segments())
    next(segments)
    return segments


def tracker(telnet: Path, owner: Owner) -> object:
    tracker = synfin.Tracker(dissectors=[owner])
    with synfin.open(telnet) as capture:
        for segment in capture.segments():
            tracker.feed(segment.time, segment.octets)
    return tracker


@pytest.mark.parametrize("make", [open_capture, closed, table, running, tracker])
def test_a_cycle_with_a_dissector_is_collected(telnet: Path, make: Callable[[Path, Owner], object]) -> None:
    owner = Owner()
    gone = weakref.ref(owner)
    owner.thing = make(telnet, owner)
    del owner
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("make", [open_capture, table, running, tracker])
def test_a_dissector_in_use_is_not_collected(telnet: Path, make: Callable[[Path, Owner], object]) -> None:
    owner = Owner()
    there = weakref.ref(owner)
    kept = owner.thing = make(telnet, owner)
    del owner
    for _ in range(3):
        gc.collect()
    owner_again = there()
    assert owner_again is not None and owner_again.thing is kept


def test_a_cycle_with_a_file_object_is_collected(telnet: Path) -> None:
    class File(io.BytesIO):
        capture: synfin.Capture

    file = File(telnet.read_bytes())
    gone = weakref.ref(file)
    file.capture = synfin.open(file)
    del file
    gc.collect()
    assert gone() is None


def test_a_kept_row_keeps_no_octets_of_a_closed_capture(telnet: Path) -> None:
    octets = telnet.read_bytes()
    before = sys.getrefcount(octets)
    with synfin.open(octets) as capture:
        kept = list(capture.flows())
        assert sys.getrefcount(octets) > before
    assert sys.getrefcount(octets) == before
    assert "<svg" not in kept[0]._repr_html_() and "<img" not in kept[0]._repr_html_()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed by Linux alone")
@pytest.mark.parametrize("threads", [1, 2])
def test_a_pass_in_the_middle_holds_nothing_of_a_closed_capture(telnet: Path, tmp_path: Path, threads: int) -> None:
    octets = telnet.read_bytes()
    path = tmp_path / "long.pcap"
    path.write_bytes(octets[:24] + octets[24:] * 3000)

    def held() -> bool:
        return any(link.resolve() == path for link in Path("/proc/self/fd").iterdir() if link.is_symlink())

    with synfin.open(path, threads=threads) as capture:
        paused = [iter(capture.segments()), iter(capture.flows())]
        assert next(paused[0]) is not None and held()
    deadline = time.monotonic() + 10
    while held() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not held()
    before = sys.getrefcount(octets)
    with synfin.open(octets, threads=threads) as capture:
        paused.append(iter(capture.segments()))
        assert sys.getrefcount(octets) > before
    # A thread without the interpreter's lock leaves what it lets go of to the next one that comes by with it.
    deadline = time.monotonic() + 10
    while sys.getrefcount(octets) > before and time.monotonic() < deadline:
        time.sleep(0.01)
        synfin.Tracker()
    assert sys.getrefcount(octets) == before
    for iterator in paused:
        with pytest.raises(ValueError, match="closed"):
            next(iterator)
