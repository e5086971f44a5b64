"""The part of the package that is written in Rust."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address
from os import PathLike
from types import TracebackType
from typing import Any, ClassVar, Final, Literal, Never, Protocol, Self, TypeAlias, TypeVar, final

from typing_extensions import Buffer, CapsuleType

from synfin.dissect import DissectedField, Dissector
from synfin.options import Option, SackBlock
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

_IPAddress: TypeAlias = IPv4Address | IPv6Address

_Item_co = TypeVar("_Item_co", covariant=True)
_Language: TypeAlias = Literal["en", "zh", "zh-Hans"]

class _Several(Protocol[_Item_co]):
    """A list, a tuple, a set, …: what holds several things. One `str` is not among them, for it holds only `str`."""

    def __contains__(self, value: object, /) -> bool: ...
    def __iter__(self) -> Iterator[_Item_co]: ...

class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

__all__ = [
    "Capture",
    "Flow",
    "FlowIterator",
    "Flows",
    "Segment",
    "SegmentIterator",
    "Segments",
    "TcpPacket",
    "TcpSegment",
    "Tracker",
    "__version__",
    "_describe_option",
    "_flow_columns",
    "_link_types",
    "_restore_flow",
    "_restore_packet",
    "_restore_segment",
    "_restore_tcp_segment",
    "_segment_columns",
    "_words",
    "build_segment",
    "open",
    "parse_frame",
    "parse_segment",
    "run_command",
]
__version__: Final[str]
_segment_columns: Final[list[str]]
_flow_columns: Final[list[str]]
_words: Final[list[tuple[str, list[str]]]]
_link_types: Final[list[int]]

def open(
    source: str | PathLike[str] | _Readable | Buffer,
    *,
    max_flows: int | None = None,
    timeouts: Timeouts | None = None,
    verify_checksums: bool = True,
    on_damage: Literal["raise", "warn", "ignore"] = "raise",
    threads: int = 1,
    dissectors: _Several[str | Dissector] | None = None,
) -> Capture:
    """Opens a capture: pcap or pcapng, plain or compressed with gzip, zstd or lz4. At most `max_flows` connections are held at once,
    1,048,576 unless another number is given; without `timeouts` there are none."""

def parse_segment(buffer: Buffer, *, length: int | None = None) -> TcpSegment:
    """Reads one TCP segment from its source port on."""

def parse_frame(buffer: Buffer, link_type: int = 1, *, original_len: int | None = None) -> TcpPacket | None:
    """Reads a captured frame down to its innermost TCP segment; none when there is no TCP in it."""

def build_segment(
    *,
    src: _IPAddress | str,
    dst: _IPAddress | str,
    src_port: int,
    dst_port: int,
    seq: int = 0,
    ack: int = 0,
    flags: int = 0,
    window: int = 65535,
    urgent_pointer: int = 0,
    reserved: int = 0,
    mss: int | None = None,
    wscale: int | None = None,
    sack_permitted: bool = False,
    timestamps: tuple[int, int] | None = None,
    options: Iterable[Option | tuple[int, bytes]] = (),
    payload: Buffer = b"",
) -> bytes:
    """Writes a TCP segment, with the right checksum between two addresses."""

def _restore_segment(state: dict[str, Any]) -> Segment: ...
def _restore_flow(state: dict[str, Any]) -> Flow: ...
def _restore_tcp_segment(octets: Buffer, length: int) -> TcpSegment: ...
def _restore_packet(frame: Buffer, link_type: int, original_len: int) -> TcpPacket: ...
def _describe_option(kind: int, value: bytes) -> tuple[str, int, str]: ...
@final
class Capture:
    """A capture: iterate over its segments or its connections, as often as its source can be read."""

    def __new__(cls, _: Never, /) -> Self: ...
    def segments(
        self, *, flow: int | None = None, where: str | None = None, columns: _Several[str] | None = None
    ) -> Segments:
        """Every TCP segment in capture order, or those of one connection, and of them those for which `where` is true: a condition over
        the columns in the words of an SQL WHERE. `columns` names those of a table made of it."""

    def flows(self, *, where: str | None = None, columns: _Several[str] | None = None) -> Flows:
        """Every connection for which `where` is true, in order of its number, as far as 65,536 can wait for one that lives on; `where` is
        a condition over the columns in the words of an SQL WHERE. `columns` names those of a table made of it."""

    def ladder(
        self,
        flow: int | None = None,
        format: Literal["text", "ascii", "svg", "html", "mermaid"] = "svg",
        *,
        rows: int = 100,
        width: int = 120,
        lang: _Language = "en",
    ) -> str:
        """The picture of one connection, without `flow` of the one with most to tell: two lifelines with their states, and an
        arrow for each segment or for several. `lang` is the language of its words: `"en"` or `"zh"`."""

    @property
    def stats(self) -> Stats:
        """The accounts of the whole capture: those of the last pass that came to the end, or else of a pass made for
        them, which raises what a pass raises; their `damage` tells it too, however often they are asked for."""

    @property
    def closed(self) -> bool:
        """Whether the capture was closed."""

    @property
    def name(self) -> str:
        """The path of the capture, or what it is instead of a file."""

    def close(self) -> None:
        """Closes the capture: no pass begins or goes on after that, and what it was read from is let go."""

    def _repr_html_(self) -> str: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> None: ...

@final
class Segments:
    """The table `segments` of a capture: every TCP segment in capture order."""

    def __new__(cls, _: Never, /) -> Self: ...
    def __iter__(self) -> SegmentIterator: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> CapsuleType:
        """The table as an Arrow stream, batch by batch: a pass of its own over the capture."""

    def __arrow_c_schema__(self) -> CapsuleType:
        """The Arrow schema of the table; the capture is not read for it."""

    def _repr_html_(self) -> str: ...
    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`."""

    def to_polars(self) -> Any:
        """The table as a `polars.DataFrame`."""

    def to_pandas(self) -> Any:
        """The table as a `pandas.DataFrame`, by way of pyarrow."""

