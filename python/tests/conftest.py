"""Captures for all tests: those that the project ships."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same cases in every run, and no clock; `--hypothesis-profile=wild` goes looking for others.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("wild", deadline=None, max_examples=5000)
settings.load_profile("steady")

SAMPLES = Path(__file__).resolve().parents[2] / "crates" / "synfin-cli" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample captures."""
    return SAMPLES


@pytest.fixture(scope="session")
def telnet(samples: Path) -> Path:
    """A telnet connection with the textbook close in four segments."""
    return samples / "four-way-close.pcap"


@pytest.fixture(params=sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.pcap*")))
def sample(request: pytest.FixtureRequest) -> Path:
    """Each sample capture in turn."""
    return SAMPLES / str(request.param)
