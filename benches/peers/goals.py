"""What synfin is meant to reach, and whether the figures at hand show it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from programs import FLOWS, SYNFIN
from table import Row, Rows


@dataclass(frozen=True)
class Goal:
    """A bound on a figure of one capture."""

    capture: str
    """Its letter."""
    text: str
    other: str
    """The program that synfin is held against."""
    figure: Callable[[Row, Row], float]
    """From synfin's row and the other's."""
    least: float | None = None
    most: float | None = None
    own: str = SYNFIN
    """The row of synfin's that is held."""

    def told(self, rows: Rows) -> str:
        """A line of Markdown."""
        synfin, other = rows.get(self.own), rows.get(self.other)
        if synfin is None or other is None:
            return f"- not measured: {self.capture.upper()}, {self.text}"
        figure = self.figure(synfin, other)
        held = (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)
        return f"- {'held' if held else '**missed**'}: {self.capture.upper()}, {self.text}: {figure:,.2f}"


def rate(synfin: Row, other: Row) -> float:
    """How many times as fast synfin is."""
    return synfin.rate / other.rate


def cost(synfin: Row, other: Row) -> float:
    """How many times the processor time synfin takes."""
    return synfin.cost / other.cost


def peak(synfin: Row, _: Row) -> float:
    """Megabytes."""
    return synfin.usage.peak / 1e6


def other_rate(synfin: Row, other: Row) -> float:
    """How many times as fast the other is."""
    return other.rate / synfin.rate


GOALS = [
    Goal("a", "at most 2.5 times the processor time of touch", "touch", cost, most=2.5),
    Goal("a", "at least 0.65 of the rate of lean", "lean", rate, least=0.65),
    Goal("b", "at least 0.7 of the rate of lean", "lean", rate, least=0.7),
    Goal("a", "at least 3 times the rate of gopacket", "gopacket", rate, least=3),
    Goal("b", "at least 5 times the rate of gopacket", "gopacket", rate, least=5),
    Goal("a", "at least 3 times the rate of libtins", "libtins", rate, least=3),
    Goal("b", "at least 5 times the rate of libtins", "libtins", rate, least=5),
    Goal("a", "at least 100 times the rate of tshark", "tshark", rate, least=100),
    Goal("b", "at least 100 times the rate of tshark", "tshark", rate, least=100),
    Goal("b", "at most 300 MB", FLOWS, peak, most=300, own=FLOWS),
    Goal("a", "segments to arrow at half the rate of flows", "synfin segments, arrow", other_rate, least=0.5, own=FLOWS),
    Goal("b", "segments to arrow at half the rate of flows", "synfin segments, arrow", other_rate, least=0.5, own=FLOWS),
]


def goals(letter: str, rows: Rows) -> Iterator[str]:
    """The lines of one capture."""
    return (goal.told(rows) for goal in GOALS if goal.capture == letter)
