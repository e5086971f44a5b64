"""The accounts of a capture."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from synfin.notebook import stats_html
from synfin.words import End, Note, Outcome, Stage, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What every frame and every connection was: `frames = tcp + not_tcp + truncated + malformed + unsupported`, and
    `flows_opened` is the sum of `flows_ended` and `flows_live`."""

    frames: int
    """All frames."""
    tcp: int
    """With a TCP segment whose header is sound."""
    not_tcp: int
    """Read rightly, and no TCP for a connection."""
    truncated: int
    """Ended before the TCP header did."""
    malformed: int
    """With a header that breaks its own rules, TCP's included."""
    unsupported: int
    """Of a kind that synfin does not read."""
    flows_opened: int
    """Connections that began."""
    flows_live: int
    """Connections that are still held: 0 at the end of a capture."""
    balance: bool
    """Whether no frame and no connection is unaccounted for."""
    flows_ended: Mapping[End, int]
    """Connections by why they left."""
    outcomes: Mapping[Outcome, int]
    """Connections that have left, by outcome; those that occur."""
    stages: Mapping[Stage, int]
    """Segments by stage."""
    steps: Mapping[Step, int]
    """Segments by step; those that occur."""
    notes: Mapping[Note, int]
    """Segments by note; those that occur."""
    damage: str | None
    """What is wrong with the capture, as `CaptureError` says it: what ended the reading, or else the first block that was left out.
    None for a capture that is whole, and for a `Tracker`."""
    others: Mapping[str, Mapping[str, Any]]
    """Everything else that `synfin stats --format json` tells: protocols, unsupported link types, failures, limits."""

    @classmethod
    def from_json(cls, text: str | bytes, damage: str | None = None) -> Self:
        """Reads what `synfin stats --format json` writes, which does not tell of damage."""
        told: dict[str, Any] = json.loads(text)
        return cls(
            **{name: told.pop(name) for name in _NUMBERS},
            flows_ended={End(word): count for word, count in told.pop("flows_ended").items()},
            outcomes={Outcome(word): count for word, count in told.pop("outcomes").items()},
            stages={Stage(word): count for word, count in told.pop("stages").items()},
            steps={Step(word): count for word, count in told.pop("steps").items()},
            notes={Note(word): count for word, count in told.pop("notes").items()},
            damage=damage,
            others=told,
        )

    def _repr_html_(self) -> str:
        return stats_html({field.name: getattr(self, field.name) for field in fields(self) if field.name != "others"})


_NUMBERS = (
    "frames",
    "tcp",
    "not_tcp",
    "truncated",
    "malformed",
    "unsupported",
    "flows_opened",
    "flows_live",
    "balance",
)


def stats_from_json(text: str | bytes, damage: str | None = None) -> Stats:
    """Reads what `synfin stats --format json` writes."""
    return Stats.from_json(text, damage)
