"""How money goes back. What is refunded of a charge never passes what was captured."""

from __future__ import annotations

from zlib import crc32

from sandbox.stripe import asks
from sandbox.stripe.asks import Params
from sandbox.stripe.events import tell
from sandbox.stripe.payments import the
from sandbox.stripe.refusals import Refused, invalid, param_missing
from sandbox.stripe.shapes import a_balance_transaction, a_refund
from sandbox.stripe.store import Body, Book

PENDING_SECONDS = 3  # how long the refunds of the two odd test cards take to show their end
REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def give_back(book: Book, params: Params) -> Body:
    """Refund a charge, or the charge of a payment intent, in part or whole (the default is all that is left)."""
    asks.only(params, ("charge", "payment_intent", "amount", "reason", "metadata", "instructions_email"))
    charge = _charge(book, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left <= 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise Refused(400, "invalid_request_error", message, code="charge_already_refunded")
    amount = asks.whole(params, "amount")
    if amount is None:
        amount = left
    if amount < 1:
        raise invalid("Invalid positive integer", param="amount", code="parameter_invalid_integer")
    if amount > left:
        raise invalid(
            f"Refund amount (₹{amount / 100:.2f}) is greater than unrefunded amount on charge (₹{left / 100:.2f})",
            param="amount",
        )
    reason = asks.text(params, "reason")
    if reason not in (None, *REASONS):
        raise invalid(f"Invalid reason: must be one of {', '.join(REASONS)}", param="reason")
    refund = a_refund(book.now(), charge, amount, reason=reason, metadata=asks.metadata(params))
    _move(book, refund, charge, -amount, "refund")
    if charge["_refund"] == "later":
        refund.update(status="pending", pending_reason="processing")
    if charge["_refund"] != "succeeds":
        refund["_due"] = book.now() + PENDING_SECONDS
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    book.keep(charge)
    book.keep(refund)
    tell(book, "refund.created", refund)
    tell(book, "charge.refunded", charge, before)
    if refund["status"] == "succeeded":
        _note_reference(book, refund)
    return refund


def finish(book: Book, refund: Body) -> Body:
    """The end of a refund that was pending, or that the bank sends back."""
    charge = the(book, "charge", refund["charge"])
    before = {"status": refund["status"]}
    refund.pop("_due", None)
    if charge["_refund"] == "later":
        refund["status"] = "succeeded"
        refund.pop("pending_reason", None)
        _note_reference(book, refund, before)
        return refund
    returned = _move(
        book, refund, charge, refund["amount"], "refund_failure", keep_as="failure_balance_transaction"
    )
    refund.update(status="failed", failure_reason="unknown", failure_balance_transaction=returned["id"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    book.keep(charge)
    book.keep(refund)
    tell(book, "refund.updated", refund, before)
    tell(book, "refund.failed", refund)
    return refund


def _charge(book: Book, params: Params) -> Body:
    charge_id, intent_id = asks.text(params, "charge"), asks.text(params, "payment_intent")
    if charge_id and intent_id:
        raise invalid("You may only specify one of these parameters: charge, payment_intent.", param="charge")
    if not charge_id:
        if not intent_id:
            raise param_missing("payment_intent")
        intent = the(book, "payment_intent", intent_id, "payment_intent")
        charge_id = intent["latest_charge"]
        if intent["status"] != "succeeded" or charge_id is None:
            raise invalid(
                f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
                param="payment_intent",
            )
    charge = the(book, "charge", charge_id, "charge")
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge_id} has not been captured and cannot be refunded.", param="charge")
    return charge


def _move(
    book: Book, refund: Body, charge: Body, amount: int, kind: str, keep_as: str = "balance_transaction"
) -> Body:
    moved = a_balance_transaction(
        book.now(), refund, amount=amount, kind=kind, description=f"REFUND FOR {charge['id']}"
    )
    refund[keep_as] = moved["id"]
    return book.keep(moved)


def _note_reference(book: Book, refund: Body, before: Body | None = None) -> None:
    """The bank's reference comes a moment after the refund, as an update."""
    details = refund["destination_details"]
    kind = details["type"]
    how = {
        **details[kind],
        "reference": f"{crc32(refund['id'].encode()):011d}",
        "reference_status": "available",
    }
    was = before if before is not None else {"destination_details": {"type": kind, kind: dict(details[kind])}}
    refund["destination_details"] = {"type": kind, kind: how}
    book.keep(refund)
    tell(book, "refund.updated", refund, was)
