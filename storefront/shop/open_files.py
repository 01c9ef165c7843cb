"""Files that anybody may take: their licence, how a cell is written, and that other sites may read them."""

from __future__ import annotations

from typing import Any

from flask import Response

from kit.typed import harmless

LICENSE = {
    "name": "GODL-India",
    "title": "Government Open Data License - India",
    "path": "https://data.gov.in/government-open-data-license-india",
}


def cell(value: Any) -> Any:
    """A value as CSV has it; words that a spreadsheet would run are made harmless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


def open_file(body: str, kind: str, name: str = "") -> Response:
    """The answer that is such a file, shown in the browser; `name` is proposed to who keeps it."""
    answer = Response(body, content_type=kind)
    if name:
        answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
