"""Staff keys differ from home to home, last within one, and are strong enough for the door they open."""

import stat
from datetime import UTC, datetime

import pyotp

from demo.code import main
from demo.people.keys import read_keys
from demo.people.makers import makers
from demo.people.staff import STAFF
from demo.people.table import table
from people.actions.staff import matching_counter
from people.rules import password_faults

NOON = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def test_a_home_keeps_its_keys_and_another_has_others(tmp_path):
    email = STAFF[0].email
    once, again, elsewhere = (read_keys(tmp_path / home) for home in ("one", "one", "two"))
    assert once.password(email) == again.password(email)
    assert once.totp_secret(email) == again.totp_secret(email)
    assert once.password(email) != elsewhere.password(email)
    assert once.totp_secret(email) != elsewhere.totp_secret(email)


def test_only_the_owner_reads_the_file(tmp_path):
    read_keys(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["demo.key"]
    assert stat.S_IMODE((tmp_path / "demo.key").stat().st_mode) == 0o600


def test_passwords_are_such_as_staff_may_have(tmp_path):
    keys = read_keys(tmp_path)
    for member in STAFF:
        assert password_faults(keys.password(member.email), email=member.email, name=member.name) == []


def test_the_code_is_the_one_that_the_door_expects(tmp_path):
    keys = read_keys(tmp_path)
    email = STAFF[0].email
    code = keys.code(email, NOON)
    assert pyotp.TOTP(keys.totp_secret(email)).verify(code, for_time=NOON)
    assert matching_counter(keys.totp_secret(email), code, NOON, after=None) is not None


def test_the_table_names_everyone_who_signs_in_and_how(tmp_path):
    rows = table(tmp_path)
    keys = read_keys(tmp_path)
    assert len(rows) == len(STAFF) + 1 + len([maker for maker in makers() if maker.plays])
    staff_rows = [row for row in rows if row.where == "/staff/sign-in"]
    for member, row in zip(STAFF, staff_rows, strict=True):
        assert member.name in row.who
        assert keys.password(member.email) in row.how
        assert keys.totp_secret(member.email) in row.how
    rehana = next(row for row in rows if row.who.startswith("Rehana Khatri"))
    assert rehana.where == "/sign-in"
    assert "90000" in rehana.how


def test_the_code_is_printed_for_a_home_that_exists(tmp_path, capsys):
    read_keys(tmp_path)
    assert main([str(tmp_path), "nandita.rao"]) == 0
    assert capsys.readouterr().out.strip().isdigit()


def test_a_stranger_or_an_empty_home_gets_a_sentence(tmp_path, capsys):
    assert main([str(tmp_path), "somebody.else"]) == 2
    assert "nandita.rao" in capsys.readouterr().err
    assert main([str(tmp_path), "nandita.rao"]) == 2
    assert "make run" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
