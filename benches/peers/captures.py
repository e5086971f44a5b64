"""The captures, made by the project's own generator from seed 1 and kept in target/peers/captures."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "peers"
RELEASE = ROOT / "target" / "release"
SEED = 1


@dataclass(frozen=True)
class Capture:
    """A file and how much is in it."""

    path: Path
    flows: int
    segments: int
    octets: int

    def __str__(self) -> str:
        return f"{self.segments:,} segments, {self.flows:,} connections, {self.octets / 1e6:,.0f} MB"


@dataclass(frozen=True)
class Kind:
    """A kind of capture; `count` is of what the generator is told: segments, or connections."""

    letter: str
    about: str
    option: str
    count: int

    def generate(self, count: int) -> Capture:
        """The capture of this size: the first part of any larger one of its kind. Made unless it is there."""
        folder = TARGET / "captures"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.letter}-{count}.pcap"
        totals = path.with_suffix(".txt")
        if not (path.exists() and totals.exists()):
            argv = [str(RELEASE / "examples" / "generate_capture"), "--kind", self.letter, self.option, str(count)]
            argv += ["--seed", str(SEED), "-o", str(path)]
            made = subprocess.run(argv, check=True, stderr=subprocess.PIPE, text=True)
            totals.write_text(made.stderr)
        flows, segments, octets = map(int, re.findall(r"\d+", totals.read_text()))
        return Capture(path, flows, segments, octets)


KINDS = [
    Kind("a", "mixed traffic, some thousand connections", "--segments", 1_000_000),
    Kind("b", "a crowd of small connections", "--flows", 1_000_000),
]
