"""Letters of the payment provider. A letter is a doorbell: it is kept, answered at once, and the truth asked later.

The signature is the only key to this door: a provider has no cookie, no form token and no Origin.
"""

from __future__ import annotations

from flask import abort, g, request

from payments.actions import note_webhook
from payments.errors import WrongSignature
from payments.gateways.stripe import stripe_gateway
from storefront.access import public

LETTER_MAX_BYTES = 256 * 1024


@public
def stripe() -> tuple[str, int]:
    request.max_content_length = LETTER_MAX_BYTES
    body = request.get_data(cache=False)
    if not body:
        abort(400)
    try:
        letter = stripe_gateway().read(body, request.headers.get("Stripe-Signature", ""))
    except WrongSignature:
        abort(400)
    note_webhook(g.session, letter, body.decode(), at=g.now)
    return "", 200
