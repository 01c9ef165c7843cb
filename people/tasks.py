"""Work of people that waits on a fact: letters go out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kit import letters
from kit.db import transaction
from kit.errors import Unreachable
from kit.mail import send_mail
from kit.sms import send_sms
from kit.tasks import asking
from people.models import Notice
from people.rules import SECRET_KINDS, Channel

HANDING_OVER = timedelta(seconds=60)  # after that, whoever was sending it is taken for dead


@asking
def deliver_notice(facts: dict[str, Any], at: datetime) -> None:
    """Send one letter, once: claimed, handed over, marked. Its own id goes along, so a repeat can be noticed.

    Raises Unreachable when the server did not take it, or another worker is sending it just now.
    """
    notice = _claim(UUID(facts["notice_id"]), at)
    if notice is None:
        return
    try:
        _send(notice)
    except BaseException:
        _mark(notice.id, sending_at=None)
        raise
    _mark(notice.id, sent_at=at)


def _claim(notice_id: UUID, at: datetime) -> Notice | None:
    with transaction() as session:
        notice = session.get(Notice, notice_id, with_for_update=True)
        if notice is None or notice.sent_at is not None:
            return None
        if notice.sending_at is not None and notice.sending_at > at - HANDING_OVER:
            raise Unreachable("another worker is sending this notice")
        notice.sending_at = at
        return notice


def _send(notice: Notice) -> None:
    post = letters.post()
    if notice.channel == Channel.MAIL:
        send_mail(
            post.smtp_url,
            sender=post.sender,
            to=notice.to,
            subject=notice.subject,
            text=notice.body,
            message_id=str(notice.id),
        )
    else:
        send_sms(
            post.sms_url,
            to=notice.to,
            text=notice.body,
            message_id=str(notice.id),
            template_id=f"{notice.kind}.{notice.language}",
        )


def _mark(notice_id: UUID, *, sent_at: datetime | None = None, sending_at: datetime | None = None) -> None:
    with transaction() as session:
        notice = session.get_one(Notice, notice_id, with_for_update=True)
        notice.sending_at, notice.sent_at = sending_at, sent_at
        if sent_at is not None and notice.kind in SECRET_KINDS:
            notice.body = ""
