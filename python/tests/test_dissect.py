"""Dissectors: those that ship, and Python objects."""

import pickle
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pyarrow  # type: ignore[import-untyped]
import pytest
import synfin
from synfin.dissect import ENTRY_POINTS, Field, Gap, Occasion, Payload, Sockets, Told


class Life:
    """What one connection was heard to do."""

    def __init__(self, sockets: Sockets) -> None:
        self.sockets = sockets
        self.octets = 0
        self.done = False

    def data(self, data: Payload) -> Told:
        self.octets += len(data.octets)
        return {"first": data.octets[:1], "offset": data.offset, "who": data.at.direction.value}

    def gap(self, gap: Gap) -> Told:
        return [("gap", gap.length)]

    def teardown(self, at: Occasion) -> Told:
        return {"step": at.step.value}

    def end(self) -> Told:
        return {"port": self.sockets.responder_port, "octets": self.octets}


class Biography:
    """Writes down every connection to a port."""

    name = "biography"
    ports: tuple[int, ...] = (23,)
    stages = ("close",)
    fields: Mapping[str, type | Field] = {
        "first": Field(bytes, "The first octet of a segment.", row="never"),
        "offset": Field(int, row="never"),
        "who": Field(str, row="every"),
        "gap": int,
        "step": str,
        "port": Field(int, headline=True),
        "octets": int,
    }

    def open(self, sockets: Sockets) -> Life:
        return Life(sockets)


def test_what_ships_is_asked_unless_others_are_given(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        (flow,) = capture.flows()
        told = [field for segment in capture.segments() for field in segment.fields]
    assert flow.plugins == ("telnet",)
    assert flow.fields == (synfin.DissectedField("telnet", "terminal_type", "XTERM"),)
    assert told[0] == ("telnet", "negotiation", "DO TERMINAL-TYPE")
    with synfin.open(telnet, dissectors=[]) as capture:
        (flow,) = capture.flows()
        assert (flow.plugins, flow.fields) == ((), ())
        assert not any(segment.fields for segment in capture.segments())
    with synfin.open(telnet, dissectors=["ssh", "telnet"]) as capture:
        assert [flow.plugins for flow in capture.flows()] == [("telnet",)]


def test_a_python_object_is_a_dissector(telnet: Path) -> None:
    with synfin.open(telnet, dissectors=[Biography()], threads=4) as capture:
        segments = list(capture.segments())
        (flow,) = capture.flows()
    assert segments[3].fields == (
        ("biography", "first", b"\xff"),
        ("biography", "offset", 0),
        ("biography", "who", "responder"),
    )
    steps = [field.value for segment in segments for field in segment.fields if field.name == "step"]
    assert steps == ["FIN_FIRST", "FIN_FIRST_ACK", "FIN_SECOND", "FIN_SECOND_ACK"]
    assert flow.plugins == ("biography",)
    told = {field.name: field.value for field in flow.fields if field.name != "who"}
    octets = flow.orig_payload_bytes + flow.resp_payload_bytes
    assert told == {"step": "FIN_FIRST", "port": 23, "octets": octets}
    assert sum(field.name == "who" for field in flow.fields) > 5


def test_rows_with_fields_survive_a_pickle_and_are_in_tables(telnet: Path) -> None:
    with synfin.open(telnet, dissectors=[Biography()]) as capture:
        for row in [*capture.segments(), *capture.flows()]:
            again = pickle.loads(pickle.dumps(row))
            assert (again, again.fields, hash(again)) == (row, row.fields, hash(row))
        table = pyarrow.table(capture.segments(columns=["frame", "fields"]))
    assert table["fields"][3].as_py() == [
        {"dissector": "biography", "name": "first", "value": "ff"},
        {"dissector": "biography", "name": "offset", "value": "0"},
        {"dissector": "biography", "name": "who", "value": "responder"},
    ]


def test_a_tracker_has_dissectors_too(telnet: Path) -> None:
    tracker = synfin.Tracker(dissectors=[Biography()])
    with synfin.open(telnet, dissectors=[Biography()]) as capture:
        for segment in capture.segments():
            again = tracker.feed(segment.time, segment.octets, segment.link_type, original_len=segment.original_len)
            assert again is not None and again.fields == segment.fields
        assert [flow.fields for flow in tracker.finish()] == [flow.fields for flow in capture.flows()]


class Probing(Biography):
    """Knows its own by the first octets."""

    ports = ()
    depth = 12
    fields = {"who": str}

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.asked: list[bytes] = []

    def probe(self, first: bytes) -> object:
        self.asked.append(first)
        return self.answer

    def open(self, sockets: Sockets) -> Life:
        return SimpleNamespace(data=lambda data: {"who": "me"}, done=True)  # type: ignore[return-value]


@pytest.mark.parametrize(("answer", "plugins"), [(True, ("biography",)), (False, ()), (None, ()), (..., ())])
def test_a_probe_is_asked_about_the_first_octets(telnet: Path, answer: object, plugins: tuple[str, ...]) -> None:
    probing = Probing(answer)
    with synfin.open(telnet, dissectors=[probing]) as capture:
        (flow,) = capture.flows()
    assert flow.plugins == plugins
    assert probing.asked[0].startswith(b"\xff\xfd") and len(probing.asked[0]) == 12
    assert all(len(first) <= 12 for first in probing.asked)
    assert len(flow.fields) == len(plugins), "it is done after the first"


class Wrong(Biography):
    """Raises where it is told to."""

    def __init__(self, where: str, error: BaseException) -> None:
        self.where = where
        self.error = error

    def open(self, sockets: Sockets) -> Life:
        if self.where == "open":
            raise self.error
        life = Life(sockets)
        setattr(life, self.where, self.fail)
        return life

    def fail(self, *_: object) -> Told:
        raise self.error


@pytest.mark.parametrize("where", ["open", "data", "teardown", "end"])
def test_an_exception_is_a_warning_and_takes_it_off_the_connection(telnet: Path, where: str) -> None:
    with synfin.open(telnet, dissectors=[Wrong(where, ValueError("it says so"))]) as capture:
        with pytest.warns(synfin.DissectorWarning, match="biography is off a connection: ValueError: it says so"):
            segments = list(capture.segments())
        assert len(segments) == 33, "nothing else happens"
        with pytest.warns(synfin.DissectorWarning), warnings.catch_warnings():
            warnings.simplefilter("always")
            (flow,) = capture.flows()
        assert flow.plugins == ("biography",)


def test_where_warnings_are_errors_the_exception_is_the_cause(telnet: Path) -> None:
    error = ValueError("it says so")
    with synfin.open(telnet, dissectors=[Wrong("data", error)]) as capture:
        with pytest.raises(synfin.DissectorWarning) as raised:
            list(capture.segments())
    assert raised.value.__cause__ is error


def test_what_is_to_end_the_program_ends_the_reading(telnet: Path) -> None:
    with synfin.open(telnet, dissectors=[Wrong("data", KeyboardInterrupt())]) as capture:
        with pytest.raises(KeyboardInterrupt):
            list(capture.segments())


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"nobody": 1}, "no field nobody was declared"),
        ({"who": 1}, "the field who is of str, not of int: 1"),
        ({"offset": True}, "the field offset is of int, not of bool: true"),
        ({"offset": 1 << 64}, "whole numbers of 64 bits"),
        ({"offset": 1 << 63}, "more than 64 bits with a sign"),
        ({"who": 1.5}, "a field is a bool, an int, a str or bytes"),
        (["who"], "a dict of fields, or pairs"),
        (7, "is not iterable"),
    ],
)
def test_what_was_not_declared_cannot_be_told(telnet: Path, told: object, why: str) -> None:
    class Liar(Biography):
        def open(self, sockets: Sockets) -> Life:
            return SimpleNamespace(data=lambda data: told)  # type: ignore[return-value]

    with synfin.open(telnet, dissectors=[Liar()]) as capture, pytest.warns(synfin.DissectorWarning, match=why):
        list(capture.segments())


