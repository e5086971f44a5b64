"""Dissectors of payload: what one that is written in Python gets, and what it tells.

A dissector is any object with a `name`, `ports`, `fields`, and a method `open` that returns an object for each connection;
`probe`, `depth` and `stages` are optional. See the protocols `Dissector` and `FlowDissector`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from ipaddress import IPv4Address, IPv6Address
from typing import Literal, NamedTuple, Protocol, TypeAlias

from synfin.words import Direction, Stage, Step

ENTRY_POINTS = "synfin.dissectors"
"""The group of entry points under which a package offers a dissector, or a class of it, by name."""


class DissectedField(NamedTuple):
    """A field that a dissector told."""

    dissector: str
    """Who told it."""
    name: str
    """The name of the field."""
    value: bool | int | str | bytes
    """Its value."""


Value: TypeAlias = bool | int | str | bytes
"""The value of a field; texts and octets beyond 1,024 octets are cut, and such a text ends with `…`."""

Told: TypeAlias = Mapping[str, Value] | Sequence[tuple[str, Value]] | Iterator[tuple[str, Value]] | None
"""What a dissector tells: fields by name, each once or several times, or nothing."""
# With Iterable a dict would be one of names as well, and mypy would not know which of the two a dict of mixed values is to be.


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a dissector may tell; its type alone will do where nothing else is to be said."""

    type: type[bool] | type[int] | type[str] | type[bytes]
    """The type of its values; whole numbers are signed, of 64 bits."""
    about: str = ""
    """What it means, in a line."""
    row: Literal["first", "every", "never"] = "first"
    """Which of its values go into the row of the connection; all are told with their segments."""
    headline: bool = False
    """Whether it is among the few that name a connection for people."""


class Sockets(NamedTuple):
    """The ends of a connection."""

    originator: IPv4Address | IPv6Address
    """Address of the end that opened it."""
    originator_port: int
    """Its port."""
    responder: IPv4Address | IPv6Address
    """Address of the other end."""
    responder_port: int
    """Its port."""


class Occasion(NamedTuple):
    """The segment at hand."""

    direction: Direction
    """The end that sent it."""
    step: Step
    """What it does in the life of its connection."""
    frame: int
    """The number of its frame, from 1."""
    time: int
    """When it was captured, nanoseconds since 1970-01-01T00:00:00Z."""


class Payload(NamedTuple):
    """Octets of payload that were not there before."""

    octets: bytes
    """The octets; at least one."""
    offset: int
    """How many octets its sender sent before them."""
    at: Occasion
    """The segment that brought them."""


class Gap(NamedTuple):
    """Octets that are missing."""

    length: int
    """How many."""
    offset: int
    """How many octets their sender sent before them."""
    at: Occasion
    """The segment that shows it."""


class FlowDissector(Protocol):
    """What a dissector does with one connection: of these methods it has those that it wants, and `data` at least.

    Beside them it may have `gap(gap)`, `late(data)`, `handshake(at)`, `teardown(at)`, `reset(at)` and `end()`, which return the same.
    Once its attribute `done` is true, it hears no more.
    """

    def data(self, data: Payload, /) -> Told:
        """Takes octets that follow on the last of their direction, or on the last gap."""


class Dissector(Protocol):
    """Looks into the payload of the connections that it claims.

    Beside these it may have `probe(first: bytes)`, which says whether a connection is its own that begins with these octets: `True`,
    `False` (not even on its ports), `None` (they do not tell), or `...` (more of them will tell); `depth`, how many octets that
    gets at most (64); and `stages`, of which it wants to hear.
    """

    @property
    def name(self) -> str:
        """The name under which its fields are told."""
    @property
    def ports(self) -> Iterable[int]:
        """Connections with one of these at either end are its own."""
    @property
    def fields(self) -> Mapping[str, object]:
        """All the fields that it may tell: a `Field` for each, or its type alone. Anything else is refused when the dissector is given;
        its type here is `object` because that is what is common to both."""
    def open(self, sockets: Sockets, /) -> FlowDissector | None:
        """What it knows of a connection at first; nothing if it does not want it after all."""


def installed() -> Mapping[str, object]:
    """The dissectors that installed packages offer under the entry point group `synfin.dissectors`, by name; loaded, and made if they
    are classes."""
    return {point.name: _made(point.load()) for point in entry_points(group=ENTRY_POINTS)}


def find(name: str) -> object:
    """The dissector that an installed package offers under this name.

    Raises `ValueError` if none does.
    """
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return _made(point.load())
    raise ValueError(f"no dissector {name!r} ships with synfin, and no installed package offers one in {ENTRY_POINTS}")


def _made(loaded: object) -> object:
    return loaded() if isinstance(loaded, type) else loaded


__all__ = [
    "ENTRY_POINTS",
    "DissectedField",
    "Dissector",
    "Field",
    "FlowDissector",
    "Gap",
    "Occasion",
    "Payload",
    "Sockets",
    "Stage",
    "Told",
    "Value",
    "find",
    "installed",
]
