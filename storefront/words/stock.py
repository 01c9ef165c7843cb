"""Words of the room `stock`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _  # noqa: F401 - every room's words go through it

LABELS: dict[str, dict[str, Any]] = {}
REFUSALS: dict[str, Any] = {}
