"""The examples in the documentation, run."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import synfin

ROOT = Path(__file__).resolve().parents[2]
MODULES = ["synfin", *(f"synfin.{module.name}" for module in pkgutil.iter_modules(synfin.__path__))]


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples name files as seen from the top of the repository."""
    monkeypatch.chdir(ROOT)


def test_the_page_prints_what_it_says() -> None:
    failed, tried = doctest.testfile(str(ROOT / "python" / "README.md"), module_relative=False, encoding="utf-8")
    assert tried > 20
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_a_module_print_what_they_say(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


@pytest.mark.parametrize("name", synfin.__all__)
def test_everything_public_is_documented(name: str) -> None:
    thing = getattr(synfin, name)
    assert isinstance(thing, str) or thing.__doc__, name
    if isinstance(thing, type) and thing.__module__ == "synfin":
        for attribute in vars(thing):
            if not attribute.startswith("_"):
                assert getattr(thing, attribute).__doc__, f"{name}.{attribute}"
