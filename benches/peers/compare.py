#!/usr/bin/env python3
"""How fast synfin reads whole captures, beside others: processor time of whole processes, from the file to nothing.

    benches/peers/setup.sh                     installs what can be had
    benches/peers/compare.py                   everything; 1,000,000 segments and 1,000,000 connections
    benches/peers/compare.py --scale 0.01      a smoke run
    benches/peers/compare.py --only lean --only flows --runs 9

Prints Markdown. Before anything is timed, every program must find the same segments in two small captures.
Exit status: 0 all that is here ran and found them; 1 something failed or found others.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from build import build
from captures import KINDS, RELEASE, Capture, Kind
from goals import goals
from measure import Failed, Usage, in_turn, median
from programs import ABSENT, Program, others, synfin
from table import Row, Rows, table
from tally import disagreements

SMALLEST = 10
"""What a program is started on to see what starting costs: segments, or connections."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="compare.py [OPTION…]"
    )
    parser.add_argument("--scale", type=float, default=1, metavar="X", help="captures X times as large (default 1)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each program (default 5)")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="only programs with NAME in their name; repeatable"
    )
    parser.add_argument("--capture", choices=[kind.letter for kind in KINDS], help="only this capture")
    parser.add_argument(
        "--synfin", type=Path, default=RELEASE / "synfin", metavar="FILE", help="another build of the command"
    )
    return parser.parse_args()


def measured(
    kind: Kind, programs: Sequence[Program], scale: float, runs: int
) -> tuple[Capture, Rows, dict[str, Failed]]:
    """Runs every program over its part of one capture."""
    whole = kind.generate(max(SMALLEST, round(kind.count * scale)))
    smallest = kind.generate(SMALLEST)
    parts = {}
    for program in programs:
        share = program.share[0 if kind.letter == "a" else 1]
        parts[program.name] = whole if share == 1 else kind.generate(max(SMALLEST, round(kind.count * scale * share)))
    argvs: dict[str, Sequence[str]] = {}
    reads = {start(program): smallest.path for program in programs}
    for program in programs:
        reads[program.name] = parts[program.name].path
        argvs[program.name] = program.on(parts[program.name].path)
        if parts[program.name] != whole:
            argvs[start(program)] = program.on(smallest.path)
    usages = in_turn(argvs, runs, reads)
    rows, failed = {}, {}
    for program in programs:
        usage = usages[program.name]
        if isinstance(usage, Failed):
            failed[program.name] = usage
            continue
        begun = usages.get(start(program))
        middle = median(usage)
        if begun is not None and not isinstance(begun, Failed):
            # Never less than a thousandth: a slice too small to tell must not look free.
            cpu = max(middle.cpu - median(begun).cpu, middle.cpu / 1000)
            middle = Usage(cpu, middle.wall, middle.peak)
        part = parts[program.name]
        rows[program.name] = Row(program, part, middle, sliced=part != whole)
    return whole, rows, failed


def start(program: Program) -> str:
    """The name of a program's run over next to nothing."""
    return f"{program.name}, start"


def machine() -> str:
    """The processor and the system."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = models[0].partition(":")[2].strip() if models else platform.machine()
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} × {model}, {system}, load {os.getloadavg()[0]:.1f} at the start"


def main() -> int:
    options = arguments()
    not_built = build()
    wanted = [
        program
        for program in [*others(), *synfin(options.synfin.resolve())]
        if not options.only or any(name in program.name for name in options.only)
    ]
    if not wanted:
        raise SystemExit(f"no program has {' or '.join(options.only)} in its name")
    programs = [program for program in wanted if program.present()]
    print(f"{machine()}\n\nMedian of {options.runs} runs in turn; synfin is compared by `stats`, by one thread.")
    wrong = disagreements(programs)
    for line in wrong:
        print(f"\n**{line}**")
    any_failed = bool(wrong)
    for kind in KINDS:
        if options.capture in (None, kind.letter):
            whole, rows, failed = measured(kind, programs, options.scale, options.runs)
            any_failed |= bool(failed)
            print(f"\n## Capture {kind.letter.upper()}: {kind.about}\n\n{whole}\n")
            print(table(rows, failed) + "\n")
            print("\n".join(goals(kind.letter, rows)), flush=True)
    absent = {program.name: "not installed (see setup.sh)" for program in wanted if not program.present()} | ABSENT
    absent |= {f"{binary} (does not build)": why for binary, why in not_built.items()}
    print("\nAbsent: " + "; ".join(f"{name}: {why}" for name, why in absent.items()) + ".")
    return int(any_failed)


if __name__ == "__main__":
    sys.exit(main())
