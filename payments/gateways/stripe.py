"""Stripe through its official SDK. Speaks to the network: never called while a lock is held.

Only the base address and the keys differ between the sandbox and the real one. Every call that makes something
carries an idempotency key made of our own id and of all that is asked. Such a key is not for ever: the provider
remembers its own failures under it, and forgets it after a day. So a refund is looked for before it is made.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import stripe

from kit.errors import Unreachable
from kit.money import Money
from payments.errors import WrongSignature
from payments.rules import SESSION_LIVES, RefundStatus, Seen, refund_status, status_today

TIMEOUT_S = 10
SIGNATURE_TOLERANCE_S = 300


@dataclass(frozen=True)
class Letter:
    """A signed letter: its id, its kind, and which of our payments it rings about (when it says so)."""

    external_id: str
    kind: str
    payment_id: UUID | None


@dataclass(frozen=True)
class Opened:
    """A payment page that waits for the buyer."""

    session_id: str
    url: str


@dataclass(frozen=True)
class GivenBack:
    """A refund as the provider has it: its id there, and where it stands today."""

    provider_id: str
    status: RefundStatus


class StripeGateway:
    """The port to Stripe. Raises Unreachable when it cannot be asked or answers with a fault of its own."""

    def __init__(self, *, api_base: str, secret_key: str, webhook_secret: str) -> None:
        self._api_base, self._key, self._webhook_secret = api_base, secret_key, webhook_secret

    @cached_property
    def _client(self) -> stripe.StripeClient:
        http = stripe.RequestsClient(timeout=TIMEOUT_S)
        return stripe.StripeClient(
            self._key, base_addresses={"api": self._api_base}, http_client=http, max_network_retries=1
        )

    def open_session(
        self,
        payment_id: UUID,
        *,
        amount: Money,
        title: str,
        email: str | None,
        back: str,
        cancel: str,
        at: datetime,
    ) -> Opened:
        """Open a payment page for a payment.

        Asked again within the minute and in the same words it is the same page; else it is another one, and the
        caller keeps the first that it noted.
        """
        minute = int(at.timestamp()) // 60 * 60
        params: dict[str, Any] = {
            "mode": "payment",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "inr",
                        "unit_amount": int(amount),
                        "product_data": {"name": title},
                    },
                }
            ],
            "success_url": back,
            "cancel_url": cancel,
            "client_reference_id": str(payment_id),
            "expires_at": minute + int(SESSION_LIVES.total_seconds()),
            "metadata": {"payment_id": str(payment_id)},
            "payment_intent_data": {"metadata": {"payment_id": str(payment_id)}},
        }
        if email:
            params["customer_email"] = email
        session = self._ask(
            lambda: self._client.v1.checkout.sessions.create(
                params,  # type: ignore[arg-type]
                {"idempotency_key": _key("session", payment_id, params)},
            )
        )
        return Opened(session.id, session.url or back)

    def look(self, session_id: str) -> Seen:
        """What Stripe says today of the payment behind a session."""
        expand = ["payment_intent", "payment_intent.latest_charge.balance_transaction"]
        session = self._ask(
            lambda: self._client.v1.checkout.sessions.retrieve(session_id, {"expand": expand})
        )
        intent = session.payment_intent if not isinstance(session.payment_intent, str) else None
        charge = getattr(intent, "latest_charge", None) if intent else None
        money = (
            getattr(charge, "balance_transaction", None) if charge and not isinstance(charge, str) else None
        )
        return Seen(
            status=status_today(session.status, session.payment_status, intent.status if intent else None),
            amount=Money(session.amount_total or 0),
            currency=(session.currency or "inr").upper(),
            intent_id=intent.id if intent else None,
            charge_id=charge if isinstance(charge, str) else getattr(charge, "id", None),
            fee=Money(money.fee if money and not isinstance(money, str) else 0),
        )

    def expire(self, session_id: str) -> None:
        """Close a payment page so that it can no longer be paid; quiet when it is closed or paid already."""
        try:
            self._ask(lambda: self._client.v1.checkout.sessions.expire(session_id))
        except stripe.InvalidRequestError:
            return  # it is complete or expired: what it is, `look` will say

    def refund(
        self, refund_id: UUID, *, payment_id: UUID, intent_id: str, amount: Money, at: datetime
    ) -> GivenBack:
        """Give money back once, or find that it was given back: how that stands today."""
        made = self._ask(lambda: self._client.v1.refunds.list({"payment_intent": intent_id, "limit": 100}))
        for one in made.auto_paging_iter():
            if one.metadata is not None and one.metadata.to_dict().get("refund_id") == str(refund_id):
                return GivenBack(one.id, refund_status(one.status))
        params: dict[str, Any] = {
            "payment_intent": intent_id,
            "amount": int(amount),
            "metadata": {"refund_id": str(refund_id), "payment_id": str(payment_id)},
        }
        key = _key("refund", refund_id, params | {"hour": int(at.timestamp()) // 3600})
        one = self._ask(lambda: self._client.v1.refunds.create(params, {"idempotency_key": key}))  # type: ignore[arg-type]
        return GivenBack(one.id, refund_status(one.status))

    def read(self, body: bytes, signature: str) -> Letter:
        """Check a letter's signature and see whom it rings for. Raises WrongSignature."""
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(), signature, self._webhook_secret, tolerance=SIGNATURE_TOLERANCE_S
            )
            event = json.loads(body)
            thing = event["data"]["object"]
            external_id, kind = str(event["id"]), str(event["type"])
            named = (thing.get("metadata") or {}).get("payment_id")
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            stripe.SignatureVerificationError,
        ) as problem:
            raise WrongSignature from problem
        try:
            payment_id = UUID(named) if named else None
        except (ValueError, AttributeError):
            payment_id = None
        return Letter(external_id, kind, payment_id)

    def _ask(self, call: Any) -> Any:
        try:
            return call()
        except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as problem:
            if isinstance(
                problem, stripe.InvalidRequestError | stripe.CardError | stripe.AuthenticationError
            ):
                raise
            raise Unreachable(f"stripe: {type(problem).__name__}") from problem


def _key(deed: str, subject: UUID, params: dict[str, Any]) -> str:
    asked = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()
    return f"{deed}:{subject}:{asked[:16]}"


_gateway: list[StripeGateway] = []


def use(gateway: StripeGateway) -> None:
    """Say which account is asked; called once at start-up."""
    _gateway[:] = [gateway]


def stripe_gateway() -> StripeGateway:
    """The gateway of this process."""
    return _gateway[0]
