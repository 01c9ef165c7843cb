"""What the shop asks of Stripe, in small."""

from __future__ import annotations

from typing import Any

SUCCESS_URL = "http://shop.test/orders/OD-7K3F-9Q2M?session={CHECKOUT_SESSION_ID}"
CANCEL_URL = "http://shop.test/orders/OD-7K3F-9Q2M/pay"


def a_checkout(**changes: Any) -> dict[str, Any]:
    """Two goods, ₹1,250.00 together."""
    return {
        "mode": "payment",
        "success_url": SUCCESS_URL,
        "cancel_url": CANCEL_URL,
        "client_reference_id": "payment-1",
        "metadata": {"payment_id": "payment-1"},
        "payment_intent_data": {"metadata": {"payment_id": "payment-1"}, "description": "Order OD-7K3F-9Q2M"},
        "line_items": [
            {"quantity": 2, "price_data": _price(50_000, "Blue pottery bowl", "Jaipur, Rajasthan")},
            {"quantity": 1, "price_data": _price(25_000, "Delivery", None)},
        ],
        **changes,
    }


def _price(paise: int, name: str, description: str | None) -> dict[str, Any]:
    product = {"name": name} | ({"description": description} if description else {})
    return {"currency": "inr", "unit_amount": paise, "product_data": product}
