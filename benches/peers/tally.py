"""Whether all programs read the same: each must find every TCP segment of two small captures."""

import subprocess
from collections.abc import Iterator, Sequence

from captures import KINDS
from programs import Program

COUNT = 500
"""Segments of the one capture, connections of the other."""


def disagreements(programs: Sequence[Program]) -> list[str]:
    """A line for each program that found another number of segments, or could not tell it."""
    return [line for program in programs for line in disagreement(program)]


def disagreement(program: Program) -> Iterator[str]:
    if program.count is None:
        return
    for kind in KINDS:
        capture, letter = kind.generate(COUNT), kind.letter.upper()
        result = subprocess.run(program.on(capture.path, program.check), capture_output=True, text=True)
        try:
            found = program.count(result.stdout)
        except (IndexError, KeyError, ValueError):
            yield f"{program.name} tells no number of segments for capture {letter} (status {result.returncode})"
        else:
            if found != capture.segments:
                yield f"{program.name} finds {found} segments in capture {letter}, not {capture.segments}"
