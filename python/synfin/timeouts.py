"""How long a connection may stay silent."""

from dataclasses import dataclass

SECOND = 1_000_000_000
"""Nanoseconds in a second."""

MOST = 2**64 - 1
"""The longest time, in nanoseconds: 584 years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long a connection may stay silent before it is told as ended, in nanoseconds of capture time."""

    finished: int = 5 * SECOND
    """Both directions are closed, or the connection was reset."""
    unanswered: int = 30 * SECOND
    """A SYN without an answer, or a probe."""
    half_open: int = 30 * SECOND
    """A SYN-ACK without the third segment."""
    one_sided: int = 60 * SECOND
    """Only one end was seen."""
    closing: int = 120 * SECOND
    """A FIN was seen."""
    established: int = 600 * SECOND
    """Open."""

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value: object = getattr(self, name)
            if not isinstance(value, int):
                raise TypeError(f"{name} must be an int, nanoseconds, not {type(value).__name__}")
            if not 0 <= value <= MOST:
                raise ValueError(f"{name} must be from 0 to {MOST} nanoseconds, not {value}")
