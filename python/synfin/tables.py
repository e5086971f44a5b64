"""A table handed to the package that is to hold it.

These are Python's, not Rust's: those packages let go of the interpreter's lock while they ask for batches, and a function
of the compiled module in the middle would still believe that it is held.
"""

from collections.abc import Callable
from typing import Any


def to_arrow(self: Any) -> Any:
    """The table as a `pyarrow.Table`."""
    import pyarrow  # type: ignore[import-untyped]

    return _as_it_was_raised(lambda: pyarrow.table(self))


def to_polars(self: Any) -> Any:
    """The table as a `polars.DataFrame`."""
    import polars

    return _as_it_was_raised(lambda: polars.DataFrame(self))


def to_pandas(self: Any) -> Any:
    """The table as a `pandas.DataFrame`, by way of pyarrow."""
    return to_arrow(self).to_pandas()


def _as_it_was_raised(make: Callable[[], Any]) -> Any:
    """What `make` makes. An Arrow stream hands on no exception but its text: the exception itself takes the place of that error."""
    # Not above: the compiled module asks for this one while it is made itself.
    from synfin import _synfin

    _synfin._take_raised()
    try:
        return make()
    except Exception:
        raised = _synfin._take_raised()
        if raised is None:
            raise
    raise raised
