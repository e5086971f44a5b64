"""Single segments and frames: read, written, and laws that hold for any octets."""

import ipaddress
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synfin
from synfin import Checksum, Flags

FIN = bytes.fromhex("0017d3bb 000001a2 000000cb 50112000 00000000")
ADDRESSES = ("192.0.2.1", "192.0.2.2")


def test_a_header_reads_as_rfc_9293_lays_it_out() -> None:
    segment = synfin.parse_segment(FIN + b"abc")
    assert (segment.src_port, segment.dst_port, segment.seq, segment.ack) == (23, 54203, 418, 203)
    assert segment.flags == Flags.FIN | Flags.ACK
    assert segment.flags_text == "FIN|ACK"
    assert (segment.header_len, segment.reserved, segment.ace, segment.window) == (20, 0, 0, 8192)
    assert (segment.checksum_field, segment.urgent_pointer) == (0, 0)
    assert (bytes(segment.payload), segment.payload_len, segment.length) == (b"abc", 3, 23)
    assert segment.options == ()
    assert segment.anomalies == ()
    assert repr(segment) == "<TcpSegment 23 > 54203 FIN|ACK seq 418 ack 203 window 8192 length 3>"


def test_the_payload_is_a_view_and_no_copy() -> None:
    buffer = bytearray(FIN + b"abc")
    segment = synfin.parse_segment(buffer)
    buffer[20:] = b"xyz"
    assert bytes(segment.payload) == b"xyz"
    assert segment.payload.obj is buffer


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, lambda octets: memoryview(octets * 2)[:23]])
def test_any_buffer_will_do(kind: type[bytes]) -> None:
    segment = synfin.parse_segment(kind(FIN + b"abc"))
    assert (segment.seq, bytes(segment.payload)) == (418, b"abc")


def test_a_buffer_of_wider_items_is_read_octet_by_octet() -> None:
    words = memoryview(FIN).cast("I")
    assert synfin.parse_segment(words).seq == 418


def test_the_length_of_the_ip_header_rules() -> None:
    padded = synfin.parse_segment(FIN + b"abc" + bytes(3), length=23)
    assert (bytes(padded.payload), padded.payload_len) == (b"abc", 3)
    cut = synfin.parse_segment(FIN + b"abc", length=1480)
    assert (bytes(cut.payload), cut.payload_len, cut.length) == (b"abc", 1460, 1480)


@pytest.mark.parametrize(
    ("octets", "offset", "kind"),
    [
        (b"", 0, "cut short"),
        (FIN[:19], 0, "cut short"),
        (FIN[:12] + b"\x40" + FIN[13:], 12, "malformed"),
        (FIN[:12] + b"\x60" + FIN[13:], 12, "malformed"),
    ],
)
def test_what_is_no_header_says_where_and_why(octets: bytes, offset: int, kind: str) -> None:
    with pytest.raises(synfin.ParseError) as raised:
        synfin.parse_segment(octets)
    error = raised.value
    assert (error.layer, error.offset, error.kind) == ("segment", offset, kind)
    assert str(error) == f"segment, octet {offset}: {error.reason}"


