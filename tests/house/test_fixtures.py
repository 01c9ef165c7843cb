"""The fixtures keep their promises: tests do not see one another, and the database keeps its own."""

import shutil
from pathlib import Path

import psycopg
import pytest
import redis
from playwright.sync_api import Browser
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bin.postgres import forget, start_postgres
from config import Config
from kit.db import transaction

TRAIL = "INSERT INTO events (name, at, subject, facts) VALUES ('a.thing', now(), '1', '{}')"
COUNT = "SELECT count(*) FROM events"


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(session: Session, turn: int):
    assert session.scalar(text(COUNT)) == 0
    session.execute(text(TRAIL))
    session.commit()
    assert session.scalar(text(COUNT)) == 1


def test_a_rollback_in_the_test_is_a_rollback(session: Session):
    session.execute(text(TRAIL))
    session.commit()
    session.execute(text(TRAIL))
    session.rollback()
    assert session.scalar(text(COUNT)) == 1


def test_a_task_that_opens_its_own_transaction_joins_the_test(session: Session):
    with transaction() as other:
        other.execute(text(TRAIL))
    assert session.scalar(text(COUNT)) == 1


def test_a_deferred_trigger_can_be_made_to_speak(session: Session):
    session.execute(text("CREATE TABLE pair (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
    session.execute(text("INSERT INTO pair VALUES (1), (1)"))
    with pytest.raises(DBAPIError, match="pair_a_key"):
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_the_trail_refuses_to_be_changed(session: Session):
    session.execute(text(TRAIL))
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("UPDATE events SET subject = '2'"))


def test_a_fresh_database_is_migrated_and_apart(fresh_engine: Engine, engine: Engine):
    with transaction() as one:
        one.execute(text(TRAIL))
    with fresh_engine.connect() as seen, engine.connect() as unseen:
        assert seen.scalar(text(COUNT)) == 1
        assert unseen.scalar(text(COUNT)) == 0
        assert seen.scalar(text("SELECT version_num FROM alembic_version")) is not None


def test_hindi_words_are_words_to_the_database(fresh_database: str):
    engine = create_engine(fresh_database)
    with engine.connect() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        assert connection.scalar(text("SELECT similarity('कर्नाटक', 'कर्नाटका')")) > 0.5
        assert connection.scalar(text("SELECT lower('É')")) == "é"
    engine.dispose()


def test_a_home_deleted_by_hand_takes_its_database_with_it(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    for left_behind in (False, True):
        server = start_postgres(home, scratch=True)
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT to_regclass('kept') IS NOT NULL").fetchone() == (False,)
            connection.execute("CREATE TABLE kept ()")
        server.stop()
        if not left_behind:
            shutil.rmtree(home)
            home.mkdir()
    server = start_postgres(home, scratch=True)
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT to_regclass('kept') IS NOT NULL").fetchone() == (True,)
    server.stop()
    forget(home)


def test_redis_is_empty_and_answers(redis_url: str):
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        assert client.set("a", 1)


def test_the_test_settings_are_whole(config: Config):
    assert config.env == "test"
    assert config.demo_people
    assert not config.secure_cookies


@pytest.mark.browser
def test_a_real_browser_can_be_driven(chromium: Browser):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_content("<h1>ज़िला हाट</h1>")
    assert page.get_by_role("heading").inner_text() == "ज़िला हाट"
    context.close()
