"""TCP options: what each kind says, as a small value."""

from dataclasses import dataclass
from typing import NamedTuple


class SackBlock(NamedTuple):
    """A block of octets that the receiver holds, beyond what it acknowledges in order (RFC 2018)."""

    left: int
    """The first sequence number of the block, as on the wire."""
    right: int
    """The sequence number behind the last of the block."""


@dataclass(frozen=True)
class Option:
    """One option of a TCP header; the kinds that nearly every connection uses are classes of their own.

    Where the list of options cannot be read on, its last item has no `name`, `length` and `value`, and `text` says why.
    """

    kind: int
    """The kind, by the registry of TCP options."""
    name: str | None
    """The name of the kind; `Unknown` for one that the registry does not have."""
    length: int | None
    """Octets of the option, kind and length included."""
    value: bytes | None
    """The octets behind kind and length."""
    text: str
    """What it says, for people."""


@dataclass(frozen=True)
class MssOption(Option):
    """Maximum segment size (RFC 9293, section 3.7.1)."""

    mss: int
    """The largest segment that the sender can take, octets of payload."""


@dataclass(frozen=True)
class WindowScaleOption(Option):
    """Window scale (RFC 7323, section 2)."""

    wscale: int
    """The shift count as sent; above 14 it counts as 14."""


@dataclass(frozen=True)
class SackPermittedOption(Option):
    """The sender understands selective acknowledgements (RFC 2018, section 2)."""


@dataclass(frozen=True)
class SackOption(Option):
    """Selective acknowledgement (RFC 2018, section 3)."""

    sack: tuple[SackBlock, ...]
    """The blocks, the most recent first."""


@dataclass(frozen=True)
class TimestampsOption(Option):
    """Timestamps (RFC 7323, section 3)."""

    ts_val: int
    """The sender's clock."""
    ts_ecr: int
    """The echo of the other end's clock."""
