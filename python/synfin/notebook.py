"""What notebooks show: of a row, of the first rows of a table, of a capture and its accounts."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

ROWS = 10
"""Rows of a table that are shown."""

USUAL = {
    "frame", "flow", "src", "src_port", "dst", "dst_port", "flags_text", "payload_len", "label", "originator_state", "responder_state",
    "originator", "originator_port", "responder", "responder_port", "duration", "outcome", "orig_payload_bytes", "resp_payload_bytes",
}  # fmt: skip
"""Columns that are shown where all were asked for: few enough for a page."""


def row_html(line: str, columns: Mapping[str, object], picture: str | None) -> str:
    """A row as an HTML table of its columns, without those that say nothing, under its picture (SVG) if there is one.

    The picture is an image of its own: written into the page, its style sheet would be the whole page's.
    """
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(_told(value))}</td></tr>"
        for name, value in columns.items()
        if value is not None and value != ()
    )
    table = f"<details><summary><code>{escape(line)}</code></summary><table>{rows}</table></details>"
    if picture is None:
        return table
    octets = b64encode(picture.encode()).decode()
    return f"<img style='max-width:100%' alt='{escape(line)}' src='data:image/svg+xml;base64,{octets}'>{table}"


def table_html(line: str, table: Iterable[Any] | None, columns: Sequence[str], all_columns: int) -> str:
    """The first rows of a table under its line; the line alone where it must not be read for that.

    What is wrong with the capture is told as it is told to everyone who reads it; here it ends the rows.
    """
    if table is None:
        return f"<code>{escape(line)}</code>"
    shown = [name for name in columns if len(columns) < all_columns or name in USUAL]
    rows: list[Any] = []
    more = ""
    try:
        for row in islice(table, ROWS + 1):
            rows.append(row)
    except Exception as error:
        more = f"<p>{escape(str(error))}</p>"
    if len(rows) > ROWS:
        more = "<p>…</p>"
    cells = [
        "".join(f"<td style='text-align:left'>{escape(_told(getattr(row, name)))}</td>" for name in shown)
        for row in rows[:ROWS]
    ]
    head = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in shown)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<code>{escape(line)}</code><table><tr>{head}</tr>{body}</table>{more}"


def capture_html(line: str, stats: Any) -> str:
    """A capture, with its accounts if they are known."""
    return f"<code>{escape(line)}</code>{'' if stats is None else stats._repr_html_()}"


def stats_html(numbers: Mapping[str, object]) -> str:
    """Accounts as a table; counts by word as a line each of their own."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(_told(value))}</td></tr>"
        for name, value in numbers.items()
        if value is not None and value != {}
    )
    return f"<table>{rows}</table>"


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {count}" for name, count in value.items() if count)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
