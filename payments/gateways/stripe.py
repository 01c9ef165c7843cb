"""Stripe through its official SDK. Speaks to the network: never called while a lock is held.

Only the base address and the keys differ between the sandbox and the real one. Every call carries an idempotency key
made of our own id, so a call that was made before is answered as it was before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import stripe

from kit.errors import Unreachable
from kit.money import Money
from payments.errors import WrongSignature
from payments.rules import SESSION_LIVES, Seen, status_today

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


class StripeGateway:
    """The port to Stripe. Raises Unreachable when it cannot be asked or answers with a fault of its own."""

    def __init__(self, *, api_base: str, secret_key: str, webhook_secret: str) -> None:
        self._api_base, self._key, self._webhook_secret = api_base, secret_key, webhook_secret

    @cached_property
    def _client(self) -> stripe.StripeClient:
        http = stripe.HTTPXClient(timeout=TIMEOUT_S, allow_sync_methods=True)
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
        """Open the payment page for a payment, or find the one opened before."""
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
            "expires_at": int((at + SESSION_LIVES).timestamp()),
            "metadata": {"payment_id": str(payment_id)},
            "payment_intent_data": {"metadata": {"payment_id": str(payment_id)}},
        }
        if email:
            params["customer_email"] = email
        session = self._ask(
            lambda: self._client.v1.checkout.sessions.create(
                params,  # type: ignore[arg-type]
                {"idempotency_key": f"session:{payment_id}"},
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

    def refund(self, refund_id: UUID, *, intent_id: str, amount: Money) -> tuple[str, bool]:
        """Give money back once: the provider's id, and whether it is settled."""
        made = self._ask(
            lambda: self._client.v1.refunds.create(
                {
                    "payment_intent": intent_id,
                    "amount": int(amount),
                    "metadata": {"refund_id": str(refund_id)},
                },
                {"idempotency_key": f"refund:{refund_id}"},
            )
        )
        return made.id, made.status == "succeeded"

    def read(self, body: bytes, signature: str) -> Letter:
        """Check a letter's signature and see whom it rings for. Raises WrongSignature."""
        try:
            event = stripe.Webhook.construct_event(
                body, signature, self._webhook_secret, tolerance=SIGNATURE_TOLERANCE_S
            )
        except (ValueError, stripe.SignatureVerificationError) as problem:
            raise WrongSignature from problem
        thing = event.data.object
        named = thing["metadata"].get("payment_id") if thing.get("metadata") else None
        try:
            payment_id = UUID(named) if named else None
        except ValueError:
            payment_id = None
        return Letter(event.id, event.type, payment_id)

    def _ask(self, call: Any) -> Any:
        try:
            return call()
        except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as problem:
            if isinstance(
                problem, stripe.InvalidRequestError | stripe.CardError | stripe.AuthenticationError
            ):
                raise
            raise Unreachable(f"stripe: {type(problem).__name__}") from problem


_gateway: list[StripeGateway] = []


def use(gateway: StripeGateway) -> None:
    """Say which account is asked; called once at start-up."""
    _gateway[:] = [gateway]


def stripe_gateway() -> StripeGateway:
    """The gateway of this process."""
    return _gateway[0]
