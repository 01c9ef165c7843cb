"""How money comes in: attempts to pay, what the bank says, and the end of sessions and intents."""

from __future__ import annotations

from sandbox.stripe.cards import Means, means_named
from sandbox.stripe.events import tell
from sandbox.stripe.refusals import resource_missing, unexpected_state
from sandbox.stripe.sessions import details_of_buyer
from sandbox.stripe.shapes import a_balance_transaction, a_charge, an_intent
from sandbox.stripe.store import Body, Book, new_id

LATER_SECONDS = 5  # how long a `later` payment is processing
PAYABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def the(book: Book, kind: str, identifier: str, param: str = "id") -> Body:
    """One object of a kind; refused as missing when there is none."""
    found = book.find(kind, identifier)
    if found is None:
        raise resource_missing(kind, identifier, param)
    return found


def open_intent(book: Book, amount: int, **fields: object) -> Body:
    """A new PaymentIntent, announced."""
    intent = book.keep(an_intent(book.now(), amount, **fields))
    tell(book, "payment_intent.created", intent)
    return intent


def pay_session(
    book: Book, session: Body, means: Means, *, name: str | None = None, email: str | None = None
) -> Body:
    """One attempt to pay an open session; returns its PaymentIntent as it stands afterwards.

    The session and its expiry must have been looked at by the caller (`still_open`).
    """
    intent = book.find("payment_intent", session["payment_intent"])
    if intent is None:
        intent = open_intent(
            book,
            session["amount_total"],
            **session["_intent"],
            payment_method_types=session["payment_method_types"],
            _session=session["id"],
        )
        session["payment_intent"] = intent["id"]
    email = email or session["customer_email"]
    session["_buyer"] = details_of_buyer(email=email, name=name, country="IN")
    book.keep(session)
    intent["_name"] = name
    here = session["url"].rsplit("/c/", 1)[0]
    return attempt(book, intent, means, here=here, return_url=session["success_url"])


def attempt(book: Book, intent: Body, means: Means, *, here: str, return_url: str | None = None) -> Body:
    """Try to pay an intent. The bank's answer is the one of the test card or address."""
    if intent["status"] not in PAYABLE:
        raise unexpected_state(
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}."
        )
    intent.update(
        payment_method=new_id("pm_1"), last_payment_error=None, next_action=None, _means=means.label
    )
    if means.outcome == "authenticate":
        intent["status"] = "requires_action"
        intent["next_action"] = {
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": return_url, "url": f"{here}/c/authenticate/{intent['id']}"},
        }
        book.keep(intent)
        tell(book, "payment_intent.requires_action", intent)
        return intent
    if means.outcome in ("later", "later_fails"):
        return _process(book, intent)
    return _conclude(book, intent, means, failed=means.outcome == "declined")


def authenticate(book: Book, intent: Body, *, approved: bool) -> Body:
    """The buyer's answer to the bank's question; does nothing when the question no longer stands."""
    means = means_named(intent.get("_means", ""))
    if intent["status"] != "requires_action" or means is None:
        return intent
    if approved:
        return _conclude(book, intent, means, failed=False, authenticated=True)
    message = (
        "We are unable to authenticate your payment method. "
        "Please choose a different payment method and try again."
    )
    return _fail(book, intent, code="payment_intent_authentication_failure", message=message, charge=None)


def settle(book: Book, intent: Body) -> Body:
    """The end of a payment that was processing."""
    means = means_named(intent.get("_means", ""))
    if intent["status"] != "processing" or means is None:
        return intent
    return _conclude(book, intent, means, failed=means.outcome == "later_fails")


def cancel_intent(book: Book, intent: Body, reason: str | None) -> Body:
    """Cancel an intent that has not been paid."""
    if intent["status"] not in PAYABLE:
        raise unexpected_state(
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. "
            "Only a PaymentIntent with one of the following statuses may be canceled: "
            "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing."
        )
    intent.update(status="canceled", canceled_at=book.now(), cancellation_reason=reason, next_action=None)
    book.keep(intent)
    tell(book, "payment_intent.canceled", intent)
    return intent


def still_open(book: Book, session: Body) -> bool:
    """Whether a session can be paid now; one whose time has come expires here and now."""
    if session["status"] == "open" and session["expires_at"] <= book.now():
        expire_session(book, session)
    return bool(session["status"] == "open")


def expire_session(book: Book, session: Body) -> Body:
    """End an open session unpaid; its intent, if there was an attempt, is canceled with it."""
    session.update(status="expired", url=None)
    session.pop("_due", None)
    book.keep(session)
    intent = book.find("payment_intent", session["payment_intent"])
    if intent is not None and intent["status"] in PAYABLE:
        cancel_intent(book, intent, "automatic")
    tell(book, "checkout.session.expired", session)
    return session


def _process(book: Book, intent: Body) -> Body:
    intent.update(status="processing", _due=book.now() + LATER_SECONDS)
    book.keep(intent)
    tell(book, "payment_intent.processing", intent)
    if session := _session_of(book, intent):
        _complete(book, session, paid=False)
        tell(book, "checkout.session.completed", session)
    return intent


def _conclude(book: Book, intent: Body, means: Means, *, failed: bool, authenticated: bool = False) -> Body:
    at = book.now()
    charge = a_charge(at, intent, means, failed=failed, authenticated=authenticated, name=intent.get("_name"))
    charge["_refund"] = means.refund
    intent["latest_charge"] = charge["id"]
    if failed:
        book.keep(charge)
        tell(book, "charge.failed", charge)
        return _fail(
            book, intent, code=means.code or "card_declined", message=means.message or "", charge=charge["id"],
            decline_code=means.decline_code,
        )  # fmt: skip
    taken = a_balance_transaction(
        at, charge, amount=charge["amount"], kind="charge", description=charge["description"]
    )
    charge["balance_transaction"] = taken["id"]
    book.keep(taken)
    book.keep(charge)
    was_processing = intent["status"] == "processing"
    intent.update(status="succeeded", amount_received=intent["amount"], next_action=None, processing=None)
    intent.pop("_due", None)
    book.keep(intent)
    tell(book, "charge.succeeded", charge)
    tell(book, "payment_intent.succeeded", intent)
    if session := _session_of(book, intent):
        _complete(book, session, paid=True)
        tell(
            book,
            "checkout.session." + ("async_payment_succeeded" if was_processing else "completed"),
            session,
        )
    return intent


def _fail(
    book: Book, intent: Body, *, code: str, message: str, charge: str | None, decline_code: str | None = None
) -> Body:
    was_processing = intent["status"] == "processing"
    fault = {
        "type": "card_error",
        "code": code,
        "decline_code": decline_code,
        "message": message,
        "charge": charge,
    }
    fault["doc_url"] = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
    intent.update(
        status="requires_payment_method",
        last_payment_error={name: value for name, value in fault.items() if value is not None},
        payment_method=None,
        next_action=None,
        processing=None,
    )
    intent.pop("_due", None)
    book.keep(intent)
    tell(book, "payment_intent.payment_failed", intent)
    if was_processing and (session := _session_of(book, intent)):
        tell(book, "checkout.session.async_payment_failed", session)
    return intent


def _session_of(book: Book, intent: Body) -> Body | None:
    return book.find("checkout.session", intent.get("_session"))


def _complete(book: Book, session: Body, *, paid: bool) -> None:
    session.update(
        status="complete",
        payment_status="paid" if paid else "unpaid",
        url=None,
        customer_details=session.get("_buyer") or session["customer_details"],
    )
    session.pop("_due", None)
    book.keep(session)
