"""What notebooks show of a row."""

from collections.abc import Mapping
from html import escape


def row_html(line: str, columns: Mapping[str, object]) -> str:
    """A row as an HTML table of its columns, without those that say nothing."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(_told(value))}</td></tr>"
        for name, value in columns.items()
        if value is not None and value != ()
    )
    return f"<details><summary><code>{escape(line)}</code></summary><table>{rows}</table></details>"


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
