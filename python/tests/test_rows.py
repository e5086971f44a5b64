"""What segments and flows say, and how they behave as Python objects."""

import base64
import copy
import datetime
import html
import ipaddress
import pickle
import struct
from pathlib import Path
from typing import assert_never

import pytest

import synfin
from synfin import Direction, Flags, Stage, State, Step, _synfin


@pytest.fixture
def rows(sample: Path) -> tuple[list[synfin.Segment], list[synfin.Flow]]:
    with synfin.open(sample) as capture:
        return list(capture.segments()), list(capture.flows())


def test_the_attributes_are_the_columns_of_the_tables(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segment, flow = next(iter(capture.segments())), next(iter(capture.flows()))
    assert list(segment.as_dict()) == list(_synfin._segment_columns)
    assert list(flow.as_dict()) == list(_synfin._flow_columns)
    assert segment.as_dict() == {name: getattr(segment, name) for name in _synfin._segment_columns}


def test_the_words_are_those_of_the_engine() -> None:
    for name, words in _synfin._words:
        assert [word.value for word in getattr(synfin, name)] == words, name


def test_the_link_types_are_those_that_the_engine_knows() -> None:
    assert [link_type.value for link_type in synfin.LinkType] == _synfin._link_types


def test_a_syn_says_all_there_is_to_say(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        syn = next(iter(capture.segments()))
    assert syn.time == 1_700_000_000_000_000_000
    assert syn.datetime == datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.UTC)
    assert syn.src == ipaddress.ip_address("192.0.2.10")
    assert (syn.src_port, syn.dst_port) == (54203, 23)
    assert syn.direction is Direction.ORIGINATOR
    assert syn.flags is Flags.SYN
    assert syn.flags_text == "SYN"
    assert syn.stage is Stage.OPEN
    assert syn.step is Step.SYN
    assert syn.label == "handshake 1/3"
    assert (syn.originator_state, syn.responder_state) == (State.SYN_SENT, State.SYN_RECEIVED)
    assert (syn.rel_seq, syn.rel_ack) == (0, None)
    assert "114" in syn.reason
    assert (syn.mss, syn.wscale, syn.sack_permitted) == (1460, 7, True)
    assert syn.checksum is synfin.Checksum.GOOD
    assert syn.checksum_note is None
    assert syn.link_type == synfin.LinkType.ETHERNET
    assert syn.original_len == len(syn.octets)


def test_payloads_are_the_octets_behind_the_headers(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        for segment in capture.segments():
            assert len(segment.payload) == segment.payload_len
            assert segment.octets.endswith(segment.payload)


def test_words_compare_as_text_and_match(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    segments, flows = rows
    for segment in segments:
        assert segment.step == segment.step.value == str(segment.step)
        match segment:
            case synfin.Segment(Step.SYN, flags=flags):
                assert Flags.SYN in flags
            case synfin.Segment(step=step):
                assert step != "SYN"
            case _:
                assert_never(segment)
    for flow in flows:
        assert isinstance(flow.outcome, synfin.Outcome)


def test_options_are_typed(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        syn = next(iter(capture.segments()))
    mss, permitted, timestamps, nop, wscale = syn.options
    assert isinstance(mss, synfin.MssOption)
    assert (mss.kind, mss.length, mss.value, mss.mss) == (2, 4, b"\x05\xb4", 1460)
    assert isinstance(permitted, synfin.SackPermittedOption)
    assert isinstance(timestamps, synfin.TimestampsOption)
    assert (timestamps.ts_val, timestamps.ts_ecr) == (syn.ts_val, syn.ts_ecr)
    assert (nop.name, nop.text) == ("NOP", "NOP")
    assert isinstance(wscale, synfin.WindowScaleOption)
    assert wscale.wscale == syn.wscale


def test_sack_blocks_are_those_of_the_option(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    for segment in rows[0]:
        blocks = [option.sack for option in segment.options if isinstance(option, synfin.SackOption)]
        assert segment.sack == (blocks[-1] if blocks else ())


def test_rows_survive_pickling_and_copying(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    segments, flows = rows
    everything: list[synfin.Segment | synfin.Flow] = [*segments, *flows]
    for row in everything:
        for again in (pickle.loads(pickle.dumps(row)), copy.deepcopy(row)):
            assert again == row
            assert hash(again) == hash(row)
            assert again.as_dict() == row.as_dict()
            assert repr(again) == repr(row)


def test_a_damaged_pickle_is_an_error(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segment, flow = next(iter(capture.segments())), next(iter(capture.flows()))
    state = segment.__reduce__()[1][0]
    for name, value in (("octets", b""), ("step", "SING"), ("frame", -1), ("notes", ["none"])):
        with pytest.raises((ValueError, TypeError)):
            _synfin._restore_segment({**state, name: value})
    del state["octets"]
    with pytest.raises(KeyError):
        _synfin._restore_segment(state)
    with pytest.raises(KeyError):
        _synfin._restore_flow({"flow": flow.flow})


def test_rows_of_one_capture_differ(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    segments, flows = rows
    assert len(set(segments)) == len(segments)
    assert len(set(flows)) == len(flows)
    assert segments[0] != flows[0]
    assert segments[0] != segments[0].frame


def test_rows_cannot_be_changed_or_made(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segment = next(iter(capture.segments()))
    with pytest.raises(AttributeError):
        segment.frame = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        synfin.Segment()  # type: ignore[call-arg]


def test_a_row_prints_as_one_line(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    for row in [*rows[0], *rows[1]]:
        assert repr(row).startswith(f"<{type(row).__name__} ")
        assert "\n" not in repr(row)


def test_notebooks_show_every_column_that_says_something(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        segment, flow = next(iter(capture.segments())), next(iter(capture.flows()))
    for row in (segment, flow):
        shown = row._repr_html_()
        assert html.escape(repr(row)[len(type(row).__name__) + 2 : -1]) in shown
        for name, value in row.as_dict().items():
            assert (f">{name}<" in shown) == (value is not None and value != ())


@pytest.mark.parametrize("threads", [1, 2])
def test_notebooks_show_the_picture_of_a_connection_while_its_capture_can_be_read(samples: Path, threads: int) -> None:
    with synfin.open(samples / "mixed.pcap", threads=threads) as capture:
        flows = list(capture.flows())
        for flow in flows:
            shown = flow._repr_html_()
            picture = base64.b64decode(shown.split("base64,")[1].split("'")[0]).decode()
            assert picture == capture.ladder(flow.flow)
    assert "<img" not in flows[0]._repr_html_()
    with (samples / "mixed.pcap").open("rb") as file, synfin.open(file) as once:
        again = list(once.flows())
    assert again == flows and hash(again[0]) == hash(flows[0])
    assert "<img" not in again[0]._repr_html_()
    assert "<img" not in pickle.loads(pickle.dumps(flows[0]))._repr_html_()


def test_a_picture_in_a_notebook_tells_no_damage_again(telnet: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pcap"
    cut.write_bytes(telnet.read_bytes()[:-3])
    with synfin.open(cut, on_damage="warn") as capture:
        with pytest.warns(synfin.CaptureWarning):
            (flow,) = capture.flows()
        assert "<img" in flow._repr_html_()


def test_times_before_the_epoch_and_at_the_ends_of_their_range_are_datetimes_too() -> None:
    from synfin.moments import datetime_of

    assert datetime_of(-1) == datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.UTC)
    assert datetime_of(-(2**63)).year == 1677
    assert datetime_of(2**63 - 1).year == 2262


def test_a_check_sequence_that_the_file_declares_is_no_part_of_a_segment(telnet: Path) -> None:
    octets = bytearray(telnet.read_bytes())
    octets[20:24] = struct.pack("<I", 0x44000001)
    with synfin.open(octets) as capture:
        segments = list(capture.segments())
        table = capture.segments().to_arrow().to_pylist()
    assert len(segments) == len(table) > 20
    tracker = synfin.Tracker()
    for segment, row in zip(segments, table, strict=True):
        assert pickle.loads(pickle.dumps(segment)) == segment
        assert [option.kind for option in segment.options] == [option["kind"] for option in row["options"]]
        fed = tracker.feed(segment.time, segment.octets, segment.link_type, original_len=segment.original_len)
        assert fed is not None and (fed.step, fed.payload) == (segment.step, segment.payload)


def test_notebooks_show_the_first_rows_of_a_table(samples: Path) -> None:
    with synfin.open(samples / "mixed.pcap") as capture:
        shown = capture.segments()._repr_html_()
        assert shown.count("<tr>") == 11 and "<p>…</p>" in shown and "<th style='text-align:left'>label</th>" in shown
        assert ">SYN|ACK<" in shown and "checksum" not in shown
        assert capture.flows(columns=["flow", "end"])._repr_html_().count("<th") == 2
        assert capture.flows()._repr_html_().count("<tr>") == 6
    with pytest.raises(ValueError, match="closed"):
        capture.segments()
    with (samples / "mixed.pcap").open("rb") as file, synfin.open(file) as once:
        assert "<table" not in once.segments()._repr_html_()
        assert len(list(once.flows())) == 5, "to be shown it was not read"


def test_notebooks_show_what_was_read_of_a_damaged_table(telnet: Path) -> None:
    with synfin.open(telnet.read_bytes()[:200]) as capture:
        shown = capture.segments()._repr_html_()
        assert "the input is cut off" in shown and shown.count("<tr>") == 2


def test_notebooks_show_a_capture_with_its_accounts_once_they_are_known(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        assert "<table" not in capture._repr_html_()
        stats = capture.stats
        assert stats._repr_html_() in capture._repr_html_()
    assert ">frames<" in stats._repr_html_() and "CLOSED 1" in stats._repr_html_()
    assert "closed" in capture._repr_html_()


def test_flags_print_as_their_names(rows: tuple[list[synfin.Segment], list[synfin.Flow]]) -> None:
    for segment in rows[0]:
        assert str(segment.flags) == f"{segment.flags}" == segment.flags_text
    assert str(Flags(0)) == "none"
    assert f"{Flags.SYN | Flags.ACK:#05x} {Flags.SYN:d} {Flags.SYN:>5}" == "0x012 2   SYN"


def test_addresses_are_spelled_as_in_the_tables() -> None:
    mapped, plain = "::ffff:192.0.2.1", "2001:db8::1"
    tcp = synfin.build_segment(src=mapped, dst=plain, src_port=1, dst_port=2, flags=2)
    header = bytes([0x60, 0, 0, 0]) + len(tcp).to_bytes(2) + bytes([6, 64])
    frame = header + ipaddress.IPv6Address(mapped).packed + ipaddress.IPv6Address(plain).packed + tcp
    segment = synfin.Tracker().feed(0, frame, 101)
    assert segment is not None
    assert (str(segment.src), str(segment.dst)) == (mapped, plain)
    assert repr(segment.src) == f"IPv6Address('{mapped}')"
    assert mapped in repr(segment) and mapped in segment._repr_html_()
    assert segment.src == ipaddress.IPv6Address(mapped) and hash(segment.src) == hash(ipaddress.IPv6Address(mapped))
    again = pickle.loads(pickle.dumps(segment))
    assert again == segment and str(pickle.loads(pickle.dumps(segment.src))) == mapped
    assert isinstance(segment.src, ipaddress.IPv6Address)
