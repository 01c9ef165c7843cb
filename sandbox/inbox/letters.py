"""Mail: an SMTP server on loopback that takes every letter and delivers none."""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from sandbox.inbox.store import Inbox

MOST_BYTES = 20_000_000


class Letterbox:
    """What aiosmtpd calls for each letter."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a letter, and say whether it had come before."""
        raw: bytes = envelope.content
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        number, again = self.inbox.take(
            "mail",
            # A letter without a name is known by its content.
            message_id=str(letter["Message-ID"] or hashlib.sha256(raw).hexdigest()).strip(),
            to=[str(address) for address in envelope.rcpt_tos],
            sender=str(letter["From"] or envelope.mail_from or ""),
            subject=str(letter["Subject"] or ""),
            text=_part(letter, "plain"),
            html=_part(letter, "html"),
            detail={
                "attachments": [
                    {
                        "name": part.get_filename() or "",
                        "type": part.get_content_type(),
                        "bytes": len(part.get_payload(decode=True) or b""),
                    }
                    for part in letter.iter_attachments()
                ],
                "headers": [[name, str(value)] for name, value in letter.items()],
            },
        )
        return (
            f"250 OK: message {number}, seen before and not kept again"
            if again
            else f"250 OK: message {number}"
        )


def letterbox(inbox: Inbox, port: int) -> Controller:
    """The SMTP server, not yet started."""
    return Controller(
        Letterbox(inbox), hostname="127.0.0.1", port=port, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True
    )


def _part(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
