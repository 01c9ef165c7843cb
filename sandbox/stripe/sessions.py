"""Opening a Checkout Session: what Stripe asks for, what of it this sandbox knows, and what it adds up to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.stripe import asks
from sandbox.stripe.asks import Params
from sandbox.stripe.refusals import invalid, param_missing
from sandbox.stripe.shapes import a_line, a_session
from sandbox.stripe.store import Body, Book

LEAST_LIFE, MOST_LIFE = 30 * 60, 24 * 3600  # seconds from creation to `expires_at`
LIFE_GRACE = 60  # Stripe's clock and the caller's are not the same
MOST_LINES = 100
WAYS = ("card", "upi")
TOLD_BACK = ("client_reference_id", "customer_email", "billing_address_collection", "submit_type", "locale",
             "origin_context", "integration_identifier")  # fmt: skip
KNOWN = (
    "mode", "line_items", "success_url", "cancel_url", "expires_at", "metadata", "payment_intent_data",
    "payment_method_types", "payment_method_options", "ui_mode", "phone_number_collection", "custom_text",
    "adaptive_pricing", "automatic_tax", "allow_promotion_codes", "customer_creation", "excluded_payment_method_types",
    "currency", *TOLD_BACK,
)  # fmt: skip
INTENT_KNOWN = ("metadata", "description", "receipt_email", "statement_descriptor_suffix", "transfer_group",
                "shipping", "capture_method")  # fmt: skip


def open_session(book: Book, params: Params, here: str) -> Body:
    """Open a session whose hosted page lives under `here`. Refuses what this sandbox cannot keep a promise about."""
    asks.only(params, KNOWN)
    _refuse_the_unknown(params)
    at = book.now()
    lines = _lines(params, at)
    total = sum(line["amount_total"] for line in lines)
    asks.charge_amount(total, "line_items")
    ways = asks.listed(params, "payment_method_types") or list(WAYS)
    for way in ways:
        if way not in WAYS:
            raise invalid(
                f"The payment method type provided: {way} is invalid.", param="payment_method_types"
            )
    session = a_session(at, **{name: asks.text(params, name) for name in TOLD_BACK})
    session.update(
        amount_subtotal=total,
        amount_total=total,
        success_url=_address(params, "success_url", required=True),
        cancel_url=_address(params, "cancel_url"),
        expires_at=_end_of_life(params, at),
        metadata=asks.metadata(params),
        payment_method_types=ways,
        payment_method_options=asks.branch(params, "payment_method_options"),
        _lines=lines,
        _intent=_intent_data(params),
    )
    for name, value in asks.branch(params, "custom_text").items():
        session["custom_text"][name] = value
    session["_due"] = session["expires_at"]
    session["url"] = f"{here.rstrip('/')}/c/pay/{session['id']}"
    if session["customer_email"]:
        session["customer_details"] = details_of_buyer(email=session["customer_email"], name=None)
    return book.keep(session)


def details_of_buyer(*, email: str | None, name: str | None, country: str | None = None) -> Body:
    """The `customer_details` of a session."""
    return {
        "address": {
            "city": None,
            "country": country,
            "line1": None,
            "line2": None,
            "postal_code": None,
            "state": None,
        }
        if country
        else None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def _refuse_the_unknown(params: Params) -> None:
    mode = asks.text(params, "mode", required=True)
    if mode != "payment":
        raise invalid(f"Invalid mode: {mode}. This sandbox knows only payment.", param="mode")
    if asks.text(params, "ui_mode") not in (None, "hosted_page"):
        raise invalid("This sandbox knows only ui_mode=hosted_page.", param="ui_mode")
    for name in ("adaptive_pricing", "automatic_tax", "phone_number_collection"):
        if asks.flag(asks.branch(params, name), "enabled"):
            raise invalid(f"This sandbox does not do {name}.", param=f"{name}[enabled]")
    if asks.flag(params, "allow_promotion_codes"):
        raise invalid("This sandbox does not do promotion codes.", param="allow_promotion_codes")
    if asks.text(params, "customer_creation") not in (None, "if_required"):
        raise invalid("This sandbox makes no customers.", param="customer_creation")
    if params.get("currency") is not None:
        asks.rupees(params)


def _lines(params: Params, at: int) -> list[Body]:
    asked = asks.listed(params, "line_items")
    if not asked:
        raise param_missing("line_items")
    if len(asked) > MOST_LINES:
        raise invalid(f"There may be at most {MOST_LINES} line items.", param="line_items")
    return [_line(item, f"line_items[{place}]", at) for place, item in enumerate(asked)]


def _line(item: Any, where: str, at: int) -> Body:
    if not isinstance(item, dict):
        raise invalid("Invalid object", param=where)
    asks.only(item, ("price_data", "quantity"), where)
    price = asks.branch(item, "price_data")
    if not price:
        raise param_missing(f"{where}[price_data]")
    asks.only(price, ("currency", "unit_amount", "product_data", "tax_behavior"), f"{where}[price_data]")
    asks.rupees(price)
    unit_amount = asks.whole(price, "unit_amount", required=True) or 0
    quantity = asks.whole(item, "quantity") if "quantity" in item else 1
    if unit_amount < 0:
        raise invalid(
            "This value must be greater than or equal to 0.", param=f"{where}[price_data][unit_amount]"
        )
    if quantity is None or quantity < 1:
        raise invalid("This value must be greater than or equal to 1.", param=f"{where}[quantity]")
    product = asks.branch(price, "product_data")
    asks.only(
        product,
        ("name", "description", "images", "metadata", "tax_code"),
        f"{where}[price_data][product_data]",
    )
    name = asks.text(product, "name", required=True)
    return a_line(
        at,
        name=name or "",
        unit_amount=unit_amount,
        quantity=quantity,
        description=asks.text(product, "description"),
    )


def _intent_data(params: Params) -> Body:
    data = asks.branch(params, "payment_intent_data")
    asks.only(data, INTENT_KNOWN, "payment_intent_data")
    if asks.text(data, "capture_method") not in (None, "automatic", "automatic_async"):
        raise invalid("This sandbox captures at once.", param="payment_intent_data[capture_method]")
    return {
        "metadata": asks.metadata(data),
        "description": asks.text(data, "description"),
        "receipt_email": asks.text(data, "receipt_email"),
        "statement_descriptor_suffix": asks.text(data, "statement_descriptor_suffix", most=22),
        "transfer_group": asks.text(data, "transfer_group"),
        "shipping": asks.branch(data, "shipping") or None,
    }


def _end_of_life(params: Params, at: int) -> int:
    asked = asks.whole(params, "expires_at")
    if asked is None:
        return at + MOST_LIFE
    if asked < at + LEAST_LIFE - LIFE_GRACE:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
            param="expires_at",
        )
    if asked > at + MOST_LIFE + LIFE_GRACE:
        raise invalid(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return asked


def _address(params: Params, name: str, *, required: bool = False) -> str | None:
    value = asks.text(params, name, required=required)
    if value is not None:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise invalid("Not a valid URL", param=name, code="url_invalid")
    return value
