"""The port for SMS: one short message, posted as JSON to the provider's address."""

from __future__ import annotations

import httpx

from kit.errors import Unreachable

TIMEOUT_S = 10


def send_sms(url: str, *, to: str, text: str, message_id: str, template_id: str = "") -> None:
    """Post one message. `message_id` is stable per message, so a repeat can be noticed. Raises Unreachable."""
    body = {"to": to, "text": text, "message_id": message_id, "template_id": template_id}
    try:
        httpx.post(url, json=body, timeout=TIMEOUT_S).raise_for_status()
    except httpx.HTTPError as problem:
        raise Unreachable(f"sms: {problem}") from problem
