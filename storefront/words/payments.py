"""Words of the room `payments`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "Method": {"cash": _("Cash"), "stripe": _("Online, through Stripe")},
    "PaymentStatus": {
        "created": _("Not paid yet"),
        "processing": _("Being checked"),
        "captured": _("Paid"),
        "failed": _("Not paid"),
    },
    "RefundStatus": {
        "requested": _("On its way back"),
        "settled": _("Paid back"),
        "failed": _("Could not be paid back yet"),
    },
}
REFUSALS: dict[str, Any] = {
    "payment.not_open": _("This payment is closed and cannot be paid any more."),
    "payment.too_much_refunded": _("That is more than was paid."),
    "payment.wrong_signature": _("This letter does not come from the payment provider."),
}
