"""The picture of one connection."""

import io
import subprocess
import sys
import warnings
import xml.etree.ElementTree
from pathlib import Path

import pytest

import synfin


@pytest.mark.parametrize("format", ["text", "ascii", "svg", "html", "mermaid"])
def test_the_picture_is_that_of_the_command_line(telnet: Path, format: str) -> None:
    command = [sys.executable, "-m", "synfin", "ladder", str(telnet), "--flow", "0", "--format", format]
    printed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    with synfin.open(telnet) as capture:
        assert capture.ladder(0, format) == printed  # type: ignore[arg-type]


def test_a_drawing_is_the_usual_form(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        drawing = xml.etree.ElementTree.fromstring(capture.ladder())
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"


def test_without_a_number_it_is_the_connection_with_most_to_tell(samples: Path) -> None:
    with synfin.open(samples / "mixed.pcap") as capture:
        assert capture.ladder() == capture.ladder(3)
        assert capture.ladder() != capture.ladder(0)


def test_rows_and_width_are_bounds(samples: Path) -> None:
    with synfin.open(samples / "kernel" / "zero_window.pcap") as capture:
        few, many = (capture.ladder(0, "text", rows=rows, width=90) for rows in (10, 100))
    assert len(few.splitlines()) < len(many.splitlines())
    assert max(map(len, many.splitlines())) <= 90


def test_octets_have_no_name(telnet: Path) -> None:
    with synfin.open(telnet) as named, synfin.open(telnet.read_bytes()) as nameless:
        assert nameless.ladder(0, "text") == named.ladder(0, "text").replace("four-way-close.pcap\n", "")


def test_a_file_object_is_drawn_once_and_not_chosen_from(telnet: Path) -> None:
    with synfin.open(io.BytesIO(telnet.read_bytes())) as capture:
        with pytest.raises(ValueError, match="only once"):
            capture.ladder()
        assert "teardown 4/4" in capture.ladder(0, "text")


def test_what_is_not_there_cannot_be_drawn(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        with pytest.raises(ValueError, match="no connection 1: there is one, 0"):
            capture.ladder(1)
        with pytest.raises(ValueError, match="not \"png\""):
            capture.ladder(0, "png")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="closed"):
        capture.ladder(0)
    with synfin.open(telnet.read_bytes()[:24]) as empty:
        for flow in (None, 0):
            with pytest.raises(ValueError, match="there is no connection in the capture"):
                empty.ladder(flow)


def test_damage_is_told_once(telnet: Path) -> None:
    octets = telnet.read_bytes()[:-10]
    with synfin.open(octets) as capture, pytest.raises(synfin.CaptureError):
        capture.ladder()
    with synfin.open(octets, on_damage="warn") as capture, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        picture = capture.ladder(format="text")
    assert len(told) == 1
    assert "teardown 3/4" in picture
    assert "teardown 4/4" not in picture
