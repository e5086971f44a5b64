"""What can go wrong: a capture that is damaged, octets that cannot be read."""


class SynfinError(Exception):
    """The base of every error that this package raises of its own."""


class ParseError(SynfinError):
    """Octets that cannot be read: which layer, which octet, and why."""

    layer: str
    """Where in the stack: `frame`, `tunnel`, `packet`, `segment`, `option`."""
    offset: int
    """The octet at which reading stopped, from 0, counted from the first octet that was given."""
    reason: str
    """Why, in a few plain words with the numbers."""
    kind: str
    """Which of three things it means: `cut short` (octets are missing), `malformed` (they break the rules of their
    header), `unsupported` (they may be right; synfin does not read them)."""

    def __init__(self, layer: str, offset: int, reason: str, kind: str) -> None:
        super().__init__(layer, offset, reason, kind)
        self.layer = layer
        self.offset = offset
        self.reason = reason
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.layer}, octet {self.offset}: {self.reason}"


class CaptureError(SynfinError):
    """A capture that cannot be read, or not to its end. Everything before the damage has been told by then."""

    source: str
    """The path of the capture, or what it is instead of a file."""
    offset: int
    """Where the damaged part begins, or where reading stopped: octet of the input, after decompression."""
    frame: int
    """The number of the frame that was being read; 0 when it did not come to frames at all."""
    reason: str
    """What is wrong, in a few plain words with the numbers."""

    def __init__(self, source: str, offset: int, frame: int, reason: str) -> None:
        super().__init__(source, offset, frame, reason)
        self.source = source
        self.offset = offset
        self.frame = frame
        self.reason = reason

    def __str__(self) -> str:
        frame = f"frame {self.frame}: " if self.frame else ""
        return f"{self.source}:{self.offset}: {frame}{self.reason}"


class CaptureWarning(UserWarning):
    """A damaged part of a capture that was left out; reading goes on behind it."""


class DissectorWarning(UserWarning):
    """An exception that a dissector raised: it is off that connection, and reading goes on.

    Where warnings are errors, the exception is its `__cause__`."""


class BuildError(SynfinError, ValueError):
    """A segment that cannot be written: its options or its payload are too long."""
