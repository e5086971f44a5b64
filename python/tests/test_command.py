"""The command line and the module tell the same of the same capture."""

import json
import subprocess
from collections.abc import Mapping
from enum import Flag
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest

import synfin

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def command() -> str:
    """The path of the command, built from the same tree."""
    build = ["cargo", "build", "--locked", "--package", "synfin-cli", "--message-format=json"]
    built = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    messages = [json.loads(line) for line in built.splitlines()]
    programs = [message["executable"] for message in messages if message.get("executable")]
    assert len(programs) == 1
    return str(programs[0])


def told(command: str, words: list[str], path: Path) -> list[dict[str, object]]:
    ran = subprocess.run(
        [command, *words, "--format", "json", str(path)], check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def plain(value: object) -> object:
    """A value as JSON has it."""
    match value:
        case Flag():
            return value.value
        case IPv4Address() | IPv6Address():
            return str(value)
        case synfin.SackBlock():
            return value._asdict()
        case synfin.DissectedField():
            return {**value._asdict(), "value": plain(value.value)}
        case bytes():
            return value.hex()
        case synfin.Option():
            octets = None if value.value is None else value.value.hex()
            return {
                "kind": value.kind,
                "name": value.name,
                "length": value.length,
                "value": octets,
                "text": value.text,
            }
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


def rows(columns: Mapping[str, object]) -> dict[str, object]:
    return {name: plain(value) for name, value in columns.items()}


def test_both_tables_are_those_of_the_command(command: str, sample: Path) -> None:
    with synfin.open(sample) as capture:
        assert [rows(segment.as_dict()) for segment in capture.segments()] == told(command, ["segments"], sample)
        assert [rows(flow.as_dict()) for flow in capture.flows()] == told(command, ["flows"], sample)


def test_the_accounts_are_those_of_the_command(command: str, sample: Path) -> None:
    with synfin.open(sample) as capture:
        (accounts,) = told(command, ["stats"], sample)
        stats = capture.stats
    # Which of several inputs were not read whole is the command's to count.
    assert accounts.pop("inputs") == {"damaged": 0, "left_out": 0}
    assert stats == synfin.Stats.from_json(json.dumps(accounts))
    assert (stats.frames, stats.tcp) == (accounts["frames"], accounts["tcp"])
    assert stats.others["limits"] == accounts["limits"]
