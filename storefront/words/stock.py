"""Words of the room `stock`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "LocationKind": {
        "workshop": _("Workshop"),
        "stall": _("Stall"),
        "store_room": _("Store room"),
        "transit": _("On the road"),
        "made": _("Made"),
        "customer": _("With the buyer"),
        "loss": _("Lost or broken"),
        "found": _("Found"),
    },
    "Reason": {
        "made": _("Made"),
        "counted": _("Counted"),
        "sold": _("Sold"),
        "shipped": _("Sent"),
        "delivered": _("Delivered"),
        "dispatched": _("Dispatched"),
        "received": _("Received"),
        "broken": _("Broken"),
        "lost": _("Lost"),
        "returned": _("Returned"),
        "found": _("Found"),
        "fair": _("Sold at a fair"),
        "undone": _("Taken back"),
    },
}
REFUSALS: dict[str, Any] = {
    "stock.not_there": _("There are not so many pieces at that place."),
    "stock.undone_already": _("This change cannot be taken back any more."),
    "stock.out_of_stock": _("Somebody was quicker: fewer pieces are left than you asked for."),
}
