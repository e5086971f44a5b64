"""A table handed to the package that is to hold it.

These are Python's, not Rust's: those packages let go of the interpreter's lock while they ask for batches, and a function
of the compiled module in the middle would still believe that it is held.

Arrow's C interface tells of an exception only a number and a text, and each package raises an error of its own for it. Here the
exception is kept, and raised as it was: `KeyboardInterrupt`, `CaptureError`, or what a file object raised.
"""

from collections.abc import Callable
from typing import Any


class _Keeping:
    """A table that keeps the exception which ends its stream."""

    def __init__(self, table: Any) -> None:
        self.table = table
        self.kept: list[BaseException] = []

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table._arrow_c_stream_telling(self.kept.append)


def _handed(table: Any, take: Callable[[Any], Any]) -> Any:
    keeping = _Keeping(table)
    try:
        return take(keeping)
    except BaseException:
        if keeping.kept:
            raise keeping.kept[0] from None
        raise


def to_arrow(self: Any) -> Any:
    """The table as a `pyarrow.Table`."""
    import pyarrow  # type: ignore[import-untyped]

    return _handed(self, pyarrow.table)


def to_polars(self: Any) -> Any:
    """The table as a `polars.DataFrame`."""
    import polars

    return _handed(self, polars.DataFrame)


def to_pandas(self: Any) -> Any:
    """The table as a `pandas.DataFrame`, by way of pyarrow."""
    return to_arrow(self).to_pandas()
