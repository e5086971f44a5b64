"""What a type checker says of ordinary programs, and of wrong ones."""

import subprocess
import sys
from pathlib import Path

RIGHT = '''
from pathlib import Path

import synfin
from synfin.dissect import Field, Payload, Sockets, Told


class Life:
    def data(self, data: Payload) -> Told:
        return {"a": 1, "b": "x"}


class Pairs:
    def data(self, data: Payload) -> Told:
        return [("a", 1), ("b", "x")]

    def end(self) -> Told:
        return iter([("a", 1)])


class Writer:
    name, ports = "writer", [23]
    fields = {"a": Field(int), "b": str}

    def open(self, sockets: Sockets) -> Life | Pairs | None:
        return Life() if sockets.responder_port == 23 else Pairs()


names = ["frame", "step"]
mine = [Writer()]
capture = synfin.open(Path("a.pcap"), dissectors=[Writer(), "ssh"], threads=2)
capture.segments(columns=names)
capture.segments(columns=("frame",))
capture.flows(columns=["flow"])
capture.ladder(lang="zh")
synfin.open("a.pcap", dissectors=mine)
synfin.Tracker(dissectors=["ssh", "tls"])
synfin.build_segment(src="192.0.2.1", dst="192.0.2.2", src_port=1, dst_port=2, options=[
    synfin.MssOption(mss=1460), (1, b""), synfin.SackOption(sack=[(1, 2), synfin.SackBlock(3, 4)])])
'''

WRONG = '''
import synfin

capture = synfin.open("a.pcap")
capture.segments(columns="frame")
capture.flows(columns="flow")
synfin.open("a.pcap", dissectors="ssh")
synfin.Tracker(dissectors="ssh")
capture.ladder(lang="xx")
capture.ladder(format="png")
synfin.Segment()
synfin.Flow()
synfin.Capture()
synfin.MssOption(mss="1460")
'''


def check(text: str, tmp_path: Path) -> tuple[str, list[int]]:
    """What mypy says, and the lines of which it says it."""
    program = tmp_path / "program.py"
    program.write_text(text)
    checked = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--no-error-summary", str(program)]
    said = subprocess.run(checked, capture_output=True, text=True, cwd=tmp_path).stdout
    return said, [int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line]


def test_ordinary_programs_pass(tmp_path: Path) -> None:
    assert check(RIGHT, tmp_path) == ("", [])


def test_what_is_refused_as_it_runs_is_refused_by_the_types(tmp_path: Path) -> None:
    said, lines = check(WRONG, tmp_path)
    wrong = WRONG.splitlines()
    assert sorted(set(lines)) == list(range(wrong.index('capture.segments(columns="frame")') + 1, len(wrong) + 1)), said
