"""A fork in the middle of a pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are a thing of POSIX")

SCRIPT = """
import io, os, signal, sys, warnings
import synfin

warnings.simplefilter("ignore", DeprecationWarning)
path, threads, rows = sys.argv[1], int(sys.argv[2]), sys.argv[3]
signal.alarm(60)
octets = open(path, "rb").read()
long = octets[:24] + octets[24:] * 2000
fresh = synfin.open(path, threads=threads)
capture = synfin.open(long, threads=threads, timeouts=synfin.Timeouts())
passing = iter(capture.segments() if rows == "segments" else capture.flows())
next(passing)
child = os.fork()
if child == 0:
    try:
        next(passing)
    except RuntimeError as error:
        assert "does not survive a fork" in str(error), error
    else:
        os._exit(3)
    del passing
    # A new pass of its own works, and reads from the start.
    assert len(list(fresh.segments())) == 33
    assert sum(1 for _ in capture.segments()) == 33 * 2000
    sys.stdout.flush()
    sys.exit(7)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
assert len(list(fresh.segments())) == 33
for _ in passing:
    pass
"""


@pytest.mark.parametrize("threads", ["1", "2"])
@pytest.mark.parametrize("rows", ["segments", "flows"])
def test_a_pass_says_that_it_does_not_survive_a_fork(telnet: Path, threads: str, rows: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(telnet), threads, rows], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pass_that_a_child_lets_go_of_at_its_end_is_no_panic(telnet: Path) -> None:
    script = SCRIPT.split("if child == 0:")[0] + (
        "if child == 0:\n    sys.exit(7)\nassert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(telnet), "2", "segments"], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