def test_what_has_no_octets_is_a_type_error() -> None:
    for wrong in ("text", 3, None, [1, 2]):
        with pytest.raises(TypeError):
            synfin.parse_segment(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            synfin.parse_frame(wrong)  # type: ignore[arg-type]


def test_octets_that_do_not_lie_side_by_side_are_named() -> None:
    every_other = memoryview(bytes(100))[::2]
    for read in (synfin.open, synfin.parse_segment, synfin.parse_frame):
        with pytest.raises(BufferError, match="side by side"):
            read(every_other)


def test_options_that_lead_nowhere_end_the_list_with_the_reason() -> None:
    segment = synfin.parse_segment(FIN[:12] + b"\x60" + FIN[13:] + b"\x01\x01\x05\x01")
    first, second, broken = segment.options
    assert (first.name, second.name) == ("NOP", "NOP")
    assert (broken.kind, broken.name, broken.length, broken.value) == (5, None, None, None)
    assert "less than 2" in broken.text
    assert "option length leads nowhere" in segment.anomalies


def test_a_frame_is_read_down_to_its_segment(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        for told in capture.segments():
            packet = synfin.parse_frame(told.octets, told.link_type, original_len=told.original_len)
            assert packet is not None
            assert (packet.src, packet.dst, packet.checksum) == (told.src, told.dst, told.checksum)
            segment = packet.segment
            assert (segment.src_port, segment.seq, segment.flags) == (told.src_port, told.seq, told.flags)
            assert (segment.options, bytes(segment.payload)) == (told.options, told.payload)
            assert segment.verify_checksum(packet.src, packet.dst) is Checksum.GOOD


def test_a_frame_without_tcp_is_nothing_and_a_broken_one_an_error() -> None:
    udp = bytes.fromhex("45000014 00010000 40110000 0a000001 0a000002")
    assert synfin.parse_frame(udp, 101) is None
    with pytest.raises(synfin.ParseError) as raised:
        synfin.parse_frame(udp[:10], 101)
    assert (raised.value.layer, raised.value.kind) == ("packet", "cut short")
    with pytest.raises(synfin.ParseError) as raised:
        synfin.parse_frame(udp, 65000)
    assert (raised.value.layer, raised.value.kind) == ("frame", "unsupported")
    tcp = bytes.fromhex("45000028 00010000 40060000 0a000001 0a000002") + FIN[:12] + b"\x40" + FIN[13:]
    with pytest.raises(synfin.ParseError) as raised:
        synfin.parse_frame(tcp, 101)
    assert (raised.value.layer, raised.value.offset) == ("segment", 32)


def test_tunnels_are_named(samples: Path) -> None:
    with synfin.open(samples / "vxlan.pcap") as capture:
        segment = next(iter(capture.segments()))
    packet = synfin.parse_frame(segment.octets, segment.link_type)
    assert packet is not None
    assert packet.tunnel == segment.tunnel != ()


def words(bits: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**bits - 1)


pairs = st.one_of(
    st.tuples(st.just(1), st.just(b"")),
    st.tuples(st.integers(2, 255), st.binary(max_size=11)),
)


@given(
    addresses=st.one_of(
        st.tuples(st.ip_addresses(v=4), st.ip_addresses(v=4)), st.tuples(st.ip_addresses(v=6), st.ip_addresses(v=6))
    ),
    fields=st.fixed_dictionaries(
        {
            "src_port": words(16),
            "dst_port": words(16),
            "seq": words(32),
            "ack": words(32),
            "flags": words(9),
            "window": words(16),
            "urgent_pointer": words(16),
            "reserved": words(3),
        }
    ),
    options=st.lists(pairs, max_size=3),
    payload=st.binary(max_size=64),
)
def test_what_is_written_is_read_back(
    addresses: tuple[ipaddress.IPv4Address, ipaddress.IPv4Address],
    fields: dict[str, int],
    options: list[tuple[int, bytes]],
    payload: bytes,
) -> None:
    src, dst = addresses
    octets = synfin.build_segment(src=src, dst=dst, options=options, payload=payload, **fields)  # type: ignore[arg-type]
    segment = synfin.parse_segment(octets)
    assert {name: getattr(segment, name) for name in fields} == fields
    assert bytes(segment.payload) == payload
    read = [(option.kind, option.value) for option in segment.options]
    assert read[: len(options)] == options
    assert {kind for kind, _ in read[len(options) :]} <= {0}
    assert segment.verify_checksum(src, dst) is Checksum.GOOD
    again = synfin.build_segment(
        src=src, dst=dst, options=segment.options, payload=segment.payload, **fields  # type: ignore[arg-type]
    )
    assert again == octets


def test_the_usual_options_have_names_of_their_own() -> None:
    octets = synfin.build_segment(
        src=ADDRESSES[0],
        dst=ADDRESSES[1],
        src_port=1,
        dst_port=2,
        flags=Flags.SYN,
        mss=1460,
        wscale=7,
        sack_permitted=True,
        timestamps=(1, 2),
    )
    segment = synfin.parse_segment(octets)
    assert (segment.mss, segment.wscale, segment.sack_permitted) == (1460, 7, True)
    assert (segment.ts_val, segment.ts_ecr) == (1, 2)


def test_what_does_not_fit_is_not_written() -> None:
    with pytest.raises(synfin.BuildError, match="40"):
        synfin.build_segment(src=ADDRESSES[0], dst=ADDRESSES[1], src_port=1, dst_port=2, options=[(99, bytes(39))])
    with pytest.raises(synfin.BuildError, match="the 65495 that an IPv4 packet"):
        synfin.build_segment(src=ADDRESSES[0], dst=ADDRESSES[1], src_port=1, dst_port=2, payload=bytes(65496))
    with pytest.raises(ValueError, match="address"):
        synfin.build_segment(src="here", dst=ADDRESSES[1], src_port=1, dst_port=2)


def test_the_longest_payload_is_the_one_that_fits_into_an_ip_packet() -> None:
    for src, most in (("192.0.2.1", 65535 - 20 - 20), ("2001:db8::1", 65535 - 20)):
        longest = synfin.build_segment(src=src, dst=src, src_port=1, dst_port=2, payload=bytes(most))
        assert len(longest) == 20 + most
        with pytest.raises(ValueError, match=f"{most + 1} octets of payload are more than the {most} "):
            synfin.build_segment(src=src, dst=src, src_port=1, dst_port=2, payload=bytes(most + 1))


@pytest.mark.parametrize(
    ("wrong", "error", "why"),
    [
        ({"flags": 512}, ValueError, "flags must be from 0 to 511, not 512"),
        ({"flags": -1}, ValueError, "flags must be from 0 to 511, not -1"),
        ({"reserved": 8}, ValueError, "reserved must be from 0 to 7, not 8"),
        ({"seq": 2**32}, ValueError, "seq must be from 0 to 4294967295, not 4294967296"),
        ({"seq": 10**10000}, ValueError, r"seq must be from 0 to 4294967295(\n|$)"),
        ({"ack": 1.5}, TypeError, "ack must be an int, not float"),
        ({"src_port": 65536}, ValueError, "src_port must be from 0 to 65535, not 65536"),
        ({"mss": 65536}, ValueError, "mss must be from 0 to 65535"),
        ({"wscale": "7"}, TypeError, "wscale must be an int, not str"),
        ({"timestamps": 7}, TypeError, "timestamps must be a pair of ints"),
        ({"timestamps": (7, -1)}, ValueError, "the echo of timestamps must be from 0 to 4294967295, not -1"),
        ({"dst": "2001:db8::1"}, ValueError, "two versions of IP: 192.0.2.1 and 2001:db8::1"),
        ({"options": [(300, b"")]}, ValueError, "the kind of an option must be from 0 to 255, not 300"),
        ({"options": [(99, "text")]}, TypeError, "the value of option 99 must be bytes"),
        ({"options": [99]}, TypeError, "an option is a synfin.Option or a pair of kind and value, not int"),
        ({"options": 99}, TypeError, "int"),
        ({"src": "here"}, ValueError, "an address is an object of ipaddress or its text, not 'here'"),
    ],
)
def test_what_is_wrong_with_an_argument_is_told_by_its_name(
    wrong: dict[str, object], error: type[Exception], why: str
) -> None:
    right: dict[str, object] = {"src": ADDRESSES[0], "dst": ADDRESSES[1], "src_port": 1, "dst_port": 2}
    with pytest.raises(error, match=why):
        synfin.build_segment(**(right | wrong))  # type: ignore[arg-type]


@given(octets=st.binary(max_size=100), length=st.none() | st.integers(0, 2**32 - 1))
def test_any_octets_are_read_or_refused_and_every_attribute_answers(octets: bytes, length: int | None) -> None:
    try:
        segment = synfin.parse_segment(octets, length=length)
    except synfin.ParseError as error:
        assert len(octets[:length]) < 20 or error.offset == 12
        return
    assert segment.seq == struct.unpack_from("!I", octets, 4)[0]
    assert 20 <= segment.header_len <= 60
    assert bytes(segment.octets) == octets[: segment.length]
    assert bytes(segment.payload) == octets[: segment.length][segment.header_len :]
    assert segment.payload_len == segment.length - segment.header_len
    for name in dir(segment):
        getattr(segment, name)
    assert len(segment.options) <= 41
    assert repr(segment)
    segment.verify_checksum(*ADDRESSES)


@given(octets=st.binary(max_size=200), link_type=st.sampled_from([0, 1, 12, 101, 105, 108, 113, 127, 228, 276, 9999]))
def test_any_frame_is_read_or_refused(octets: bytes, link_type: int) -> None:
    try:
        packet = synfin.parse_frame(octets, link_type)
    except synfin.ParseError as error:
        assert error.offset <= len(octets)
        return
    if packet is not None:
        assert repr(packet)
