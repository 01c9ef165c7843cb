"""Line drawings of 24 by 24, by the name the trade gives them.

Ours first, in the hand of the rest of the look; any other name is taken from Lucide (ISC licence), by its own name.
"""

from __future__ import annotations

import functools
import importlib.resources
import io
import re
import zipfile

from markupsafe import Markup, escape

OURS = {
    "alert": '<path d="M12 3.5 22 20H2z"/><path d="M12 10v4M12 17v.1"/>',
    "back": '<path d="m14 5-7 7 7 7"/>',
    "bag": '<path d="M5 8h14l1 13H4zM9 8V6a3 3 0 0 1 6 0v2"/>',
    "box": '<path d="M3 8h18v12H3zM3 8l3-4h12l3 4M12 4v9M9.5 13h5"/>',
    "camera": '<path d="M4 7h3l2-3h6l2 3h3a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1z"/>'
    '<circle cx="12" cy="13" r="3.5"/>',
    "cart": '<path d="M2 6h12v11H2zM14 10h4l4 4v3h-8"/><circle cx="7" cy="18" r="2"/><circle cx="17.5" cy="18" r="2"/>',
    "cash": '<rect x="2" y="6" width="20" height="12" rx="2"/><circle cx="12" cy="12" r="2.8"/>'
    '<path d="M6 12h.1M18 12h.1"/>',
    "check": '<path d="m4.5 12.5 5 5L20 6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "crate": '<path d="m3 7 9-4 9 4v10l-9 4-9-4z"/><path d="m3 7 9 4 9-4M12 11v10"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "fair": '<path d="M12 3v4M12 3l5 1.5L12 6M4 13l8-6 8 6M6 13v8h12v-8M10 21v-5h4v5"/>',
    "forward": '<path d="m9 5 7 7-7 7"/>',
    "keep": '<path d="M5 4h11l3 3v13H5z"/><path d="M8 4v5h7V4M8 20v-6h8v6"/>',
    "less": '<path d="M5 12h14"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5z"/><path d="M15.5 9a4 4 0 0 1 0 6M18.5 6a8.5 8.5 0 0 1 0 12"/>',
    "more": '<path d="M12 5v14M5 12h14"/>',
    "no-network": '<path d="m3 3 18 18M8.5 16.5a5 5 0 0 1 6-.5M5 12.5A10 10 0 0 1 9 10M19 12.5a10 10 0 0 0-5-2.7'
    'M2 9a15 15 0 0 1 4-2.6M22 9a15 15 0 0 0-11-3.9"/><path d="M12 20h.1"/>',
    "order": '<path d="M6 8h12l1 12H5z"/><path d="M9 8a3 3 0 0 1 6 0"/><path d="m9.5 14 2 2 3.5-3.5"/>',
    "paper": '<path d="M6 3h8l4 4v14H6zM9 12h6M9 16h6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-7 8-7s8 2 8 7"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z"/>',
    "pin": '<path d="M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12z"/><circle cx="12" cy="9" r="2.5"/>',
    "play": '<path d="M8 5v14l11-7z"/>',
    "purse": '<path d="M4 9c0-2 3-3 8-3s8 1 8 3l1 9c0 2-4 3-9 3s-9-1-9-3z"/><path d="m8 6 1.5-3h5L16 6"/>'
    '<path d="M9.5 11h5M9.5 14h5M10 11c4 0 4 5 0 5l3.5 3"/>',
    "scan": '<path d="M3 7V4h4M17 4h4v3M21 17v3h-4M7 20H3v-3"/><path d="M7 8v8M10.5 8v8M13 8v8M17 8v8"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>',
    "send": '<circle cx="6" cy="12" r="2.5"/><circle cx="18" cy="6" r="2.5"/><circle cx="18" cy="18" r="2.5"/>'
    '<path d="m8.2 11 7.6-4M8.2 13l7.6 4"/>',
    "share": '<path d="M12 15V4m-4 4 4-4 4 4M5 13v7h14v-7"/>',
    "upi": '<rect x="3" y="3" width="7" height="7"/><rect x="14" y="3" width="7" height="7"/>'
    '<rect x="3" y="14" width="7" height="7"/><path d="M14 14h3v3M21 14v.1M21 18v3h-4M14 20v1"/>',
    "word": '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
}
MIRRORED = frozenset({"back", "forward", "send", "cart"})  # they point along the line of reading


@functools.cache
def icon(name: str, title: str = "") -> Markup:
    """Draw one icon inline. With a title it is spoken, without one it is silent. Unknown names raise KeyError."""
    lines = OURS.get(name) or _from_lucide(name)
    flip = " ic-flip" if name in MIRRORED else ""
    voice = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    return Markup(f'<svg class="ic{flip}" viewBox="0 0 24 24" {voice}>{lines}</svg>')  # noqa: S704 - our own drawing


@functools.cache
def _lucide() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((importlib.resources.files("lucide") / "lucide.zip").read_bytes()))


def _from_lucide(name: str) -> str:
    drawing = _lucide().read(f"{name}.svg").decode()
    inside = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", drawing, flags=re.S)
    return re.sub(r"\s*\n\s*", "", inside)
