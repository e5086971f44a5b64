"""Which rows `where` takes: the same by iteration and as a table, by one thread and by several."""

import pathlib
from typing import ClassVar, Self

import polars
import pytest
import synfin
from hypothesis import given
from hypothesis import strategies as st

SAMPLES = pathlib.Path(__file__).parents[2] / "crates/synfin-cli/samples"

SEGMENTS = [
    "payload_len > 0 AND direction = 'responder'",
    "step IN ('SYN', 'syn_ack') OR 'zero-window' = ANY(notes)",
    "NOT flags = 16 AND window < 60000",
    "frame BETWEEN 3 AND 9",
    "telnet.negotiation LIKE 'DO %'",
    "frame < 0",
]
FLOWS = ["outcome <> 'CLOSED'", "telnet.terminal_type = 'XTERM'", "handshake_rtt_server IS NULL", "flow < 0"]
WORDS = [
    *("frame", "flow", "payload_len", "outcome", "step", "notes", "src", "reason", "telnet.negotiation", "tls.sni", "nope"),
    *("AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "ESCAPE", "IS", "NULL", "ANY", "TRUE", "CASE", "WHEN", "THEN", "END", "CAST", "AS"),
    *("SELECT", "FROM", "EXISTS", "INTERVAL", "::", "->", "||", "?", "$1", "@x", "--", "/*", "*/", ";", "\n", "\0", "é", "\\"),
    *("(", ")", "(", ")", ",", "[", "]", ".", "=", "<>", "<", ">=", "+", "-", "*", "/", "%"),
    *("0", "1", "-1", "1e400", "0x10", "18446744073709551616", "9" * 40, "''", "'SYN'", "'%_%_%'", '"flow"', "E'\\x'", "X'ff'", "'"),
]


@pytest.fixture(params=["mixed.pcap", "four-way-close.pcap"])
def sample(request: pytest.FixtureRequest) -> pathlib.Path:
    return SAMPLES / str(request.param)


@pytest.mark.parametrize("where", SEGMENTS)
def test_segments_are_those_for_which_it_is_true(sample: pathlib.Path, where: str) -> None:
    told = [segment.frame for segment in synfin.open(sample).segments(where=where)]
    for threads in (1, 2):
        capture = synfin.open(sample, threads=threads)
        assert [segment.frame for segment in capture.segments(where=where)] == told
        assert capture.segments(where=where, columns=["frame"]).to_polars()["frame"].to_list() == told
    everything = [segment.frame for segment in synfin.open(sample).segments()]
    assert set(told) < set(everything)


@pytest.mark.parametrize("where", FLOWS)
def test_flows_are_those_for_which_it_is_true(sample: pathlib.Path, where: str) -> None:
    told = [flow.flow for flow in synfin.open(sample).flows(where=where)]
    for threads in (1, 2):
        capture = synfin.open(sample, threads=threads)
        assert [flow.flow for flow in capture.flows(where=where)] == told
        assert capture.flows(where=where, columns=["flow"]).to_polars()["flow"].to_list() == told


def test_it_says_what_polars_says() -> None:
    capture = synfin.open(SAMPLES / "mixed.pcap")
    everything = capture.segments(columns=["frame", "payload_len", "window"]).to_polars()
    wanted = everything.filter((polars.col("payload_len") * 100 > polars.col("window")) | (polars.col("frame") == 1))
    told = capture.segments(where="payload_len * 100 > window OR frame = 1", columns=["frame"]).to_polars()
    assert told["frame"].to_list() == wanted["frame"].to_list()
    assert told.height > 1


def test_both_that_choose_segments_must_hold() -> None:
    capture = synfin.open(SAMPLES / "mixed.pcap")
    segments = list(capture.segments(flow=3, where="payload_len > 0"))
    assert segments
    assert {segment.flow for segment in segments} == {3}
    assert all(segment.payload_len > 0 for segment in segments)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("outcom = 'CLOSED'", "there is no column `outcom`; the nearest is `outcome`"),
        ("outcome = 'CLOSD'", "the nearest is CLOSED"),
        ("flow >", "expected an expression"),
        ("tls.sin = 'x'", "tls tells no `sin`"),
    ],
)
def test_what_cannot_be_understood_is_a_value_error(where: str, told: str) -> None:
    with pytest.raises(ValueError, match="^where: ") as raised:
        synfin.open(SAMPLES / "mixed.pcap").flows(where=where)
    assert told in str(raised.value)


class Echo:
    """A dissector of somebody's own."""

    name, ports = "echo", [23]
    fields: ClassVar[dict[str, type[int]]] = {"octets": int}

    def open(self, sockets: object) -> Self:
        return self

    def data(self, data: synfin.dissect.Payload) -> dict[str, int]:
        return {"octets": len(data.octets)}


def test_what_own_dissectors_tell_can_be_asked() -> None:
    capture = synfin.open(SAMPLES / "four-way-close.pcap", dissectors=[Echo()])
    told = {segment.frame: segment.fields[0].value for segment in capture.segments() if segment.fields}
    assert len(set(told.values())) > 1
    frames = [segment.frame for segment in capture.segments(where="echo.octets > 10")]
    assert frames == [frame for frame, octets in told.items() if isinstance(octets, int) and octets > 10]
    assert frames
    assert [flow.flow for flow in capture.flows(where="'echo' = ANY(plugins) AND echo.octets > 0")] == [0]


def test_a_dissector_that_is_not_asked_cannot_be_asked_about() -> None:
    capture = synfin.open(SAMPLES / "four-way-close.pcap", dissectors=["ssh"])
    with pytest.raises(ValueError, match="there is no dissector `telnet`"):
        capture.segments(where="telnet.negotiation = 'DO ECHO'")


def test_what_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        synfin.open(SAMPLES / "mixed.pcap").flows(where=1)  # type: ignore[arg-type]


@given(words=st.lists(st.sampled_from(WORDS), max_size=20), between=st.sampled_from([" ", ""]))
def test_no_words_at_all_do_more_than_raise_a_value_error(words: list[str], between: str) -> None:
    capture = synfin.open(SAMPLES / "mixed.pcap")
    for table in (capture.segments, capture.flows):
        try:
            rows = table(where=between.join(words))
        except ValueError as error:
            assert str(error).startswith("where: ") or "is not among the dissectors" in str(error)
        else:
            assert len(list(rows)) <= 33


def test_a_table_says_which_rows_it_has() -> None:
    capture = synfin.open(SAMPLES / "mixed.pcap")
    assert " where \"step = 'SYN'\" in " in repr(capture.segments(where="step = 'SYN'"))
    assert repr(capture.segments(flow=3, where="frame > 1")).startswith('<Segments of flow 3 where "frame > 1" in "')
    assert repr(capture.flows(where="flow > 1\n")).startswith('<Flows where "flow > 1\\n" in "')
    assert repr(capture.flows()).startswith('<Flows in "')
    assert "<code>&lt;Flows where &quot;flow &gt; 1&quot; in " in capture.flows(where="flow > 1")._repr_html_()
