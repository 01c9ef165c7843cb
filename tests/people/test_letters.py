"""Letters: written in the reader's language, sent once, kept without the secrets they carried."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

import kit.tasks
from kit import events, letters, render
from kit.db import transaction
from kit.errors import Unreachable
from kit.events import OutboxMessage
from people.actions import join, request_code, write_notice
from people.events import NoticeWritten
from people.models import Notice
from people.rules import Channel
from people.tasks import deliver_notice
from tests.doubles import running, start_inbox

ASHA = "+919876543210"


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    with running(start_inbox(tmp_path_factory.mktemp("inbox"))) as inbox:
        yield inbox


@pytest.fixture
def post(inbox, told_process):
    """Letters leave for the inbox, which is empty."""
    inbox.clear()
    letters.use(
        letters.Post(
            smtp_url=inbox.smtp_url,
            sms_url=inbox.sms_url,
            sender="Zila Haat <post@zilahaat.example>",
            public_url="http://haat.example",
        )
    )
    return inbox


@pytest.fixture
def listening():
    """The outbox knows who sends letters."""
    before = dict(events._subscribers), dict(events._by_name)
    events.subscribe({NoticeWritten: [deliver_notice]})
    yield
    for table, kept in zip((events._subscribers, events._by_name), before, strict=True):
        table.clear()
        table.update(kept)


def invitation(session, at, email="meera@example.in"):
    words = {"path": "/invitations/t", "days": 7}
    return write_notice(session, "invitation", email=email, context=words, at=at)


def test_a_letter_goes_by_each_way_that_has_a_template_and_an_address(session, at):
    asha = join(session, mobile=ASHA, email="asha@example.in", language="hi", at=at)
    words = {"code": "123456", "minutes": 5}
    [sms] = write_notice(session, "sign_in_code", to_person=asha, context=words, at=at)
    assert (sms.channel, sms.to, sms.language, sms.person_id) == (Channel.SMS, ASHA, "hi", asha.id)
    [mail] = write_notice(session, "invitation", to_person=asha, context={"path": "/x", "days": 7}, at=at)
    assert (mail.channel, mail.to) == (Channel.MAIL, "asha@example.in")
    assert mail.subject
    assert "\n" not in mail.subject
    assert write_notice(session, "sign_in_code", email="asha@example.in", context=words, at=at) == []


def test_a_word_that_is_missing_is_our_mistake_and_not_a_gap_in_a_letter(session, at):
    with pytest.raises(Exception, match="'path' is undefined"):
        write_notice(session, "invitation", email="asha@example.in", context={"days": 7}, at=at)


def test_a_notice_run_twice_is_sent_once(session, at, post):
    [notice] = invitation(session, at)
    session.commit()
    for _ in range(2):
        deliver_notice({"notice_id": str(notice.id)}, at)
    [message] = post.wait_for(1, to="meera@example.in")
    assert message["times_received"] == 1
    assert message["subject"] == "You are invited to work on Zila Haat"
    session.refresh(notice)
    assert (notice.sent_at, notice.sending_at, notice.body) == (at, None, "")


def test_the_code_is_blanked_once_it_is_sent(session, at, post):
    request_code(session, ASHA, browser="b", at=at)
    session.commit()
    notice = session.scalars(select(Notice).where(Notice.to == ASHA)).one()
    deliver_notice({"notice_id": str(notice.id)}, at)
    [message] = post.wait_for(1, to=ASHA)
    assert message["text"][:6].isdigit()
    session.refresh(notice)
    assert notice.body == ""


def test_a_server_that_is_away_leaves_the_letter_to_be_tried_again(session, at, post):
    [notice] = invitation(session, at)
    session.commit()
    here = letters.post()
    letters.use(
        letters.Post(
            smtp_url="smtp://127.0.0.1:9", sms_url="", sender=here.sender, public_url=here.public_url
        )
    )
    with pytest.raises(Unreachable):
        deliver_notice({"notice_id": str(notice.id)}, at)
    session.refresh(notice)
    assert (notice.sent_at, notice.sending_at) == (None, None)
    assert notice.body
    letters.use(here)
    deliver_notice({"notice_id": str(notice.id)}, at)
    assert len(post.wait_for(1, to="meera@example.in")) == 1


def test_what_a_dead_worker_was_sending_is_sent_after_a_minute(session, at, post):
    [notice] = invitation(session, at)
    session.flush()
    session.execute(update(Notice).where(Notice.id == notice.id).values(sending_at=at))
    session.commit()
    with pytest.raises(Unreachable):
        deliver_notice({"notice_id": str(notice.id)}, at + timedelta(seconds=59))
    deliver_notice({"notice_id": str(notice.id)}, at + timedelta(seconds=60))
    assert len(post.wait_for(1, to="meera@example.in")) == 1


def test_eight_workers_at_once_send_one_letter(fresh_engine, at, post, listening):
    with transaction() as session:
        [notice] = invitation(session, at, "bina@example.in")
    with transaction() as session:
        [message_id] = session.scalars(select(OutboxMessage.id)).all()
    crowd = [
        threading.Thread(target=kit.tasks.deliver, args=(message_id,), kwargs={"at": at}) for _ in range(8)
    ]
    for worker in crowd:
        worker.start()
    for worker in crowd:
        worker.join()
    with transaction() as session:
        assert session.get_one(Notice, notice.id).sent_at == at
        assert session.get_one(OutboxMessage, message_id).parked_at is None
    [message] = post.wait_for(1, to="bina@example.in")
    assert message["times_received"] == 1


def test_rupees_are_written_as_india_writes_them():
    written = [render.rupees(paise) for paise in (0, 5, 100, 99_999, 100_000_00, 1_23_45_678_90, -150)]
    assert written == ["₹0.00", "₹0.05", "₹1.00", "₹999.99", "₹1,00,000.00", "₹1,23,45,678.90", "−₹1.50"]
    with pytest.raises(TypeError):
        render.rupees(1.5)


def test_a_moment_is_told_by_an_indian_clock(at):
    assert render.moment(at) == "21 Nov 2026, 12:00 pm"
