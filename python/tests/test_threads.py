"""Other threads go on while a capture is read."""

import threading
from pathlib import Path

import pytest

import synfin


def test_the_interpreter_is_free_while_a_capture_is_read(telnet: Path) -> None:
    whole = telnet.read_bytes()
    capture = synfin.open(whole[:24] + whole[24:] * 3000)
    done = threading.Event()
    got: list[synfin.Stats] = []

    def read() -> None:
        got.append(capture.stats)
        done.set()

    reader = threading.Thread(target=read)
    reader.start()
    turns = 0
    while not done.is_set():
        turns += 1
    reader.join()
    assert got[0].frames == 33 * 3000
    # With the lock held, there would be a turn or two before the pass begins and none until it is over.
    assert turns > 10_000


def test_passes_in_several_threads_tell_the_same(telnet: Path) -> None:
    capture = synfin.open(telnet)
    got: list[list[synfin.Segment]] = []
    threads = [threading.Thread(target=lambda: got.append(list(capture.segments()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert all(one == got[0] and len(one) == 33 for one in got)


def test_the_number_of_threads_changes_nothing_that_is_told(sample: Path) -> None:
    octets = sample.read_bytes()
    damaged = octets[: len(octets) - 5]
    for source in (sample, octets, damaged):
        alone = synfin.open(source, max_flows=5, on_damage="ignore")
        for threads in (2, 3):
            several = synfin.open(source, max_flows=5, on_damage="ignore", threads=threads)
            assert list(several.segments()) == list(alone.segments())
            assert list(several.flows()) == list(alone.flows())
            assert several.stats == alone.stats
            assert several.segments().to_arrow() == alone.segments().to_arrow()
            assert several.flows().to_arrow() == alone.flows().to_arrow()


def test_damage_is_raised_behind_the_same_segments_by_several_threads(telnet: Path) -> None:
    octets = telnet.read_bytes()[:-7]
    told: list[list[int]] = []
    for threads in (1, 2):
        frames: list[int] = []
        with pytest.raises(synfin.CaptureError) as raised:
            frames.extend(segment.frame for segment in synfin.open(octets, threads=threads).segments())
        told.append([*frames, raised.value.frame or 0])
    assert told[0] == told[1]


def test_a_pass_by_several_threads_can_be_left_in_the_middle(telnet: Path) -> None:
    head, record = telnet.read_bytes()[:24], telnet.read_bytes()[24:]
    with synfin.open(head + record * 4000, threads=0) as capture:
        assert next(iter(capture.segments())).frame == 1
    with telnet.open("rb") as file:
        assert len(list(synfin.open(file, threads=4).segments())) == 33
