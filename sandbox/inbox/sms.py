"""SMS: what a gateway would check, and how many parts the text would cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_PAIRS = set("^{}\\[~]|€")  # these take two places
MOST_TEXT = 2000
FIELDS = {"to", "text", "template_id", "sender", "message_id"}


@dataclass(frozen=True)
class Sms:
    """An SMS that a gateway would take."""

    to: str
    text: str
    message_id: str
    sender: str
    template_id: str


def read_sms(ask: Any) -> tuple[Sms | None, list[str]]:
    """The SMS that was asked for, or None and all that is wrong with it."""
    if not isinstance(ask, dict):
        return None, ["The body must be a JSON object."]
    faulty = [f"Unknown field: {name}." for name in sorted(set(ask) - FIELDS)]
    values = {name: ask.get(name) or "" for name in FIELDS}
    faulty += [
        f"{name} must be a string." for name, value in sorted(values.items()) if not isinstance(value, str)
    ]
    if faulty:
        return None, faulty
    if not re.fullmatch(r"\+?[0-9]{10,15}", values["to"]):
        faulty.append("to must be a telephone number of 10 to 15 digits.")
    if not 1 <= len(values["text"]) <= MOST_TEXT:
        faulty.append(f"text must have 1 to {MOST_TEXT} characters.")
    if not values["message_id"]:
        faulty.append("message_id is missing.")
    return (None, faulty) if faulty else (Sms(**values), [])


def parts(text: str) -> int:
    """How many SMS the text takes: 160 or 70 characters alone, 153 or 67 in a chain."""
    if set(text) <= GSM | GSM_PAIRS:
        length, alone, chained = len(text) + sum(sign in GSM_PAIRS for sign in text), 160, 153
    else:
        length, alone, chained = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else -(-length // chained)
