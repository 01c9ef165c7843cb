"""The port for e-mail: one letter to one address through any SMTP server."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from kit.errors import Unreachable

TIMEOUT_S = 15


def send_mail(
    url: str, *, sender: str, to: str, subject: str, text: str, html: str | None = None, message_id: str
) -> None:
    """Hand one letter to the server named by `url` (`smtp://user:pass@host:port`, `smtps://…`).

    `message_id` is stable per letter, so a receiver can notice a repeat. Raises Unreachable.
    """
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject.replace("\n", " ").strip()
    letter["Message-ID"] = f"<{message_id}@zilahaat>"
    letter.set_content(text)
    if html:
        letter.add_alternative(html, subtype="html")
    place = urlsplit(url)
    kind = smtplib.SMTP_SSL if place.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(place.hostname or "localhost", place.port or 25, timeout=TIMEOUT_S) as server:
            if place.username:
                server.starttls() if kind is smtplib.SMTP else None
                server.login(unquote(place.username), unquote(place.password or ""))
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as problem:
        raise Unreachable(f"mail: {problem}") from problem
