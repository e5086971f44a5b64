"""What was measured on one capture, as a Markdown table."""

from dataclasses import dataclass

from build import version
from captures import Capture
from measure import Failed, Usage
from programs import SYNFIN, Program


@dataclass(frozen=True)
class Row:
    """One program on one capture."""

    program: Program
    capture: Capture
    """The part of the capture that it was given."""
    usage: Usage
    sliced: bool
    """Whether that is not the whole; its start is then taken off the processor time."""

    @property
    def cost(self) -> float:
        """Seconds of processor time for a segment."""
        return self.usage.cpu / self.capture.segments

    @property
    def rate(self) -> float:
        """Millions of segments for a second of processor time."""
        return 1e-6 / self.cost


Rows = dict[str, Row]


def table(rows: Rows, failed: dict[str, Failed]) -> str:
    """A line for each program, in order of the table of programs."""
    touch, synfin = rows.get("touch"), rows.get(SYNFIN)
    lines = [
        "| program | what it does | M segments per CPU second | synfin is | times touch | wall s | peak MB |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, row in rows.items():
        package = row.program.package and version(row.program.package)
        title = f"{name} {package}" if package else name
        part = f"; a part of {row.capture.segments:,} segments" if row.sliced else ""
        cells = [
            title,
            row.program.about + part,
            figure(row.rate),
            f"{figure(synfin.rate / row.rate)} × as fast" if synfin and name != SYNFIN else "–",
            figure(row.cost / touch.cost) if touch else "–",
            f"{row.usage.wall:.2f}",
            f"{row.usage.peak / 1e6:,.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [f"\n{name} failed: {why}" for name, why in failed.items()]
    return "\n".join(lines)


def figure(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:#.3g}"
