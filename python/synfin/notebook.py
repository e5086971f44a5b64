"""What notebooks show of a row."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape


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


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
