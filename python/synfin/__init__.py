"""The story of every TCP connection in a capture: each segment's step, both ends' RFC 9293 states, and why.

>>> import synfin
>>> with synfin.open("crates/synfin-cli/samples/four-way-close.pcap") as capture:
...     for segment in capture.segments():
...         if segment.stage == "open":
...             print(segment.frame, segment.flags_text, segment.label, segment.originator_state, segment.responder_state)
1 SYN handshake 1/3 SYN-SENT SYN-RECEIVED
2 SYN|ACK handshake 2/3 ESTABLISHED SYN-RECEIVED
3 ACK handshake 3/3 ESTABLISHED ESTABLISHED
"""

from synfin._synfin import (
    Capture,
    Flow,
    FlowIterator,
    Flows,
    Segment,
    SegmentIterator,
    Segments,
    TcpPacket,
    TcpSegment,
    Tracker,
    __version__,
    build_segment,
    open,
    parse_frame,
    parse_segment,
)
from synfin.dissect import DissectedField
from synfin.errors import BuildError, CaptureError, CaptureWarning, DissectorWarning, ParseError, SynfinError
from synfin.link_types import LinkType
from synfin.options import (
    MssOption,
    Option,
    SackBlock,
    SackOption,
    SackPermittedOption,
    TimestampsOption,
    WindowScaleOption,
)
from synfin.stats import Stats
from synfin.timeouts import Timeouts
from synfin.words import (
    Basis,
    Checksum,
    CloseKind,
    Direction,
    End,
    Flags,
    Note,
    OpenKind,
    Outcome,
    Roles,
    Stage,
    Start,
    State,
    Step,
)

__all__ = [
    "Basis",
    "BuildError",
    "Capture",
    "CaptureError",
    "CaptureWarning",
    "Checksum",
    "CloseKind",
    "Direction",
    "DissectedField",
    "DissectorWarning",
    "End",
    "Flags",
    "Flow",
    "FlowIterator",
    "Flows",
    "LinkType",
    "MssOption",
    "Note",
    "OpenKind",
    "Option",
    "Outcome",
    "ParseError",
    "Roles",
    "SackBlock",
    "SackOption",
    "SackPermittedOption",
    "Segment",
    "SegmentIterator",
    "Segments",
    "Stage",
    "Start",
    "State",
    "Stats",
    "Step",
    "SynfinError",
    "TcpPacket",
    "TcpSegment",
    "Timeouts",
    "TimestampsOption",
    "Tracker",
    "WindowScaleOption",
    "__version__",
    "build_segment",
    "open",
    "parse_frame",
    "parse_segment",
]
