"""A capture that is closed in the middle of a pass does not look like one that came to its end."""

import struct
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pytest

import synfin
from synfin.dissect import Sockets

READINGS: list[Callable[[synfin.Capture], object]] = [
    lambda capture: list(capture.flows()),
    lambda capture: list(capture.segments()),
    lambda capture: capture.flows().to_arrow(),
    lambda capture: capture.segments().to_arrow(),
    lambda capture: capture.stats,
    lambda capture: capture.ladder(0),
]


class Raising:
    """A dissector that no connection pleases."""

    name, ports, fields = "raising", [23], {"nothing": int}

    def open(self, sockets: Sockets) -> None:
        raise ValueError("not this one")


def closing(capture: synfin.Capture, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the first warning close the capture."""

    def close(message: Warning | str, *_: object, **__: object) -> None:
        told.append(str(message))
        capture.close()

    warnings.simplefilter("always")
    monkeypatch.setattr(warnings, "showwarning", close)


@pytest.mark.parametrize("reading", READINGS[:4])
def test_who_closes_it_when_a_dissector_raises_is_told_that_it_is_closed(
    telnet: Path, reading: Callable[[synfin.Capture], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = synfin.open(telnet, dissectors=[Raising()])
    told: list[str] = []
    with warnings.catch_warnings():
        closing(capture, told, monkeypatch)
        with pytest.raises(ValueError, match=r"^the capture is closed$"):
            reading(capture)
    assert told == ["the dissector raising is off a connection: ValueError: not this one"]


@pytest.mark.parametrize("reading", READINGS)
def test_who_closes_it_when_it_is_damaged_is_told_that_it_is_closed(
    telnet: Path, reading: Callable[[synfin.Capture], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = synfin.open(telnet.read_bytes()[:-7], on_damage="warn")
    told: list[str] = []
    with warnings.catch_warnings():
        closing(capture, told, monkeypatch)
        with pytest.raises(ValueError, match=r"^the capture is closed$"):
            reading(capture)
    assert len(told) == 1 and "cut off" in told[0]


def test_an_iterator_that_was_closed_in_its_step_stays_closed(telnet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = synfin.open(telnet, dissectors=[Raising()])
    flows = iter(capture.flows())
    with warnings.catch_warnings():
        closing(capture, [], monkeypatch)
        for _ in range(2):
            with pytest.raises(ValueError, match="closed"):
                next(flows)


def connections(count: int) -> bytes:
    """A capture of so many connections, each of a SYN alone."""
    octets = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
    for number in range(count):
        octets += struct.pack("<IIII", 1_700_000_000, number % 1_000_000, 40, 40)
        octets += struct.pack(">BBHHHBBH4sI", 0x45, 0, 40, 0, 0, 64, 6, 0, bytes([192, 0, 2, 1]), 0x0A000000 + number)
        octets += struct.pack(">HHIIBBHHH", 40000, 80, 100, 0, 0x50, 2, 65535, 0, 0)
    return bytes(octets)


def test_a_table_that_another_thread_closes_is_whole_or_is_none() -> None:
    last = 3 * 8192
    octets = connections(last + 1)
    outcomes: set[str] = set()

    def read(stream: pyarrow.RecordBatchReader, has_begun: threading.Event) -> None:
        rows = 0
        try:
            for batch in stream:
                rows += batch.num_rows
                has_begun.set()
            outcomes.add("whole" if rows == 8193 else "cut off")
        except (ValueError, pyarrow.ArrowException) as error:
            outcomes.add("closed" if "the capture is closed" in str(error) else str(error))
        finally:
            has_begun.set()

    for attempt in range(8):
        capture = synfin.open(octets, verify_checksums=False)
        # The first batch is at hand once all is read; then connections are taken out for long before another row is found.
        flows = capture.flows(where=f"flow < 8192 OR flow = {last}", columns=["flow"])
        has_begun = threading.Event()
        reader = threading.Thread(target=read, args=(pyarrow.RecordBatchReader.from_stream(flows), has_begun))
        reader.start()
        has_begun.wait()
        time.sleep(attempt / 1000)
        capture.close()
        reader.join()
    assert "closed" in outcomes, "some were closed in the middle"
    assert outcomes <= {"whole", "closed"}
