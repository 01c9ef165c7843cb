"""Words of the room `ledger`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {}
REFUSALS: dict[str, Any] = {
    "ledger.unbalanced": _("The two sides of this entry are not equal, so it was not written."),
}
