"""Refusals of payments.

Refusal
├── NotOpen          the payment cannot be paid any more
├── TooMuchRefunded  a refund would give back more than was taken
└── WrongSignature   a letter that claims to come from the provider does not
"""

from __future__ import annotations

from kit.errors import Refusal


class NotOpen(Refusal):
    """The payment cannot be paid any more."""

    code = "payment.not_open"


class TooMuchRefunded(Refusal):
    """More would be given back than was taken."""

    code = "payment.too_much_refunded"


class WrongSignature(Refusal):
    """The letter was not signed by the provider."""

    code = "payment.wrong_signature"
