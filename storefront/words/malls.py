"""Words of the room `malls`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "BornBy": {"artisan": _("The maker bears it"), "mall": _("The mall bears it")},
    "ConsignmentStatus": {
        "raised": _("Asked for"),
        "accepted": _("Maker said yes"),
        "declined": _("Maker said no"),
        "dispatched": _("On the way"),
        "received": _("Received"),
    },
    "MallStatus": {"planned": _("Planned"), "open": _("Open now")},
    "StallKind": {"state": _("State or Union Territory"), "district": _("District")},
}
REFUSALS: dict[str, Any] = {
    "mall.counted_too_many": _("More was counted than was sent. Count this line again."),
    "mall.difference_unexplained": _(
        "The drawer does not hold what the till expects. Count again; if it stays so, write why."
    ),
    "mall.not_for_this_stall": _(
        "This stall shows the goods of another place. Choose the maker’s own stall."
    ),
    "mall.not_of_this_state": _(
        "This maker lives in another State. A mall cannot yet take goods from there: selling them as the maker’s "
        "agent needs tax registrations that are not offered here."
    ),
    "mall.not_on_shelf": _("No stall here holds so many pieces. Count the shelf, then change the bill."),
    "mall.nothing_consigned": _(
        "Ask for at least one piece that this maker has on sale, and not more than 10,000."
    ),
    "mall.sale_differs": _(
        "A bill was rung already from this page, with other goods. Look at that receipt, then start a new bill."
    ),
    "mall.shift_closed": _("This till is closed. Open it again to go on selling."),
    "mall.shift_open": _("This till is open already."),
    "mall.too_little_cash": _("That is less than the bill. Type the cash you were given."),
}
