"""Words of the shared kernel's own refusals."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {}
REFUSALS: dict[str, Any] = {
    "refused": _("That cannot be done."),
    "step.impossible": _("That step cannot be taken from here. Look again at how it stands now."),
}
