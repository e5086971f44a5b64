"""A table handed to the package that is to hold it.

These are Python's, not Rust's: those packages let go of the interpreter's lock while they ask for batches, and a function
of the compiled module in the middle would still believe that it is held.
"""

from typing import Any


def to_arrow(self: Any) -> Any:
    """The table as a `pyarrow.Table`."""
    import pyarrow  # type: ignore[import-untyped]

    return pyarrow.table(self)


def to_polars(self: Any) -> Any:
    """The table as a `polars.DataFrame`."""
    import polars

    return polars.DataFrame(self)


def to_pandas(self: Any) -> Any:
    """The table as a `pandas.DataFrame`, by way of pyarrow."""
    return to_arrow(self).to_pandas()
