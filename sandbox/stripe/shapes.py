"""The objects of the API as they stand when new: Stripe's field names, types and nulls.

A field whose name begins with an underscore is the sandbox's own note and never leaves it.
"""

from __future__ import annotations

from typing import Any

from sandbox.stripe.cards import Means
from sandbox.stripe.store import Body, new_id

API_VERSION = "2026-10-28.endive"
FEE_BP = 200  # 2% of the amount: illustrative
GST_ON_FEE_BP = 1800  # 18% on the fee
SETTLES_AFTER = 2 * 24 * 3600  # a captured amount is pending for two days

NO_ADDRESS = {"city": None, "country": None, "line1": None, "line2": None, "postal_code": None, "state": None}


def share(amount: int, basis_points: int) -> int:
    """A share of an amount in basis points, rounded half up to the paisa."""
    return (amount * basis_points + 5000) // 10000


def seen(body: Any) -> Any:
    """An object without the sandbox's own notes."""
    if isinstance(body, dict):
        return {name: seen(value) for name, value in body.items() if not name.startswith("_")}
    if isinstance(body, list):
        return [seen(item) for item in body]
    return body


def a_list(data: list[Body], url: str, *, has_more: bool = False) -> Body:
    """A list object."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def a_session(at: int, **fields: Any) -> Body:
    """A Checkout Session, open and unpaid. Its PaymentIntent comes with the first attempt to pay."""
    return {
        "id": new_id("cs_test", 58),
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "amount_subtotal": None,
        "amount_total": None,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "cancel_url": None,
        "client_reference_id": None,
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "created": at,
        "currency": "inr",
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None, "shipping_address": None, "submit": None, "terms_of_service_acceptance": None,
        },
        "customer": None,
        "customer_account": None,
        "customer_creation": "if_required",
        "customer_details": None,
        "customer_email": None,
        "discounts": [],
        "expires_at": at,
        "integration_identifier": None,
        "invoice": None,
        "invoice_creation": {
            "enabled": False,
            "invoice_data": {
                "account_tax_ids": None, "custom_fields": None, "description": None, "footer": None,
                "issuer": None, "metadata": {}, "rendering_options": None,
            },
        },
        "livemode": False,
        "locale": None,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "mode": "payment",
        "origin_context": None,
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card", "upi"],
        "payment_status": "unpaid",
        "permissions": None,
        "phone_number_collection": {"enabled": False},
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": None,
        "subscription": None,
        "success_url": None,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": None,
        "wallet_options": None,
        **fields,
    }  # fmt: skip


def a_line(at: int, *, name: str, unit_amount: int, quantity: int, description: str | None) -> Body:
    """A line item of a Checkout Session."""
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": unit_amount * quantity,
        "amount_tax": 0,
        "amount_total": unit_amount * quantity,
        "currency": "inr",
        "description": name,
        "metadata": {},
        "price": {
            "id": new_id("price"), "object": "price", "active": False, "billing_scheme": "per_unit", "created": at,
            "currency": "inr", "custom_unit_amount": None, "livemode": False, "lookup_key": None, "metadata": {},
            "nickname": None, "product": new_id("prod", 14), "recurring": None, "tax_behavior": "unspecified",
            "tiers_mode": None, "transform_quantity": None, "type": "one_time", "unit_amount": unit_amount,
            "unit_amount_decimal": str(unit_amount),
        },
        "quantity": quantity,
        "_detail": description,
    }  # fmt: skip


def an_intent(at: int, amount: int, **fields: Any) -> Body:
    """A PaymentIntent that waits for a way of paying."""
    identifier = new_id("pi_3", 23)
    return {
        "id": identifier,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"{identifier}_{new_id('secret')}",
        "confirmation_method": "automatic",
        "created": at,
        "currency": "inr",
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card", "upi"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
        **fields,
    }


def a_charge(
    at: int, intent: Body, means: Means, *, failed: bool, authenticated: bool, name: str | None
) -> Body:
    """The charge of one attempt to pay, succeeded or failed."""
    return {
        "id": new_id("ch_3", 23),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0 if failed else intent["amount"],
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": {
            "address": dict(NO_ADDRESS), "email": intent["receipt_email"], "name": name, "phone": None, "tax_id": None,
        },
        "calculated_statement_descriptor": "ZILA HAAT SANDBOX",
        "captured": not failed,
        "created": at,
        "currency": "inr",
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": means.code if failed else None,
        "failure_message": means.message if failed else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": {
            "advice_code": None,
            "network_advice_code": None,
            "network_decline_code": None,
            "network_status": "declined_by_network" if failed else "approved_by_network",
            "reason": means.decline_code if failed else None,
            "seller_message": "The bank did not approve the payment." if failed else "Payment complete.",
            "type": "issuer_declined" if failed else "authorized",
        },
        "paid": not failed,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": means.details(authenticated=authenticated),
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed" if failed else "succeeded",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }  # fmt: skip


def a_refund(at: int, charge: Body, amount: int, **fields: Any) -> Body:
    """A refund of part or all of a charge."""
    kind = charge["payment_method_details"]["type"]
    how = {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"}
    return {
        "id": new_id("re_3", 23),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": at,
        "currency": "inr",
        "customer": None,
        "customer_account": None,
        "destination_details": {"type": "card", "card": how} if kind == "card" else {"type": kind, kind: {}},
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
        **fields,
    }


def a_balance_transaction(
    at: int, source: Body, *, amount: int, kind: str, description: str | None = None
) -> Body:
    """What the balance gained (plus) or gave (minus). Only a charge bears a fee, and no refund returns it."""
    fee = share(amount, FEE_BP) if kind == "charge" else 0
    gst = share(fee, GST_ON_FEE_BP)
    details = [
        {"amount": part, "application": None, "currency": "inr", "description": words, "type": type_}
        for part, words, type_ in ((fee, "Stripe processing fees", "stripe_fee"), (gst, "GST", "tax"))
    ]
    available_on = at + SETTLES_AFTER if kind == "charge" else at
    return {
        "id": new_id("txn_3", 23),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": available_on,
        "balance_type": "payments",
        "created": at,
        "currency": "inr",
        "description": description,
        "exchange_rate": None,
        "fee": fee + gst,
        "fee_details": details if fee else [],
        "net": amount - fee - gst,
        "reporting_category": kind,
        "source": source["id"],
        "status": "pending" if available_on > at else "available",
        "type": kind,
    }


def an_event(at: int, kind: str, about: Body, request: Body, previous: Body | None) -> Body:
    """The record that something happened, with the object as it stood then."""
    data: Body = {"object": seen(about)}
    if previous is not None:
        data["previous_attributes"] = seen(previous)
    return {
        "id": new_id("evt_1", 23),
        "object": "event",
        "api_version": API_VERSION,
        "created": at,
        "data": data,
        "livemode": False,
        "pending_webhooks": 0,
        "request": dict(request),
        "type": kind,
    }
