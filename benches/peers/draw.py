"""Lines over logarithmic axes as an SVG of fixed layout, readable on light and dark."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 76, 160, 52, 58
LABEL = 17
"""Least distance between two lines' names, in pixels."""

STYLE = """
  .paper { fill: #ffffff } .ink { fill: #1f2328 } .faint { fill: #59636e } .grid { stroke: #d1d9e0; stroke-width: 1 }
  .l0 { stroke: #0969da; fill: #0969da } .l1 { stroke: #1a7f37; fill: #1a7f37 }
  .l2 { stroke: #9a6700; fill: #9a6700 } .l3 { stroke: #6e7781; fill: #6e7781 }
  polyline { fill: none !important; stroke-width: 2.2; stroke-linejoin: round }
  .l1, .l3 { stroke-dasharray: 7 4 } circle, text { stroke: none !important }
  text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px }
  .title { font-size: 15px; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
    .l0 { stroke: #58a6ff; fill: #58a6ff } .l1 { stroke: #56d364; fill: #56d364 }
    .l2 { stroke: #e3b341; fill: #e3b341 } .l3 { stroke: #8b949e; fill: #8b949e }
  }
"""


@dataclass(frozen=True)
class Line:
    """A name, and points from left to right."""

    name: str
    points: list[tuple[float, float]]


@dataclass(frozen=True)
class Chart:
    """Up to four lines over two logarithmic axes; all values are above 0."""

    title: str
    across: str
    """What lies across, with its unit."""
    up: str
    lines: list[Line]

    def svg(self) -> str:
        """The whole file."""
        across = Axis.around((x for line in self.lines for x, _ in line.points), LEFT, WIDTH - RIGHT, whole=True)
        up = Axis.around((y for line in self.lines for _, y in line.points), HEIGHT - BOTTOM, TOP, whole=False)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(self.title)}</title>",
            f"<desc>{escape(self.told())}</desc>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
            text(LEFT, 28, self.title, "ink title", "start"),
            *self.grid(across, up),
            *self.drawn(across, up),
            "</svg>\n",
        ]
        return "\n".join(parts)

    def grid(self, across: "Axis", up: "Axis") -> Iterator[str]:
        """Lines and names of both axes."""
        floor = HEIGHT - BOTTOM
        for value in across.ticks():
            x = across.place(value)
            yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{floor}"/>'
            yield text(x, floor + 20, short(value), "faint", "middle")
        for value in up.ticks():
            y = up.place(value)
            yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>'
            yield text(LEFT - 10, y + 4.5, short(value), "faint", "end")
        yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, self.across, "ink", "middle")
        middle = (TOP + floor) / 2
        yield text(20, middle, self.up, "ink", "middle", f' transform="rotate(-90 20 {middle:.1f})"')

    def drawn(self, across: "Axis", up: "Axis") -> Iterator[str]:
        """The lines, and their names beside their ends."""
        ends = [up.place(line.points[-1][1]) for line in self.lines]
        for number, (line, y) in enumerate(zip(self.lines, apart(ends), strict=True)):
            places = [(across.place(x), up.place(value)) for x, value in line.points]
            joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            yield f'<polyline class="l{number}" points="{joined}"/>'
            yield from (f'<circle class="l{number}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places)
            yield text(WIDTH - RIGHT + 12, y + 4.5, line.name, f"l{number}", "start")

    def told(self) -> str:
        """All points in words, for who cannot see them."""
        return f"{self.up} against {self.across}. " + " ".join(
            f"{line.name}: " + ", ".join(f"{y:.3g} at {x:,.0f}" for x, y in line.points) + "." for line in self.lines
        )


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from one pixel to another."""

    least: float
    most: float
    begin: float
    end: float

    @staticmethod
    def around(values: Iterator[float], begin: float, end: float, whole: bool) -> "Axis":
        """From the values' least to their most, to whole powers of ten, or else to 1, 2 or 5 times one."""
        values_found = list(values)
        low, high = rounded(min(values_found), math.floor, whole), rounded(max(values_found), math.ceil, whole)
        return Axis(low, max(high, low * 10), begin, end)

    def place(self, value: float) -> float:
        """The pixel."""
        part = math.log(value / self.least) / math.log(self.most / self.least)
        return self.begin + part * (self.end - self.begin)

    def ticks(self) -> list[float]:
        """Powers of ten; 2 and 5 times them too if there are few."""
        powers = range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1)
        steps = [1] if len(powers) > 5 or self.begin < self.end else [1, 2, 5]
        ticks = [step * 10.0**power for power in powers for step in steps]
        return [tick for tick in ticks if self.least * 0.999 <= tick <= self.most * 1.001]


def rounded(value: float, to: Callable[[float], int], whole: bool) -> float:
    """A round number at or beyond a value."""
    power = math.floor(math.log10(value) + 1e-9)
    steps = [1, 10] if whole else [1, 2, 5, 10]
    rest = value / 10.0**power
    beyond = [step for step in steps if (step >= rest - 1e-9 if to is math.ceil else step <= rest + 1e-9)]
    return (min(beyond) if to is math.ceil else max(beyond)) * 10.0**power


def apart(places: list[float]) -> list[float]:
    """The same order from top to bottom, and no two nearer than a name is high."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = list(places)
    for above, below in zip(order, order[1:], strict=False):
        moved[below] = max(moved[below], moved[above] + LABEL)
    return moved


def short(value: float) -> str:
    """1 k for 1,000."""
    for unit, name in [(1e6, " M"), (1e3, " k")]:
        if value >= unit:
            return f"{value / unit:g}{name}"
    return f"{value:g}"


def text(x: float, y: float, words: str, kind: str, anchor: str, more: str = "") -> str:
    """One line of text."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'
