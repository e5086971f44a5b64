#!/usr/bin/env python3
"""Draws how time and memory grow with the number of connections: two SVGs in crates/synfin/docs.

    benches/peers/plots.py                 measures captures of 1,000 to 1,000,000 connections, then draws
    benches/peers/plots.py --again         draws what was measured last
    benches/peers/plots.py --most 10000 -o /tmp
"""

import argparse
import json
import sys
from pathlib import Path

from build import build
from captures import KINDS, RELEASE, ROOT, TARGET
from draw import Chart, Line
from measure import Failed, Usage, in_turn
from programs import FLOWS, SYNFIN, Program, others, synfin

MEASURED = TARGET / "plots.json"
LINES = {FLOWS: "synfin flows", SYNFIN: "synfin stats", "lean": "lean", "touch": "touch"}
"""Programs, and what to call them in little room."""
SMALLEST = 10
"""Connections of the capture on which a program's start is measured."""
Points = dict[str, list[tuple[int, float, float]]]
"""For each program: connections, nanoseconds of processor time for a segment, megabytes at most."""


def points(most: int, binary: Path) -> Points:
    """Measures; the start of a process is taken off its time, and small captures are read more often."""
    programs = [program for program in [*others(), *synfin(binary)] if program.name in LINES]
    found: Points = {program.name: [] for program in programs}
    flows = 1_000
    while flows <= most:
        for program, cost, peak in measured(programs, flows):
            found[program.name].append((flows, cost, peak))
        flows *= 10
    return found


def measured(programs: list[Program], flows: int) -> list[tuple[Program, float, float]]:
    capture, smallest = KINDS[1].generate(flows), KINDS[1].generate(SMALLEST)
    argvs = {program.name: program.on(capture.path) for program in programs}
    argvs |= {f"{program.name}, start": program.on(smallest.path) for program in programs}
    reads = {name: smallest.path if name.endswith(", start") else capture.path for name in argvs}
    usages = in_turn(argvs, min(61, max(5, 100_000 // flows)), reads)
    rows = []
    for program in programs:
        usage, start = usages[program.name], usages[f"{program.name}, start"]
        if isinstance(usage, Failed) or isinstance(start, Failed):
            raise SystemExit(f"{program.name}: {usage if isinstance(usage, Failed) else start}")
        # A nanosecond at least: the axis is logarithmic.
        cost = max(1.0, (least(usage) - least(start)) * 1e9 / capture.segments)
        rows.append((program, cost, max(one.peak for one in usage) / 1e6))
    return rows


def least(usages: list[Usage]) -> float:
    """The least processor time: of a millisecond, whatever else the machine does is a large part of any middle."""
    return min(usage.cpu for usage in usages)


def charts(found: Points) -> dict[str, Chart]:
    """The two pictures by their files' names."""
    across = "connections in the capture (2.4 segments each, logarithmic)"

    def lines(column: int) -> list[Line]:
        return [Line(short, [(row[0], row[column]) for row in found[name]]) for name, short in LINES.items()]

    return {
        "time-by-connections.svg": Chart(
            "Processor time for a segment", across, "ns per segment (logarithmic)", lines(1)
        ),
        "memory-by-connections.svg": Chart("Peak memory", across, "MB resident at most (logarithmic)", lines(2)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--again", action="store_true", help="draw what was measured last")
    parser.add_argument("--most", type=int, default=1_000_000, metavar="N", help="connections of the largest capture")
    parser.add_argument("--synfin", type=Path, default=RELEASE / "synfin", metavar="FILE", help="another build")
    parser.add_argument("-o", type=Path, default=ROOT / "crates" / "synfin" / "docs", metavar="FOLDER", help="where to")
    options = parser.parse_args()
    if options.again:
        found: Points = json.loads(MEASURED.read_text())
    else:
        build()
        found = points(options.most, options.synfin.resolve())
        MEASURED.write_text(json.dumps(found))
    for name, chart in charts(found).items():
        (options.o / name).write_text(chart.svg())
        print(f"{options.o / name}: {chart.told()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
