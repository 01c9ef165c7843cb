"""Errors in Stripe's own shape.

Refused
├── param_missing, param_unknown, param_invalid: the ask itself is wrong (400)
├── resource_missing: there is no such thing (404)
└── card_declined: the bank says no (402)
"""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """An answer of 400 and above, with the fields of Stripe's `error` object.

    `executed` says that the work had begun, so that an idempotency key must remember this answer.
    """

    def __init__(
        self, status: int, kind: str, message: str, *, executed: bool = False, **fields: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.executed = executed
        self.error: dict[str, Any] = {"type": kind, "message": message}
        self.error.update({name: value for name, value in fields.items() if value is not None})
        if code := self.error.get("code"):
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{str(code).replace('_', '-')}"

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        return {"error": self.error}


def invalid(message: str, *, param: str | None = None, code: str | None = None, status: int = 400) -> Refused:
    """An `invalid_request_error`."""
    return Refused(status, "invalid_request_error", message, param=param, code=code)


def param_missing(param: str) -> Refused:
    """A required parameter was left out."""
    return invalid(f"Missing required param: {param}.", param=param, code="parameter_missing")


def param_unknown(param: str) -> Refused:
    """A parameter that this sandbox (or Stripe) does not know."""
    return invalid(f"Received unknown parameter: {param}", param=param, code="parameter_unknown")


def resource_missing(what: str, identifier: str, param: str) -> Refused:
    """There is no such object."""
    return invalid(f"No such {what}: '{identifier}'", param=param, code="resource_missing", status=404)


def unexpected_state(message: str, code: str = "payment_intent_unexpected_state") -> Refused:
    """The object is not in a state that allows this."""
    return invalid(message, code=code)
