"""Other threads go on while a capture is read."""

import threading
from pathlib import Path

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
