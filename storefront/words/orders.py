"""Words of the room `orders`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "Channel": {"online": _("Online"), "stall": _("At a stall")},
    "FulfillmentStatus": {
        "pending": _("With the maker"),
        "accepted": _("Accepted"),
        "packed": _("Packed"),
        "shipped": _("On the way"),
        "delivered": _("Delivered"),
        "handed_over": _("Handed over"),
        "canceled": _("Not coming"),
    },
    "OrderStatus": {
        "placed": _("Waiting for payment"),
        "confirmed": _("Confirmed"),
        "completed": _("Completed"),
        "expired": _("Not paid in time"),
        "canceled": _("Canceled"),
    },
}
REFUSALS: dict[str, Any] = {
    "account.orders_open": _(
        "An order is on its way, or could still go back. You can leave once it has come to its end."
    ),
    "question.contact": _(
        "No phone numbers, e-mail addresses or links here: everybody can read this page. Say it without them."
    ),
    "question.own_listing": _("This is your own piece."),
    "question.too_many": _(
        "%(most)s of your questions wait for an answer. Let the makers answer those first."
    ),
    "order.cart_empty": _("Your basket is empty."),
    "order.cart_too_full": _(
        "That is more than one order carries (%(most)s). Place this order, then start another."
    ),
    "order.not_on_sale": _("Something in your basket is not sold any more. Take it out to go on."),
    "order.not_paid": _("The money for this parcel has not come yet."),
    "order.no_tracking": _("Give the courier’s name and the tracking number."),
    "order.place_unknown": _("No list we have knows this PIN code. Check its digits."),
    "order.total_changed": _("The total has changed since you saw it. Look at the new sum, then pay."),
}
