"""Whole processes measured: processor time, wall time and peak memory, several programs in turn."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A program that ended with another status than 0, and the last that it said."""


@dataclass(frozen=True)
class Usage:
    """What one run took."""

    cpu: float
    """User and system time of all its processes, in seconds."""
    wall: float
    """Seconds."""
    peak: int
    """Most memory resident at once in any of its processes, in octets."""


LAUNCHER = shutil.which("time")
"""GNU time. The kernel counts the memory of the process that starts another among the peak of the other: a small one in
between keeps this interpreter's own out of it. Without it no peak is below some 15 MB."""


def run(argv: Sequence[str]) -> Usage:
    """Runs a program with its output thrown away; raises `Failed`."""
    with tempfile.NamedTemporaryFile("r") as peak:
        begin = time.monotonic()
        process = subprocess.Popen(
            [LAUNCHER, "--quiet", "--format=%M", f"--output={peak.name}", *argv] if LAUNCHER else argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        with process.stderr:
            said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        kibibytes = int(peak.read().split()[-1]) if LAUNCHER else usage.ru_maxrss
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        last = said.strip().splitlines()[-1:] or ["nothing said"]
        raise Failed(f"status {process.returncode}: {last[0]}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, kibibytes * 1024)


def warm(path: Path) -> None:
    """Reads a file once, so that the run that follows does not wait for the disk: kernels take back what lies unused for a minute."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


def in_turn(
    programs: Mapping[str, Sequence[str]], runs: int, reads: Mapping[str, Path] | None = None
) -> dict[str, list[Usage] | Failed]:
    """Runs A B C A B C …, so that a drift of the machine hits all alike, each after what it `reads` was read once. What fails once is
    not run again."""
    found: dict[str, list[Usage] | Failed] = {}
    for _ in range(runs):
        for name, argv in programs.items():
            usages = found.setdefault(name, [])
            if isinstance(usages, Failed):
                continue
            if reads is not None and name in reads:
                warm(reads[name])
            try:
                usages.append(run(argv))
            except (Failed, OSError) as error:
                found[name] = error if isinstance(error, Failed) else Failed(str(error))
    return found


def median(usages: Iterable[Usage]) -> Usage:
    """The medians of the times, and the highest peak."""
    usages = list(usages)
    return Usage(
        statistics.median(usage.cpu for usage in usages),
        statistics.median(usage.wall for usage in usages),
        max(usage.peak for usage in usages),
    )
