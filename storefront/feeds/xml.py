"""Small pieces of XML, written as text: every value is escaped, and what XML cannot hold is left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, text: object, **attributes: str) -> str:
    """One element with text; nothing at all for no text."""
    words = _NOT_XML.sub("", str(text))
    told = "".join(f" {key}={quoteattr(_NOT_XML.sub('', value))}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(words)}</{name}>" if words else ""
