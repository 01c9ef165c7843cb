"""Writing letters: rendered now, in the reader's language; sent soon, by `people.tasks.deliver_notice`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from kit import letters, render
from kit.events import record
from people.errors import WrongEmail, WrongMobile
from people.events import NoticeWritten
from people.models import Notice, Person
from people.rules import LANGUAGES, Channel, normal_email, normal_mobile


def write_notice(
    session: Session,
    kind: str,
    *,
    to_person: Person | None = None,
    mobile: str | None = None,
    email: str | None = None,
    language: str | None = None,
    context: dict[str, Any] | None = None,
    at: datetime,
) -> list[Notice]:
    """Write the letter `kind` by each way that has both a template and an address; the letters written.

    A person is written to in their own language at their own number and address, where none is named.
    templates/notices/<kind>.subject and .txt make a mail, <kind>.sms a text message; all know `public_url`, and `home`:
    the same in the reader's language.
    Raises WrongMobile or WrongEmail for an address that cannot be one.
    """
    if to_person is not None:
        mobile, email = mobile or to_person.mobile, email or to_person.email
        language = language or to_person.language
    tongue = language if language in LANGUAGES else LANGUAGES[0]
    public_url = letters.post().public_url
    home = public_url if tongue == LANGUAGES[0] else f"{public_url}/{tongue}"
    words = {"public_url": public_url, "home": home, "at": at, **(context or {})}
    written = []
    if email and render.exists(f"notices/{kind}.txt"):
        written.append(
            Notice(
                channel=Channel.MAIL,
                to=normal_email(email) or _refuse(WrongEmail()),
                subject=render.render(f"notices/{kind}.subject", tongue, **words).strip(),
                body=render.render(f"notices/{kind}.txt", tongue, **words).strip() + "\n",
            )
        )
    if mobile and render.exists(f"notices/{kind}.sms"):
        written.append(
            Notice(
                channel=Channel.SMS,
                to=normal_mobile(mobile) or _refuse(WrongMobile()),
                body=render.render(f"notices/{kind}.sms", tongue, **words).strip(),
            )
        )
    for notice in written:
        notice.kind, notice.language, notice.written_at = kind, tongue, at
        notice.person_id = to_person.id if to_person else None
        session.add(notice)
    session.flush()
    for notice in written:
        record(session, NoticeWritten(notice.id), by=None, at=at)
    return written


def _refuse(refusal: Exception) -> str:
    raise refusal
