"""The first admin, made by the operator's one command on a database of their own."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

import bin.admin
import kit.db
from kit import events
from kit.clock import now
from kit.events import OutboxMessage
from people.actions import accept_invitation, totp_secret_for
from people.queries import grants_of
from people.rules import Permission, may


@pytest.fixture
def kept():
    """What the command tells the process is told back afterwards."""
    tables = (kit.db._factory.kw, events._subscribers, events._by_name)
    before = [dict(table) for table in tables]
    yield
    for table, was in zip(tables, before, strict=True):
        table.clear()
        table.update(was)


def test_one_command_prints_a_link_that_makes_an_admin(kept, fresh_database, config, monkeypatch, capsys):
    mine = replace(config, database_url=fresh_database)
    monkeypatch.setattr(bin.admin.Config, "from_env", lambda: mine)
    assert bin.admin.main(["meera@example.in"]) == 0
    link = capsys.readouterr().out.split()[-1]
    assert link.startswith(f"{mine.public_url}/invitations/")
    token = link.rpartition("/")[2]
    engine = create_engine(fresh_database)
    with Session(engine) as session:
        assert session.scalars(select(OutboxMessage.subscriber)).all() == ["people.tasks.deliver_notice"]
        code = pyotp.TOTP(totp_secret_for(token)).at(now())
        meera = accept_invitation(
            session, token, name="Meera", password="three clay horses", totp_code=code, at=now()
        )
        assert may(grants_of(session, meera.id, now()), Permission.PERSON_INVITE)
    engine.dispose()


def test_a_mistyped_address_is_one_sentence_and_no_invitation(
    kept, fresh_database, config, monkeypatch, capsys
):
    monkeypatch.setattr(bin.admin.Config, "from_env", lambda: replace(config, database_url=fresh_database))
    assert bin.admin.main(["meera"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
