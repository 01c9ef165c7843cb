"""Where demo buyers' money comes from: the sandbox when it is there, so that what they paid can go back."""

from __future__ import annotations

from dataclasses import dataclass

import stripe

from config import DEMO_STRIPE_KEY, STRIPE, Config
from kit.money import Money
from payments.models import Payment
from payments.rules import PaymentStatus, Seen

CARD = "pm_card_visa"
PATIENCE_S = 3
FEE_BP = 236  # two per cent and the GST on them: what a card costs where nobody says it


@dataclass(frozen=True)
class Bank:
    """A sandbox to pay at, or none: then money comes as if a provider had said so, and cannot be asked back."""

    client: stripe.StripeClient | None = None

    def pay(self, payment: Payment, *, asked: bool) -> Seen:
        """Pay a payment in full; `asked`: at the sandbox, where there is one, under the payment's own id."""
        if self.client is None or not asked:
            return _seen(payment, f"pi_demo_{payment.id.hex}", None, payment.amount_paise.share(FEE_BP))
        intent = self.client.v1.payment_intents.create(
            {
                "amount": int(payment.amount_paise),
                "currency": payment.currency.lower(),
                "payment_method": CARD,
                "confirm": True,
                "expand": ["latest_charge.balance_transaction"],
            },
            {"idempotency_key": f"demo-{payment.id}"},
        )
        charge = intent.latest_charge
        assert isinstance(charge, stripe.Charge)
        money = charge.balance_transaction
        fee = money.fee if isinstance(money, stripe.BalanceTransaction) else 0
        return _seen(payment, intent.id, charge.id, Money(fee))


def _seen(payment: Payment, intent_id: str, charge_id: str | None, fee: Money) -> Seen:
    return Seen(
        status=PaymentStatus.CAPTURED,
        amount=payment.amount_paise,
        currency=payment.currency,
        intent_id=intent_id,
        charge_id=charge_id,
        fee=fee,
    )


def open_bank(config: Config) -> Bank:
    """The sandbox of these settings, if it answers; never the real provider."""
    demo = config.stripe_secret_key.startswith(DEMO_STRIPE_KEY) and config.stripe_api_base != STRIPE
    if not demo:
        return Bank()
    client = stripe.StripeClient(
        config.stripe_secret_key,
        base_addresses={"api": config.stripe_api_base},
        http_client=stripe.RequestsClient(timeout=PATIENCE_S),
        max_network_retries=0,
    )
    try:
        client.v1.balance.retrieve()
    except stripe.StripeError:
        return Bank()
    return Bank(client)
