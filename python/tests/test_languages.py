"""Words for people in several languages."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import synfin


def test_label_and_reason_are_told_in_each_language(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        first, *_, last = capture.segments()
    assert (first.label_in("zh"), last.label_in("zh-Hans")) == ("第一次握手", "第四次挥手")
    assert last.reason_in("zh").startswith("确认对方的 FIN：确认号 204 = 序号 203 + 1；两个方向都已关闭")
    assert (last.label_in("en"), last.reason_in("en")) == (last.label, last.reason)


def test_nothing_else_changes_its_language(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        for segment in capture.segments():
            assert segment.label.isascii()
            assert segment.reason.isascii()
            assert not segment.reason_in("zh").isascii()


def test_the_picture_is_that_of_the_command_line(telnet: Path) -> None:
    command = [sys.executable, "-m", "synfin", "ladder", str(telnet), "--format", "svg", "--lang", "zh"]
    printed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    with synfin.open(telnet) as capture:
        assert capture.ladder(lang="zh") == printed
        assert "第二次握手" in capture.ladder(0, "text", lang="zh")
        assert capture.ladder(0, "ascii", lang="zh").isascii()


def test_a_language_without_a_catalogue_is_refused(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        (segment, *_) = capture.segments()
        with pytest.raises(ValueError, match='lang must be one of en, zh, not "fr"'):
            capture.ladder(lang="fr")  # type: ignore[arg-type]
    for told in (segment.label_in, segment.reason_in):
        with pytest.raises(ValueError, match="one of en, zh"):
            told("zh-TW")  # type: ignore[arg-type]


def test_an_unpickled_reason_is_english_alone(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        (segment, *_) = capture.segments()
    kept = pickle.loads(pickle.dumps(segment))
    assert kept.reason_in("en") == segment.reason
    assert kept.label_in("zh") == "第一次握手"
    with pytest.raises(ValueError, match="in English alone"):
        kept.reason_in("zh")
