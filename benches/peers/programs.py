"""The table of all that is measured."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from captures import RELEASE, ROOT, TARGET

PEERS = ROOT / "benches" / "peers"
BIN = TARGET / "bin"
VENV = TARGET / "venv" / "bin" / "python"


def told(output: str) -> int:
    """Of a line of names and values."""
    return int(re.findall(r"segments (\d+)", output)[0])


def records(output: str) -> int:
    """The same of a program that looks at no protocol: the captures hold TCP alone."""
    return int(re.findall(r"records (\d+)", output)[0])


def lines(output: str) -> int:
    """A line a segment."""
    return output.count("\n")


def of_connections(output: str) -> int:
    """Both ends' segments of a table of connections."""
    rows = csv.DictReader(io.StringIO(output))
    return sum(int(row["orig_segments"]) + int(row["resp_segments"]) for row in rows)


def traced(output: str) -> int:
    """What tcptrace says that it traced."""
    return int(re.findall(r"(\d+) TCP packets traced", output)[0])


def inspected(output: str) -> int:
    """What ndpiReader says of TCP."""
    return int(re.findall(r"TCP Packets:\s+(\d+)", output)[0])


@dataclass(frozen=True)
class Program:
    """A row of the tables."""

    name: str
    about: str
    argv: tuple[str, ...]
    """With FILE where the capture's path goes."""
    count: Callable[[str], int] | None = None
    """Reads off the output how many TCP segments were seen."""
    check: tuple[str, ...] | None = None
    """What to run to see that, if not `argv`."""
    share: tuple[float, float] = (1, 1)
    """How much of captures A and B it is given: less for those that are slow or grow large."""
    package: str | None = None
    """Whose version to tell: Debian's package, or `pypi:` and PyPI's, or `crate:` and a crate."""

    def present(self) -> bool:
        """Whether it can be run here."""
        needed = [Path(word) for word in self.argv if word.startswith("/")]
        return all(path.exists() for path in needed)

    def on(self, capture: Path, argv: tuple[str, ...] | None = None) -> list[str]:
        """The command line for one capture."""
        return [str(capture) if word == "FILE" else word for word in argv or self.argv]


def of_counts(output: str) -> int:
    """The TCP segments of the accounts, as JSON."""
    return int(re.findall(r'"tcp":\s*(\d+)', output)[0])


def synfin(binary: Path) -> list[Program]:
    """The rows of the command."""
    command = str(binary)
    alone = ("--threads", "1", "FILE")
    quick = ("--no-checksum", *alone)
    rows = [
        Program(
            SYNFIN,
            "everything classified, every column kept, only counts written; one thread, checksums not verified",
            (command, "stats", *quick),
            of_counts,
            (command, "stats", "--format", "json", *quick),
        ),
        Program(
            FLOWS,
            "a row a connection as text; one thread, checksums not verified",
            (command, "flows", *quick),
            of_connections,
            (command, "flows", "--format", "csv", *quick),
        ),
        Program(
            "synfin flows, checksums",
            "the same, checksums verified",
            (command, "flows", *alone),
            of_connections,
            (command, "flows", "--format", "csv", *alone),
        ),
        Program(
            "synfin flows, all cores",
            "the same, by as many threads as the machine runs at once",
            (command, "flows", "FILE"),
            of_connections,
            (command, "flows", "--format", "csv", "FILE"),
        ),
        Program(
            "synfin flows, csv",
            "the same as csv, checksums not verified",
            (command, "flows", "--format", "csv", *quick),
            of_connections,
        ),
    ]
    check = (command, "segments", "--format", "json", *quick)
    for form in ["text", "json", "csv", "arrow", "parquet"]:
        argv = (command, "segments", "--format", form, *quick)
        rows.append(Program(f"synfin segments, {form}", f"a row a segment as {form}", argv, lines, check))
    return rows


SYNFIN = "synfin stats"
FLOWS = "synfin flows"

FIELDS = ("-T", "fields", "-e", "tcp.stream", "-e", "tcp.completeness")
TSHARK = ("-n", "-r", "FILE", "-o", "tcp.desegment_tcp_streams:FALSE", *FIELDS)


def others() -> list[Program]:
    """The limit, the lean ones, and the peers."""
    release, own = str(RELEASE), str(BIN)
    python = str(VENV)
    return [
        Program("touch", "each record's header, a cache line of each packet", (f"{release}/touch", "FILE"), records),
        Program("lean", "a plain classifier made by hand", (f"{release}/lean", "FILE"), told),
        Program("lean-batched", "the same, its table looked up in batches", (f"{release}/lean-batched", "FILE"), told),
        Program(
            "etherparse", "segments counted for each pair of sockets", (f"{release}/count", "FILE"), told,
            package="crate:etherparse",
        ),
        Program("libpcap", "ports read, no connections", (f"{own}/pcap-loop", "FILE"), told, package="libpcap0.8"),
        Program(
            "libtins", "StreamFollower without payload", (f"{own}/libtins-follower", "FILE"), told,
            package="libtins-dev",
        ),
        Program(
            "gopacket", "DecodingLayerParser, counts for each pair of sockets", (f"{own}/gopacket-flows", "FILE"), told,
            package="golang-github-google-gopacket-dev",
        ),
        Program(
            "tshark", "tcp.stream and tcp.completeness of each segment", ("/usr/bin/tshark", *TSHARK), lines,
            share=(0.2, 0.05), package="tshark",
        ),
        Program(
            "tcptrace", "its list of connections", ("/usr/bin/tcptrace", "-n", "FILE"), traced,
            share=(1, 0.1), package="tcptrace",
        ),
        Program(
            "argus", "its records of flows", ("/usr/sbin/argus", "-X", "-r", "FILE", "-w", "-"),
            share=(1, 0.1), package="argus-server",
        ),
        Program(
            "ndpiReader", "protocols by payload", ("/usr/bin/ndpiReader", "-i", "FILE"), inspected,
            share=(1, 0.1), package="libndpi-bin",
        ),
        Program(
            "dpkt", "counts for each pair of sockets", (python, f"{PEERS}/dpkt_loop.py", "FILE"), told,
            share=(0.2, 0.05), package="pypi:dpkt",
        ),
        Program(
            "nfstream", "its flows, no inspection of payload", (python, f"{PEERS}/nfstream_flows.py", "FILE"), told,
            share=(0.2, 0.05), package="pypi:nfstream",
        ),
        Program(
            "scapy", "counts for each pair of sockets", (python, f"{PEERS}/scapy_loop.py", "FILE"), told,
            share=(0.02, 0.005), package="pypi:scapy",
        ),
    ]


ABSENT = {"PcapPlusPlus": "not among the packages of this Debian, nor on PyPI"}
"""What was looked for and cannot be had."""
