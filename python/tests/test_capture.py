"""Opening a capture and passing over it."""

import contextlib
import gzip
import io
import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pytest

import synfin
from synfin import Outcome, Step


def read(source: object) -> list[synfin.Segment]:
    with synfin.open(source) as capture:  # type: ignore[arg-type]
        return list(capture.segments())


SOURCES: list[Callable[[Path], object]] = [
    str,
    Path.read_bytes,
    lambda path: bytearray(path.read_bytes()),
    lambda path: memoryview(path.read_bytes()),
    lambda path: io.BytesIO(path.read_bytes()),
    lambda path: io.BufferedReader(io.FileIO(path)),
    lambda path: gzip.compress(path.read_bytes()),
]


@pytest.mark.parametrize("source", SOURCES)
def test_every_kind_of_source_gives_the_same_segments(telnet: Path, source: Callable[[Path], object]) -> None:
    given = source(telnet)
    assert read(given) == read(telnet)
    if isinstance(given, io.IOBase):
        assert not given.closed
        given.close()


def test_the_textbook_close_is_told_segment_by_segment(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segments = list(capture.segments())
        (flow,) = capture.flows()
    assert [segment.frame for segment in segments] == list(range(1, 34))
    assert [segment.step for segment in segments[:3]] == [Step.SYN, Step.SYN_ACK, Step.HANDSHAKE_ACK]
    closing = [(segment.src_port, segment.seq, segment.ack, segment.step) for segment in segments[-4:]]
    assert closing == [
        (23, 418, 203, Step.FIN_FIRST),
        (54203, 203, 419, Step.FIN_FIRST_ACK),
        (54203, 203, 419, Step.FIN_SECOND),
        (23, 419, 204, Step.FIN_SECOND_ACK),
    ]
    assert (flow.outcome, flow.close_kind) == (Outcome.CLOSED, synfin.CloseKind.FOUR_SEGMENT)
    assert (flow.orig_segments, flow.resp_segments) == (18, 15)


def test_books_balance_and_count_what_the_passes_give(sample: Path) -> None:
    with synfin.open(sample) as capture:
        segments = list(capture.segments())
        flows = list(capture.flows())
        stats = capture.stats
    assert stats.balance
    assert stats.frames == stats.tcp + stats.not_tcp + stats.truncated + stats.malformed + stats.unsupported
    assert stats.flows_opened == len(flows) == sum(stats.flows_ended.values())
    assert stats.flows_live == 0
    assert sum(stats.steps.values()) == sum(stats.stages.values()) == len(segments)
    assert sum(stats.outcomes.values()) == len(flows)
    assert [flow.flow for flow in flows] == list(range(len(flows)))
    assert {segment.flow for segment in segments} == {flow.flow for flow in flows}


def test_stats_are_the_same_with_and_without_a_pass_before(sample: Path) -> None:
    with synfin.open(sample) as unread, synfin.open(sample) as read:
        for _ in read.segments():
            pass
        assert unread.stats == read.stats


def test_the_segments_of_one_flow_are_those_of_the_whole_that_bear_its_number(samples: Path) -> None:
    with synfin.open(samples / "mixed.pcap") as capture:
        everything = list(capture.segments())
        flows = list(capture.flows())
        assert len(flows) > 1
        for flow in flows:
            of_flow = [segment for segment in everything if segment.flow == flow.flow]
            assert list(capture.segments(flow=flow.flow)) == of_flow
            assert (of_flow[0].frame, of_flow[-1].frame) == (flow.first_frame, flow.last_frame)
        assert list(capture.segments(flow=len(flows))) == []


def test_two_passes_at_once_do_not_disturb_each_other(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segments = capture.segments()
        assert [one == other for one, other in zip(segments, segments, strict=True)] == [True] * 33


def test_a_file_object_says_that_it_was_read_before(telnet: Path) -> None:
    with telnet.open("rb") as file, synfin.open(file) as capture:
        assert len(list(capture.segments())) == 33
        assert capture.stats.frames == 33
        with pytest.raises(ValueError, match="only once"):
            iter(capture.flows())


def test_a_closed_capture_starts_nothing_and_goes_on_with_nothing(telnet: Path) -> None:
    capture = synfin.open(telnet)
    assert not capture.closed
    with capture as entered:
        assert entered is capture
        segments = capture.segments()
        running = iter(capture.flows())
    assert capture.closed
    for attempt in (capture.segments, capture.flows, lambda: capture.stats, lambda: iter(segments)):
        with pytest.raises(ValueError, match="closed"):
            attempt()
    with pytest.raises(ValueError, match="closed"):
        next(running)
    with pytest.raises(ValueError, match="closed"), capture:
        pass
    capture.close()


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("rows", ["segments", "flows"])
def test_closing_ends_what_is_running_at_the_next_row(samples: Path, threads: int, rows: str) -> None:
    # All of it is read by the first row: what is told of it ends all the same.
    with synfin.open(samples / "mixed.pcap", threads=threads) as capture:
        running = iter(capture.segments() if rows == "segments" else capture.flows())
        stream = pyarrow.RecordBatchReader.from_stream(capture.segments() if rows == "segments" else capture.flows())
        done = iter(capture.flows())
        assert len(list(done)) == 5
        next(running)
    for _ in range(2):
        with pytest.raises(ValueError, match="closed"):
            next(running)
    with pytest.raises(Exception, match="closed"):
        stream.read_all()
    assert list(done) == [], "what has come to its end stays there"


def test_the_operating_systems_errors_are_its_own(tmp_path: Path) -> None:
    missing = tmp_path / "missing.pcap"
    with pytest.raises(FileNotFoundError) as raised:
        synfin.open(missing)
    assert raised.value.filename == str(missing)
    assert "PosixPath" not in str(raised.value)
    assert raised.value.strerror == "No such file or directory"
    with pytest.raises(IsADirectoryError) as raised_too:
        synfin.open(tmp_path)
    assert raised_too.value.filename == str(tmp_path)


@pytest.mark.parametrize("source", [None, 3, ["a.pcap"], object()])
def test_what_cannot_be_read_is_a_type_error(source: object) -> None:
    with pytest.raises(TypeError, match="a path, a binary file or octets"):
        synfin.open(source)  # type: ignore[arg-type]


def test_a_text_file_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        synfin.open(io.StringIO("text"))  # type: ignore[arg-type]


def test_no_capture_is_an_error_that_says_so() -> None:
    with pytest.raises(synfin.CaptureError, match="empty") as raised:
        synfin.open(b"")
    assert (raised.value.source, raised.value.offset, raised.value.frame) == ("<octets>", 0, 0)
    with pytest.raises(synfin.CaptureError, match="not a pcap"):
        synfin.open(b"something else altogether")


def test_an_exception_of_a_file_object_comes_out_as_it_is(telnet: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= 100:
                raise RuntimeError("the cable was pulled")
            return super().read(100)

    with synfin.open(Broken(telnet.read_bytes())) as capture, pytest.raises(RuntimeError, match="cable"):
        list(capture.segments())


def cut(telnet: Path) -> bytes:
    return telnet.read_bytes()[:-10]


def test_a_cut_capture_is_told_up_to_the_cut_and_then_raises_once(telnet: Path) -> None:
    with synfin.open(cut(telnet)) as capture:
        segments = iter(capture.segments())
        assert [next(segments).frame for _ in range(32)] == list(range(1, 33))
        with pytest.raises(synfin.CaptureError, match="cut off") as raised:
            next(segments)
        assert raised.value.frame == 33
        assert raised.value.offset > 0
        assert list(segments) == []
        flows = iter(capture.flows())
        assert next(flows).last_frame == 32
        with pytest.raises(synfin.CaptureError):
            next(flows)
        assert capture.stats.frames == 32


def test_the_accounts_of_a_damaged_capture_say_so_every_time(telnet: Path) -> None:
    for threads in (1, 2):
        with synfin.open(cut(telnet), threads=threads) as capture:
            with pytest.raises(synfin.CaptureError) as raised:
                _ = capture.stats
            assert capture.stats.damage == capture.stats.damage == str(raised.value)
    with synfin.open(cut(telnet), on_damage="ignore") as capture:
        assert capture.stats.damage == str(raised.value)
    with synfin.open(telnet) as capture:
        assert capture.stats.damage is None
    assert synfin.Tracker().stats.damage is None


def test_damage_can_be_a_warning_or_nothing(telnet: Path) -> None:
    with synfin.open(cut(telnet), on_damage="warn") as capture, pytest.warns(synfin.CaptureWarning, match="frame 33"):
        assert len(list(capture.segments())) == 32
    with synfin.open(cut(telnet), on_damage="ignore") as capture:
        assert len(list(capture.segments())) == 32
    with pytest.raises(ValueError, match="on_damage"):
        synfin.open(telnet, on_damage="shout")  # type: ignore[arg-type]


def test_a_full_table_evicts_and_says_so(samples: Path) -> None:
    with synfin.open(samples / "mixed.pcap", max_flows=1) as capture:
        flows = list(capture.flows())
        assert {flow.end for flow in flows[:-1]} == {synfin.End.EVICTED}
        assert [flow.flow for flow in flows] == list(range(len(flows)))
    with pytest.raises(ValueError, match="max_flows"):
        synfin.open(samples / "mixed.pcap", max_flows=0)


@pytest.mark.parametrize(
    ("wrong", "error", "why"),
    [
        ({"max_flows": -1}, ValueError, "max_flows must be from 1 to 4294967295, not -1"),
        ({"max_flows": "2"}, TypeError, "max_flows must be an int, not str"),
        ({"threads": -1}, ValueError, "threads must be from 0 to"),
        ({"timeouts": 5}, TypeError, "timeouts must be a synfin.Timeouts, not int"),
    ],
)
def test_what_is_wrong_with_an_option_is_told_by_its_name(
    telnet: Path, wrong: dict[str, object], error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        synfin.open(telnet, **wrong)  # type: ignore[arg-type]


def test_timeouts_are_whole_nanoseconds() -> None:
    with pytest.raises(TypeError, match="established must be an int, nanoseconds, not float"):
        synfin.Timeouts(established=1.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="closing must be from 0 to 18446744073709551615 nanoseconds, not -1"):
        synfin.Timeouts(closing=-1)


def test_a_timeout_ends_a_flow_before_the_capture_ends(samples: Path) -> None:
    impatient = synfin.Timeouts(
        finished=1, unanswered=1, half_open=1, one_sided=1, closing=1, established=1
    )
    with synfin.open(samples / "mixed.pcap", timeouts=impatient) as capture:
        ends = [flow.end for flow in capture.flows()]
    assert synfin.End.TIMEOUT in ends


def test_an_iterator_is_for_one_thread_at_a_time(telnet: Path) -> None:
    entered, leave = threading.Event(), threading.Event()

    class Slow(io.BytesIO):
        calls = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.calls += 1
            if self.calls > 1:
                entered.set()
                assert leave.wait(10)
            return super().read(24 if self.calls == 1 else size)

    with synfin.open(Slow(telnet.read_bytes())) as capture:
        segments = iter(capture.segments())
        got: list[synfin.Segment] = []
        thread = threading.Thread(target=lambda: got.extend(segments))
        thread.start()
        assert entered.wait(10)
        with pytest.raises(ValueError, match="already executing"):
            next(segments)
        leave.set()
        thread.join(10)
        assert len(got) == 33


def test_what_has_a_buffer_and_can_be_read_is_octets(telnet: Path) -> None:
    with telnet.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        mapped.read(100)
        with synfin.open(mapped) as capture:
            assert len(list(capture.segments())) == len(list(capture.segments())) == 33
            assert capture.name == "<octets>"
        assert mapped.tell() == 100
    with pytest.raises(ValueError, match="closed"):
        synfin.open(mapped)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
@pytest.mark.parametrize("said", [0, 10, 24, 500])
def test_a_pipe_whose_writer_is_silent_can_be_interrupted(telnet: Path, tmp_path: Path, said: int) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = "import synfin, sys; print(1, flush=True); [print(segment) for segment in synfin.open(sys.argv[1]).segments()]"
    reader = subprocess.Popen([sys.executable, "-c", read, str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdout is not None and reader.stdout.readline() == b"1\n"
    writer = pipe.open("wb", buffering=0) if said else contextlib.nullcontext()
    with writer as file:
        if file is not None:
            file.write(telnet.read_bytes()[:said])
        time.sleep(0.5)
        assert reader.poll() is None
        reader.send_signal(signal.SIGINT)
        _, told = reader.communicate(timeout=20)
    assert told.rstrip().endswith(b"KeyboardInterrupt"), told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_read_once(telnet: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(telnet.read_bytes()))
    writer.start()
    with synfin.open(pipe) as capture:
        assert len(list(capture.segments())) == 33
        with pytest.raises(ValueError, match="only once"):
            iter(capture.segments())
    writer.join(10)
