"""Test cards and UPI addresses, and what the bank says to each. As on Stripe's test mode, no real card is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["succeeds", "declined", "authenticate", "later", "later_fails"]


@dataclass(frozen=True)
class Means:
    """A way of paying, and what comes of it.

    `later` succeeds some seconds after the buyer was let go; `refund` is how a refund of it ends.
    """

    kind: Literal["card", "upi"]
    label: str
    outcome: Outcome
    code: str | None = None
    decline_code: str | None = None
    message: str | None = None
    brand: str = "visa"
    country: str = "IN"
    last4: str = ""
    refund: Literal["succeeds", "later", "fails_later"] = "succeeds"
    expiry: tuple[int, int] = (12, 2034)

    def details(self, *, authenticated: bool = False) -> dict[str, Any]:
        """The `payment_method_details` of a charge."""
        if self.kind == "upi":
            return {"type": "upi", "upi": {"vpa": self.label}}
        secure = {"authentication_flow": "challenge", "result": "authenticated", "version": "2.2.0",
                  "electronic_commerce_indicator": "05", "exemption_indicator": None, "result_reason": None,
                  "transaction_id": None} if authenticated else None  # fmt: skip
        return {
            "type": "card",
            "card": {
                "amount_authorized": None, "authorization_code": None, "brand": self.brand,
                "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
                "country": self.country, "exp_month": self.expiry[0], "exp_year": self.expiry[1],
                "fingerprint": f"sandbox{self.last4}", "funding": "credit", "installments": None,
                "last4": self.last4, "mandate": None, "network": self.brand,
                "network_token": {"used": False}, "network_transaction_id": None, "regulated_status": None,
                "three_d_secure": secure, "wallet": None,
            },
        }  # fmt: skip


def _card(number: str, outcome: Outcome = "succeeds", **fields: Any) -> tuple[str, Means]:
    return number, Means("card", number, outcome, last4=number[-4:], **fields)


def _declined(number: str, decline_code: str, message: str, code: str = "card_declined") -> tuple[str, Means]:
    return _card(number, "declined", code=code, decline_code=decline_code, message=message)


CARDS: dict[str, Means] = dict(
    [
        _card("4242424242424242", country="US"),
        _card("4000003560000008"),
        _card("5555555555554444", brand="mastercard", country="US"),
        _card("4000002760003184", "authenticate", country="DE"),
        _declined("4000000000000002", "generic_decline", "Your card was declined."),
        _declined("4000000000009995", "insufficient_funds", "Your card has insufficient funds."),
        _declined("4000000000000069", "expired_card", "Your card has expired.", "expired_card"),
        _declined("4000000000000127", "incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc"),
        _declined(
            "4000000000000119", "processing_error",
            "An error occurred while processing your card. Try again in a little bit.", "processing_error",
        ),
        _card("4000000000007726", refund="later", country="US"),
        _card("4000000000005126", refund="fails_later", country="US"),
    ]
)  # fmt: skip

UPI: dict[str, Means] = {
    "success@upi": Means("upi", "success@upi", "succeeds"),
    "failure@upi": Means(
        "upi", "failure@upi", "declined", code="payment_method_provider_decline",
        decline_code="generic_decline", message="The payment was declined in the UPI app.",
    ),
    "later@upi": Means("upi", "later@upi", "later"),
    "later-failure@upi": Means(
        "upi", "later-failure@upi", "later_fails", code="payment_intent_payment_attempt_failed",
        message="The payment was not approved in the UPI app in time.",
    ),
}  # fmt: skip

# The names of test payment methods that the API takes in `payment_method`.
PAYMENT_METHODS: dict[str, Means] = {
    "pm_card_visa": CARDS["4242424242424242"],
    "pm_card_in": CARDS["4000003560000008"],
    "pm_card_mastercard": CARDS["5555555555554444"],
    "pm_card_threeDSecure2Required": CARDS["4000002760003184"],
    "pm_card_authenticationRequired": CARDS["4000002760003184"],
    "pm_card_chargeDeclined": CARDS["4000000000000002"],
    "pm_card_visa_chargeDeclined": CARDS["4000000000000002"],
    "pm_card_chargeDeclinedInsufficientFunds": CARDS["4000000000009995"],
    "pm_card_pendingRefund": CARDS["4000000000007726"],
    "pm_card_refundFail": CARDS["4000000000005126"],
}


def luhn_holds(number: str) -> bool:
    """Whether the check digit of a card number is right."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_named(number: str) -> tuple[Means | None, str]:
    """The test card of this number, or None and the sentence that says why not."""
    digits = re.sub(r"[\s-]", "", number)
    if not re.fullmatch(r"[0-9]{12,19}", digits) or not luhn_holds(digits):
        return None, "Your card number is not valid."
    found = CARDS.get(digits)
    if found is None:
        return None, "This is a sandbox: only its test cards are taken, never a real one."
    return found, ""


def upi_named(address: str) -> tuple[Means | None, str]:
    """The test UPI address of this name, or None and the sentence that says why not."""
    found = UPI.get(address.strip().lower())
    if found is None:
        return None, "This is a sandbox: use success@upi, failure@upi, later@upi or later-failure@upi."
    return found, ""


def means_named(name: str) -> Means | None:
    """A card number, a UPI address or the name of a test payment method, for callers without a page."""
    return PAYMENT_METHODS.get(name) or CARDS.get(re.sub(r"[\s-]", "", name)) or UPI.get(name.strip().lower())
