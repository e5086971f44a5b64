"""`python -m synfin` is the command line."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

MODULE = [sys.executable, "-m", "synfin"]


def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*MODULE, *map(str, words)], capture_output=True, text=True, timeout=60)


def test_it_tells_what_the_command_tells(telnet: Path) -> None:
    ran = run("flows", "--format", "csv", telnet)
    assert (ran.returncode, ran.stderr) == (0, "")
    head, row = ran.stdout.splitlines()
    assert head.startswith("flow,originator,") and ",CLOSED," in row


@pytest.mark.parametrize(("words", "status"), [(["--version"], 0), (["nowhere.pcap"], 1), ([], 1)])
def test_the_exit_status_is_the_commands(words: list[str], status: int) -> None:
    assert run(*words).returncode == status


def test_the_wheel_brings_the_command() -> None:
    script = Path(sys.executable).with_name("synfin")
    assert subprocess.run([script, "--version"], capture_output=True, timeout=60).returncode == 0


def test_a_closed_pipe_ends_quietly(telnet: Path, tmp_path: Path) -> None:
    octets = telnet.read_bytes()
    long = tmp_path / "long.pcap"
    long.write_bytes(octets[:24] + octets[24:] * 500)
    with subprocess.Popen(
        [*MODULE, "segments", "--format", "json", long], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(100)
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_ctrl_c_ends_it_in_order(telnet: Path) -> None:
    octets = telnet.read_bytes()
    with subprocess.Popen(
        [*MODULE, "flows", "-"],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(octets)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        # Until it looks, it goes on reading.
        try:
            for _ in range(20_000):
                process.stdin.write(octets[24:])
        except BrokenPipeError:
            pass
        assert process.wait(60) == 130
        assert b"interrupted" in process.stderr.read()