def nameless() -> Iterator[tuple[object, type[Exception], str]]:
    yield "telnet", ValueError, "are given in a list"
    yield 5, TypeError, "are given in a list, not as int"
    yield ["gopher"], ValueError, "no dissector 'gopher' ships"
    yield ["telnet", "telnet"], ValueError, "two dissectors are called telnet"
    yield [Biography], TypeError, r"Biography is a class: give Biography\(\)"
    yield [object()], TypeError, "has a method open"
    yield [SimpleNamespace(open=print)], AttributeError, "name"
    yield [SimpleNamespace(open=print, name="a b", ports=(), fields={})], ValueError, "letters, digits"
    yield [SimpleNamespace(open=print, name="a", ports=(70000,), fields={})], ValueError, "a port of a dissector must be from 0 to 65535, not 70000"
    yield [SimpleNamespace(open=print, name="a", ports=(), fields={"b": float})], TypeError, "bool, int, str or bytes"
    yield [SimpleNamespace(open=print, name="a", ports=(), fields=["b"])], TypeError, "are a dict"
    yield [SimpleNamespace(open=print, name="a", ports=(), fields={}, stages=("late",))], ValueError, 'no stage "late"'


@pytest.mark.parametrize(("given", "error", "why"), list(nameless()))
def test_what_is_no_dissector_is_refused_at_once(telnet: Path, given: object, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        synfin.open(telnet, dissectors=given)  # type: ignore[arg-type]


def test_installed_packages_offer_dissectors_by_name(
    telnet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    information = tmp_path / "someone-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: someone\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\nlives = someone:Lives\n")
    (tmp_path / "someone.py").write_text(
        "class Lives:\n"
        "    name = 'lives'\n"
        "    ports = [23]\n"
        "    fields = {'life': bool}\n"
        "    def open(self, sockets):\n"
        "        return self\n"
        "    def data(self, data):\n"
        "        return {'life': True}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with synfin.open(telnet) as capture:
        assert [flow.plugins for flow in capture.flows()] == [("telnet",)], "nobody's code runs unasked"
    assert list(synfin.dissect.installed()) == ["lives"]
    with synfin.open(telnet, dissectors=["lives", "telnet"]) as capture:
        (flow,) = capture.flows()
    assert (flow.plugins, flow.fields) == (("lives",), (("lives", "life", True),))
