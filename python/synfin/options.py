"""TCP options: what each kind says, as a small value.

Those that are read have all attributes; one that is made needs only what it says, and the rest follows:

>>> import synfin
>>> synfin.MssOption(mss=1460)
MssOption(kind=2, name='MSS', length=4, value=b'\\x05\\xb4', text='MSS 1460', mss=1460)
>>> octets = synfin.build_segment(src="192.0.2.1", dst="192.0.2.2", src_port=54203, dst_port=23, flags=synfin.Flags.ACK, options=[
...     synfin.Option(1), synfin.Option(1), synfin.SackOption(sack=[(1000, 2000), (3000, 4000)])])
>>> [option.text for option in synfin.parse_segment(octets).options]
['NOP', 'NOP', 'SACK 1000-2000 3000-4000']
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from struct import pack
from typing import NamedTuple, Self

from synfin._synfin import _describe_option

MSS, WINDOW_SCALE, SACK_PERMITTED, SACK, TIMESTAMPS = 2, 3, 4, 5, 8
"""Kinds, by the registry of TCP options."""


class SackBlock(NamedTuple):
    """A block of octets that the receiver holds, beyond what it acknowledges in order (RFC 2018)."""

    left: int
    """The first sequence number of the block, as on the wire."""
    right: int
    """The sequence number behind the last of the block."""


@dataclass(frozen=True, init=False)
class Option:
    """One option of a TCP header; the kinds that nearly every connection uses are classes of their own.

    Made from its kind and value. Where the list of options cannot be read on, its last item has no `name`, `length` and `value`,
    and `text` says why.
    """

    kind: int
    """The kind, by the registry of TCP options."""
    name: str | None = field(init=False)
    """The name of the kind; `Unknown` for one that the registry does not have."""
    length: int | None = field(init=False)
    """Octets of the option, kind and length included."""
    value: bytes | None
    """The octets behind kind and length."""
    text: str = field(init=False)
    """What it says, for people."""

    __match_args__ = ("kind", "value")

    def __init__(self, kind: int, value: bytes = b"") -> None:
        self._set(_whole("kind", kind, 8), memoryview(value).tobytes())

    def _set(self, kind: int, value: bytes, **more: object) -> None:
        name, length, text = _describe_option(kind, value)
        vars(self).update(kind=kind, name=name, length=length, value=value, text=text, **more)

    @classmethod
    def _read(
        cls, kind: int, name: str | None, length: int | None, value: bytes | None, text: str, **more: object
    ) -> Self:
        """One that was read: all is known."""
        option = object.__new__(cls)
        vars(option).update(kind=kind, name=name, length=length, value=value, text=text, **more)
        return option


@dataclass(frozen=True, init=False)
class MssOption(Option):
    """Maximum segment size (RFC 9293, section 3.7.1)."""

    kind: int = field(init=False)
    value: bytes = field(init=False)
    mss: int
    """The largest segment that the sender can take, octets of payload."""

    __match_args__ = ("mss",)

    def __init__(self, mss: int) -> None:
        self._set(MSS, pack("!H", _whole("mss", mss, 16)), mss=mss)


@dataclass(frozen=True, init=False)
class WindowScaleOption(Option):
    """Window scale (RFC 7323, section 2)."""

    kind: int = field(init=False)
    value: bytes = field(init=False)
    wscale: int
    """The shift count as sent; above 14 it counts as 14."""

    __match_args__ = ("wscale",)

    def __init__(self, wscale: int) -> None:
        self._set(WINDOW_SCALE, pack("!B", _whole("wscale", wscale, 8)), wscale=wscale)


@dataclass(frozen=True, init=False)
class SackPermittedOption(Option):
    """The sender understands selective acknowledgements (RFC 2018, section 2)."""

    kind: int = field(init=False)
    value: bytes = field(init=False)

    __match_args__ = ()

    def __init__(self) -> None:
        self._set(SACK_PERMITTED, b"")


@dataclass(frozen=True, init=False)
class SackOption(Option):
    """Selective acknowledgement (RFC 2018, section 3)."""

    kind: int = field(init=False)
    value: bytes = field(init=False)
    sack: tuple[SackBlock, ...]
    """The blocks, the most recent first."""

    __match_args__ = ("sack",)

    def __init__(self, sack: Iterable[SackBlock | tuple[int, int]]) -> None:
        """At least one block; more than four find no room in a header."""
        blocks = tuple(
            SackBlock(_whole("left", left, 32), _whole("right", right, 32)) for left, right in sack
        )
        if not blocks:
            raise ValueError("sack must have a block")
        self._set(SACK, b"".join(pack("!II", *block) for block in blocks), sack=blocks)


@dataclass(frozen=True, init=False)
class TimestampsOption(Option):
    """Timestamps (RFC 7323, section 3)."""

    kind: int = field(init=False)
    value: bytes = field(init=False)
    ts_val: int
    """The sender's clock."""
    ts_ecr: int
    """The echo of the other end's clock."""

    __match_args__ = ("ts_val", "ts_ecr")

    def __init__(self, ts_val: int, ts_ecr: int = 0) -> None:
        value = pack("!II", _whole("ts_val", ts_val, 32), _whole("ts_ecr", ts_ecr, 32))
        self._set(TIMESTAMPS, value, ts_val=ts_val, ts_ecr=ts_ecr)


def _whole(name: str, given: int, bits: int) -> int:
    """The number, if it has so many bits."""
    if not isinstance(given, int):
        raise TypeError(f"{name} must be an int, not {type(given).__name__}")
    if not 0 <= given < 1 << bits:
        raise ValueError(f"{name} must be from 0 to {(1 << bits) - 1}, not {given}")
    return given