@final
class SegmentIterator(Iterator[Segment]):
    """A pass over the segments of a capture; for one thread at a time."""

    def __new__(cls, _: Never, /) -> Self: ...
    def __iter__(self) -> Self: ...
    def __next__(self) -> Segment: ...

@final
class Flows:
    """The table `flows` of a capture: every connection, in order of its number as far as 65,536 can wait for one."""

    def __new__(cls, _: Never, /) -> Self: ...
    def __iter__(self) -> FlowIterator: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> CapsuleType:
        """The table as an Arrow stream, batch by batch: a pass of its own over the capture."""

    def __arrow_c_schema__(self) -> CapsuleType:
        """The Arrow schema of the table; the capture is not read for it."""

    def _repr_html_(self) -> str: ...
    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`."""

    def to_polars(self) -> Any:
        """The table as a `polars.DataFrame`."""

    def to_pandas(self) -> Any:
        """The table as a `pandas.DataFrame`, by way of pyarrow."""

@final
class FlowIterator(Iterator[Flow]):
    """A pass over the connections of a capture; for one thread at a time."""

    def __new__(cls, _: Never, /) -> Self: ...
    def __iter__(self) -> Self: ...
    def __next__(self) -> Flow: ...

@final
class Segment:
    """A TCP segment and what it does in the life of its connection."""

    def __new__(cls, _: Never, /) -> Self: ...
    __match_args__: ClassVar[tuple[str]]
    @property
    def frame(self) -> int:
        """Number of the frame, from 1, as Wireshark counts; over several files it goes on."""
    @property
    def time(self) -> int:
        """When it was captured, nanoseconds since 1970-01-01T00:00:00Z."""
    @property
    def flow(self) -> int:
        """Number of the connection, from 0, in order of first segments."""
    @property
    def direction(self) -> Direction:
        """The end that sent it."""
    @property
    def src(self) -> _IPAddress:
        """Address of the sender."""
    @property
    def src_port(self) -> int:
        """Port of the sender."""
    @property
    def dst(self) -> _IPAddress:
        """Address of the receiver."""
    @property
    def dst_port(self) -> int:
        """Port of the receiver."""
    @property
    def seq(self) -> int:
        """Sequence number, as on the wire."""
    @property
    def ack(self) -> int:
        """Acknowledgement number, as on the wire, whether or not the ACK bit is set."""
    @property
    def rel_seq(self) -> int | None:
        """Sequence number counted from the sender's initial one; it does not wrap."""
    @property
    def rel_ack(self) -> int | None:
        """Acknowledgement number counted from the receiver's initial sequence number; none without the ACK bit."""
    @property
    def flags(self) -> Flags:
        """The nine control bits."""
    @property
    def window(self) -> int:
        """Window as on the wire."""
    @property
    def window_scaled(self) -> int | None:
        """Window in octets; none while the scale is not known."""
    @property
    def payload_len(self) -> int:
        """Octets of payload by the IP header, whatever the capture kept of them."""
    @property
    def step(self) -> Step:
        """What exactly it does; one of a closed list."""
    @property
    def originator_state(self) -> State:
        """RFC 9293 state of the originator after it."""
    @property
    def originator_basis(self) -> Basis:
        """On what grounds that is told."""
    @property
    def responder_state(self) -> State:
        """RFC 9293 state of the responder after it."""
    @property
    def responder_basis(self) -> Basis:
        """On what grounds that is told."""
    @property
    def notes(self) -> tuple[Note, ...]:
        """What else there is to say."""
    @property
    def mss(self) -> int | None:
        """Maximum segment size option, octets."""
    @property
    def wscale(self) -> int | None:
        """Window scale option: the shift count as sent."""
    @property
    def sack_permitted(self) -> bool:
        """Whether the SACK-permitted option is there."""
    @property
    def ts_val(self) -> int | None:
        """TSval of the timestamps option."""
    @property
    def ts_ecr(self) -> int | None:
        """TSecr of the timestamps option."""
    @property
    def checksum(self) -> Checksum:
        """What is known of its checksum."""
    @property
    def checksum_note(self) -> str | None:
        """Why the checksum was not verified; none when it was."""
    @property
    def link_type(self) -> int:
        """What the first octet of the frame belongs to: a number of the LINKTYPE registry."""
    @property
    def original_len(self) -> int:
        """Octets of the frame on the wire, of which the capture may have kept fewer."""
    @property
    def datetime(self) -> datetime:
        """When it was captured, in UTC; what is finer than microseconds is cut off."""
    @property
    def flags_text(self) -> str:
        """The control bits by name, as in `SYN|ACK`."""
    @property
    def stage(self) -> Stage:
        """The part of the connection's life that it belongs to."""
    @property
    def label(self) -> str:
        """The step in a few words for people."""
    @property
    def reason(self) -> str:
        """Why it got its step, in a sentence with the numbers."""
    @property
    def sack(self) -> tuple[SackBlock, ...]:
        """Blocks of the SACK option, raw sequence numbers."""
    @property
    def options(self) -> tuple[Option, ...]:
        """Every option in its order."""
    @property
    def tunnel(self) -> tuple[str, ...]:
        """The headers around the packet, from the outside in."""
    @property
    def fields(self) -> tuple[DissectedField, ...]:
        """What dissectors of payload told with it; empty where they told nothing."""
    @property
    def payload(self) -> bytes:
        """The payload, as far as it was captured."""
    @property
    def octets(self) -> bytes:
        """The octets of the frame, as far as they were captured; without its check sequence (FCS), if the file declares one."""
    def label_in(self, lang: _Language) -> str:
        """The label in a language: `"en"` or `"zh"`."""
    def reason_in(self, lang: _Language) -> str:
        """The reason in a language: `"en"` or `"zh"`; one that was unpickled knows it in English alone."""
    def as_dict(self) -> dict[str, Any]:
        """Every column of the table `segments` with its value, in the table's order."""

    def _repr_html_(self) -> str: ...
    def __reduce__(self) -> tuple[Any, tuple[dict[str, Any]]]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Flow:
    """A connection that has ended, or whose capture has: who, when, how it went, and what became of it."""

    def __new__(cls, _: Never, /) -> Self: ...
    __match_args__: ClassVar[tuple[str]]
    @property
    def flow(self) -> int:
        """Number of the connection, from 0, in order of first segments."""
    @property
    def originator(self) -> _IPAddress:
        """Address of the end that opened the connection."""
    @property
    def originator_port(self) -> int:
        """Port of the end that opened the connection."""
    @property
    def responder(self) -> _IPAddress:
        """Address of the other end."""
    @property
    def responder_port(self) -> int:
        """Port of the other end."""
    @property
    def roles(self) -> Roles:
        """How it is known who opened it."""
    @property
    def first_frame(self) -> int:
        """Number of the first frame."""
    @property
    def last_frame(self) -> int:
        """Number of the last frame."""
    @property
    def first_time(self) -> int:
        """When the first segment was captured, nanoseconds since 1970-01-01T00:00:00Z."""
    @property
    def last_time(self) -> int:
        """When the last segment was captured, likewise."""
    @property
    def duration(self) -> int:
        """From the first segment to the last, nanoseconds."""
    @property
    def outcome(self) -> Outcome:
        """What became of it; one of a closed list."""
    @property
    def open_kind(self) -> OpenKind | None:
        """How it was opened; none when that was not seen."""
    @property
    def close_kind(self) -> CloseKind | None:
        """How it was closed; none unless both ends sent a FIN."""
    @property
    def start(self) -> Start:
        """With what the capture of it begins."""
    @property
    def one_sided(self) -> bool:
        """Whether segments of only one end were captured."""
    @property
    def incarnation(self) -> int:
        """Which connection this is on its pair of sockets, from 0."""
    @property
    def attempts(self) -> int:
        """How often the originator asked: SYNs, repetitions included."""
    @property
    def first_closer(self) -> Direction | None:
        """The end that sent the first FIN."""
    @property
    def time_wait_holder(self) -> Direction | None:
        """The end that is left in TIME-WAIT; the originator when both are, as the columns of their states show."""
    @property
    def reset_by(self) -> Direction | None:
        """The end that reset it."""
    @property
    def originator_state(self) -> State:
        """RFC 9293 state of the originator after the last segment."""
    @property
    def originator_basis(self) -> Basis:
        """On what grounds that is told."""
    @property
    def responder_state(self) -> State:
        """RFC 9293 state of the responder after the last segment."""
    @property
    def responder_basis(self) -> Basis:
        """On what grounds that is told."""
    @property
    def handshake_rtt_server(self) -> int | None:
        """From the last SYN to the SYN-ACK, nanoseconds."""
    @property
    def handshake_rtt_client(self) -> int | None:
        """From the last SYN-ACK to its acknowledgement, nanoseconds."""
    @property
    def orig_segments(self) -> int:
        """Segments of the originator, without captured doubles."""
    @property
    def orig_ip_bytes(self) -> int:
        """Octets of its IP packets, headers included."""
    @property
    def orig_payload_bytes(self) -> int:
        """Distinct octets of its payload."""
    @property
    def orig_retransmits(self) -> int:
        """Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new."""
    @property
    def orig_missed_bytes(self) -> int:
        """Octets of it that were acknowledged and not captured."""
    @property
    def orig_mss(self) -> int | None:
        """Its maximum segment size option, octets."""
    @property
    def orig_wscale(self) -> int | None:
        """Its window scale option: the shift count as sent."""
    @property
    def orig_sack_permitted(self) -> bool:
        """Whether it permitted SACK."""
    @property
    def orig_timestamps(self) -> bool:
        """Whether it sent timestamps."""
    @property
    def orig_max_window(self) -> int:
        """Its largest window, octets, scaled as far as the scale is known."""
    @property
    def orig_zero_window(self) -> bool:
        """Whether it announced that it takes no more octets for now."""
    @property
    def resp_segments(self) -> int:
        """Segments of the responder, without captured doubles."""
    @property
    def resp_ip_bytes(self) -> int:
        """Octets of its IP packets, headers included."""
    @property
    def resp_payload_bytes(self) -> int:
        """Distinct octets of its payload."""
    @property
    def resp_retransmits(self) -> int:
        """Segments of it that brought nothing new; what fills a hole (note `fills-hole`) was not captured before, and is new."""
    @property
    def resp_missed_bytes(self) -> int:
        """Octets of it that were acknowledged and not captured."""
    @property
    def resp_mss(self) -> int | None:
        """Its maximum segment size option, octets."""
    @property
    def resp_wscale(self) -> int | None:
        """Its window scale option: the shift count as sent."""
    @property
    def resp_sack_permitted(self) -> bool:
        """Whether it permitted SACK."""
    @property
    def resp_timestamps(self) -> bool:
        """Whether it sent timestamps."""
    @property
    def resp_max_window(self) -> int:
        """Its largest window, octets, scaled as far as the scale is known."""
    @property
    def resp_zero_window(self) -> bool:
        """Whether it announced that it takes no more octets for now."""
    @property
    def zeek_conn_state(self) -> str:
        """Zeek's conn_state for the same segments."""
    @property
    def zeek_history(self) -> str:
        """Zeek's history for the same segments; of more than 16 letters the first 15 and +."""
    @property
    def wireshark_completeness(self) -> int:
        """Wireshark's tcp.completeness."""
    @property
    def end(self) -> End:
        """Why it left the analysis."""
    @property
    def plugins(self) -> tuple[str, ...]:
        """The dissectors that claimed it; empty where none did, or none was asked."""
    @property
    def fields(self) -> tuple[DissectedField, ...]:
        """What dissectors told of it as a whole; empty where they told nothing."""
    @property
    def first_datetime(self) -> datetime:
        """When the first segment was captured, in UTC; what is finer than microseconds is cut off."""
    @property
    def last_datetime(self) -> datetime:
        """When the last segment was captured, likewise."""
    def as_dict(self) -> dict[str, Any]:
        """Every column of the table `flows` with its value, in the table's order."""

    def _repr_html_(self) -> str: ...
    def __reduce__(self) -> tuple[Any, tuple[dict[str, Any]]]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TcpSegment:
    """What the octets of one TCP segment say, without its connection; two are equal when their octets and their lengths are."""

    def __new__(cls, _: Never, /) -> Self: ...
    __match_args__: ClassVar[tuple[str]]
    @property
    def src_port(self) -> int:
        """Port of the sender."""
    @property
    def dst_port(self) -> int:
        """Port of the receiver."""
    @property
    def seq(self) -> int:
        """Sequence number."""
    @property
    def ack(self) -> int:
        """Acknowledgement number, whether or not the ACK bit is set."""
    @property
    def header_len(self) -> int:
        """Octets of the header: 20 to 60."""
    @property
    def reserved(self) -> int:
        """The three reserved bits."""
    @property
    def flags(self) -> Flags:
        """The nine control bits."""
    @property
    def ace(self) -> int:
        """AE, CWR and ECE read as one number from 0 to 7 (RFC 9768, section 3.1)."""
    @property
    def window(self) -> int:
        """Window, not scaled."""
    @property
    def checksum_field(self) -> int:
        """The checksum field as it stands."""
    @property
    def urgent_pointer(self) -> int:
        """Urgent pointer, whether or not the URG bit is set."""
    @property
    def payload_len(self) -> int:
        """Octets of payload by the length of the segment, whatever there is of them."""
    @property
    def length(self) -> int:
        """Octets of header and payload that the segment has by the IP header."""
    @property
    def flags_text(self) -> str:
        """The control bits by name, as in `SYN|ACK`."""
    @property
    def options(self) -> tuple[Option, ...]:
        """Every option in its order."""
    @property
    def mss(self) -> int | None:
        """Maximum segment size option, octets."""
    @property
    def wscale(self) -> int | None:
        """Window scale option: the shift count as sent."""
    @property
    def sack_permitted(self) -> bool:
        """Whether the SACK-permitted option is there."""
    @property
    def sack(self) -> tuple[SackBlock, ...]:
        """Blocks of the SACK option, raw sequence numbers."""
    @property
    def ts_val(self) -> int | None:
        """TSval of the timestamps option."""
    @property
    def ts_ecr(self) -> int | None:
        """TSecr of the timestamps option."""
    @property
    def anomalies(self) -> tuple[str, ...]:
        """What is odd about the segment by itself, in words; nothing for nearly all."""
    @property
    def payload(self) -> memoryview:
        """A view of the payload, as far as it is there."""
    @property
    def octets(self) -> memoryview:
        """A view of header and payload, as far as they are there."""
    def verify_checksum(self, src: _IPAddress | str, dst: _IPAddress | str) -> Checksum:
        """Checks the checksum between two addresses."""
    def __reduce__(self) -> tuple[Any, tuple[bytes, int]]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class TcpPacket:
    """A TCP segment and what the headers around it in its frame say; two are equal when all that is."""

    def __new__(cls, _: Never, /) -> Self: ...
    __match_args__: ClassVar[tuple[str, str, str]]
    @property
    def src(self) -> _IPAddress:
        """Address of the sender."""
    @property
    def dst(self) -> _IPAddress:
        """Address of the receiver."""
    @property
    def ttl(self) -> int:
        """Time to live or hop limit."""
    @property
    def ip_len(self) -> int:
        """Octets of IP header and payload, as the IP header declares them."""
    @property
    def identification(self) -> int | None:
        """IPv4's identification field."""
    @property
    def checksum(self) -> Checksum:
        """What is known of the TCP checksum."""
    @property
    def checksum_note(self) -> str | None:
        """Why the checksum was not verified; none when it was."""
    @property
    def tunnel(self) -> tuple[str, ...]:
        """The headers around the packet, from the outside in."""
    @property
    def segment(self) -> TcpSegment:
        """The segment."""
    def __reduce__(self) -> tuple[Any, tuple[bytes, int, int]]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Tracker:
    """Follows connections in frames that come from anywhere: keep the loop over dpkt or scapy, and add what synfin
    tells; for one thread at a time."""

    def __new__(
        cls,
        *,
        max_flows: int | None = None,
        timeouts: Timeouts | None = None,
        verify_checksums: bool = True,
        dissectors: _Several[str | Dissector] | None = None,
    ) -> Self: ...
    def feed(
        self, time: int, buffer: Buffer, link_type: int = 1, *, original_len: int | None = None
    ) -> Segment | None:
        """Takes the next frame; returns its segment, if there is one in it that can be read."""

    def ended(self) -> list[Flow]:
        """The connections that have left since the last call, in order of their numbers, as far as 65,536 can wait for one that lives
        on."""

    def finish(self) -> list[Flow]:
        """Ends all connections, and returns those that have left since the last call, in order of their numbers."""

    @property
    def stats(self) -> Stats:
        """The accounts so far."""

def run_command(arguments: Sequence[str]) -> int:
    """Does what the command `synfin` does with these arguments, of which the first is its name; the exit status."""
