"""The staff door: Meera is invited as the officer of a district, and comes in with all three answers."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import func, select, text

from kit.events import Event
from people.actions import (
    accept_invitation,
    begin_sign_in,
    disable_person,
    end_sign_in,
    grant_role,
    invite,
    join,
    note_seen,
    request_code,
    revoke_role,
    sign_in_with_password,
    totp_secret_for,
    whereabouts,
)
from people.errors import (
    MayNotInvite,
    NeedsInvitation,
    PersonDisabled,
    SignInThrottled,
    WeakPassword,
    WrongEmail,
    WrongInvitation,
    WrongScope,
    WrongSignIn,
    WrongTotp,
)
from people.models import Credential, Notice, SignIn, SignInFailure
from people.queries import grants_of, holders, live_grants, person_of_token, sign_in_of_token
from people.rules import WHOLE, Permission, Role, ScopeKind, may

EMAIL, PASSWORD = "meera@example.in", "three clay horses"
STEP = timedelta(seconds=30)


def invited(session, at, email=EMAIL, role=Role.ADMIN, kind=ScopeKind.NATION, scope_id="", by=None):
    return invite(session, email, role, kind, scope_id, by=by, at=at)


def accepted(session, token, at, name="Meera Nair", password=PASSWORD):
    code = pyotp.TOTP(totp_secret_for(token)).at(at)
    return accept_invitation(session, token, name=name, password=password, totp_code=code, at=at)


@pytest.fixture
def token(session, at):
    return invited(session, at)


@pytest.fixture
def meera(session, at, token):
    return accepted(session, token, at)


@pytest.fixture
def later(at):
    return at + timedelta(minutes=5)


@pytest.fixture
def totp(token, later):
    return pyotp.TOTP(totp_secret_for(token)).at(later)


def test_password_and_code_together_open_the_door(session, meera, totp, later):
    assert sign_in_with_password(session, "Meera@Example.in", PASSWORD, totp, at=later) is meera


@pytest.mark.parametrize(
    ("email", "password", "right_code"),
    [
        (EMAIL, "three clay cows", True),
        (EMAIL, PASSWORD, False),
        (EMAIL, "", True),
        ("nobody@example.in", PASSWORD, True),
        ("not an address", PASSWORD, True),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(session, meera, totp, later, email, password, right_code):
    typed = totp if right_code else f"{(int(totp) + 1) % 10**6:06d}"
    with pytest.raises(WrongSignIn) as refusal:
        sign_in_with_password(session, email, password, typed, at=later)
    assert refusal.value.details == {}


def test_a_time_based_code_opens_once(session, meera, totp, later):
    sign_in_with_password(session, EMAIL, PASSWORD, totp, at=later)
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, EMAIL, PASSWORD, totp, at=later)
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, EMAIL, PASSWORD, totp, at=later + STEP)


def test_a_mistyped_password_does_not_use_up_the_code(session, meera, totp, later):
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, EMAIL, "three clay cows", totp, at=later)
    assert sign_in_with_password(session, EMAIL, PASSWORD, totp, at=later) is meera


def test_the_code_of_the_enrolment_does_not_open_the_door_as_well(session, token, meera, at):
    code = pyotp.TOTP(totp_secret_for(token)).at(at)
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, EMAIL, PASSWORD, code, at=at + STEP)


@pytest.mark.parametrize(("steps", "opens"), [(-1, True), (0, True), (1, True), (2, False), (-2, False)])
def test_a_clock_may_be_half_a_minute_off(session, meera, totp, later, steps, opens):
    moment = later + steps * STEP
    if opens:
        assert sign_in_with_password(session, EMAIL, PASSWORD, totp, at=moment)
    else:
        with pytest.raises(WrongSignIn):
            sign_in_with_password(session, EMAIL, PASSWORD, totp, at=moment)


def test_secrets_are_hashed_or_sealed_to_their_person(session, meera, token):
    credential = session.get(Credential, meera.id)
    assert credential.password_hash.startswith("$argon2id$")
    assert totp_secret_for(token) not in credential.totp_secret
    other = join(session, email="other@example.in", at=meera.joined_at)
    session.execute(
        text("UPDATE credentials SET person_id = :other WHERE person_id = :meera"),
        {"other": other.id, "meera": meera.id},
    )
    session.expunge(credential)
    with pytest.raises(InvalidTag):
        sign_in_with_password(session, other.email, PASSWORD, "000000", at=meera.joined_at)


def knock_wrongly(session, times, at, email=EMAIL, browser=""):
    for _ in range(times):
        with pytest.raises(WrongSignIn):
            sign_in_with_password(session, email, "wrong", "000000", browser=browser, at=at)


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.in"])
def test_ten_wrong_tries_slow_an_account_down_whether_or_not_it_exists(session, meera, later, email):
    knock_wrongly(session, 10, later, email)
    with pytest.raises(SignInThrottled) as refusal:
        sign_in_with_password(session, email, "wrong", "000000", at=later + STEP)
    assert refusal.value.details == {"wait_s": 15 * 60 - 30 + 1}


def test_strangers_cannot_lock_the_owner_out_of_the_owners_browser(session, meera, totp, later, at):
    begin_sign_in(session, meera, at, browser="meera's own")
    knock_wrongly(session, 10, later, browser="a stranger's")
    with pytest.raises(SignInThrottled):
        sign_in_with_password(session, EMAIL, PASSWORD, totp, browser="a stranger's", at=later)
    assert sign_in_with_password(session, EMAIL, PASSWORD, totp, browser="meera's own", at=later) is meera
    with pytest.raises(SignInThrottled):
        sign_in_with_password(session, EMAIL, "wrong", "000000", browser="a third's", at=later)


def test_failures_name_nobody_in_clear(session, meera, later):
    knock_wrongly(session, 1, later)
    failure = session.scalars(select(SignInFailure)).one()
    assert "meera" not in failure.account
    refused = select(Event.subject).where(Event.name == "sign.in_refused")
    assert session.scalars(refused).all() == [str(meera.id)]


def test_a_staff_sign_in_ends_after_a_quarter_of_an_hour_of_rest(session, meera, at):
    token = begin_sign_in(session, meera, at)
    soon = at + timedelta(minutes=14)
    sign_in = sign_in_of_token(session, token, soon)
    note_seen(sign_in, soon)
    session.flush()
    assert person_of_token(session, token, soon + timedelta(minutes=14)) is meera
    assert person_of_token(session, token, soon + timedelta(minutes=15)) is None


def test_a_staff_sign_in_lasts_twelve_hours_at_most(session, meera, at):
    token = begin_sign_in(session, meera, at)
    moment = at
    while moment < at + timedelta(hours=11, minutes=50):
        moment += timedelta(minutes=10)
        note_seen(sign_in_of_token(session, token, moment), moment)
        session.flush()
    assert person_of_token(session, token, at + timedelta(hours=12)) is None


def test_a_buyer_stays_signed_in_for_thirty_days(session, at):
    bina = join(session, mobile="+919876543211", at=at)
    token = begin_sign_in(session, bina, at)
    assert person_of_token(session, token, at + timedelta(days=29)) is bina
    assert person_of_token(session, token, at + timedelta(days=30)) is None


def test_seen_is_written_once_a_minute_at_most(session, meera, at):
    sign_in = sign_in_of_token(session, begin_sign_in(session, meera, at), at)
    note_seen(sign_in, at + timedelta(seconds=59))
    assert sign_in.seen_at == at
    note_seen(sign_in, at + timedelta(seconds=60))
    assert sign_in.seen_at == at + timedelta(seconds=60)


def test_signing_out_ends_one_sign_in_and_no_other(session, meera, at):
    here, there = begin_sign_in(session, meera, at), begin_sign_in(session, meera, at)
    end_sign_in(session, here, at)
    end_sign_in(session, here, at)
    assert person_of_token(session, here, at) is None
    assert person_of_token(session, there, at) is meera


def test_a_token_is_kept_as_a_digest_and_a_made_up_one_opens_nothing(session, meera, at):
    token = begin_sign_in(session, meera, at)
    sign_in = session.scalars(select(SignIn)).one()
    assert token not in sign_in.token_digest
    assert person_of_token(session, sign_in.token_digest, at) is None
    assert person_of_token(session, "", at) is None


def test_disabling_somebody_ends_every_sign_in_at_once(session, meera, totp, at, later):
    tokens = [begin_sign_in(session, meera, at) for _ in range(3)]
    disable_person(session, meera, by=None, at=at)
    disable_person(session, meera, by=None, at=at)
    assert [person_of_token(session, token, at) for token in tokens] == [None] * 3
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, EMAIL, PASSWORD, totp, at=later)
    named = select(func.count()).select_from(Event).where(Event.name == "person.disabled")
    assert session.scalar(named) == 1


def test_an_invitation_is_good_once_and_for_a_week(session, token, at):
    week = at + timedelta(days=7)
    with pytest.raises(WrongInvitation):
        accepted(session, token, week)
    accepted(session, token, week - timedelta(seconds=1))
    with pytest.raises(WrongInvitation):
        accepted(session, token, week - timedelta(seconds=1))


def test_an_invitation_wants_a_good_password_and_the_apps_code(session, token, at):
    with pytest.raises(WeakPassword) as refusal:
        accepted(session, token, at, password="meera nair 12")
    assert refusal.value.details == {"faults": ["own_name"]}
    with pytest.raises(WrongTotp):
        accept_invitation(session, token, name="Meera", password=PASSWORD, totp_code="0", at=at)
    assert session.scalar(select(func.count()).select_from(Credential)) == 0


def test_the_link_stands_in_the_letter_and_nowhere_else(session, token):
    notice = session.scalars(select(Notice).where(Notice.to == EMAIL)).one()
    assert f"http://haat.example/invitations/{token}" in notice.body
    assert session.scalar(text("SELECT count(*) FROM invitations WHERE token_digest = :t"), {"t": token}) == 0


def test_a_second_invitation_adds_a_role_and_ends_old_sign_ins(session, meera, at, later):
    old = begin_sign_in(session, meera, at)
    again = invited(session, later, role=Role.AUDITOR, by=meera.id)
    assert accepted(session, again, later, password="four brass lamps") is meera
    assert person_of_token(session, old, later) is None
    roles = {grant.role for grant in live_grants(session, meera.id, later)}
    assert roles == {Role.ADMIN, Role.AUDITOR}


def test_a_closed_account_is_not_opened_by_an_invitation(session, meera, at, later):
    disable_person(session, meera, by=None, at=at)
    again = invited(session, later)
    with pytest.raises(PersonDisabled):
        accepted(session, again, later)


def test_nobody_invites_above_or_beside_themselves(session, at):
    buyer = join(session, mobile="+919876543212", at=at)
    with pytest.raises(MayNotInvite):
        invited(session, at, email="x@example.in", by=buyer.id)
    with pytest.raises(MayNotInvite):
        invited(session, at, role=Role.ARTISAN, kind=ScopeKind.ARTISAN, scope_id=str(buyer.id))
    with pytest.raises(WrongEmail):
        invited(session, at, email="nobody")


@pytest.mark.parametrize(
    ("role", "kind", "scope_id"),
    [
        (Role.ADMIN, ScopeKind.DISTRICT, "1"),
        (Role.ADMIN, ScopeKind.NATION, "1"),
        (Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, "999999999"),
        (Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, "x"),
        (Role.STATE_OFFICER, ScopeKind.STATE, "00"),
        (Role.MALL_MANAGER, ScopeKind.MALL, "not a uuid"),
        (Role.BUYER, ScopeKind.NATION, ""),
    ],
)
def test_a_role_goes_with_its_own_kind_of_place(session, role, kind, scope_id):
    with pytest.raises(WrongScope):
        whereabouts(session, role, kind, scope_id)


def test_everybody_buys_and_a_grant_adds_to_it(session, at):
    bina = join(session, mobile="+919876543211", at=at)
    workshop = "019a0000-0000-7000-8000-000000000002"
    assert grants_of(session, bina.id, at) == [WHOLE]
    grant = grant_role(session, bina, Role.ARTISAN, ScopeKind.ARTISAN, workshop, by=bina.id, at=at)
    assert grant_role(session, bina, Role.ARTISAN, ScopeKind.ARTISAN, workshop, by=bina.id, at=at) is grant
    assert may(grants_of(session, bina.id, at), Permission.LISTING_EDIT)
    assert list(holders(session, Role.ARTISAN, ScopeKind.ARTISAN, workshop, at)) == [bina]
    revoke_role(session, grant, by=None, at=at)
    revoke_role(session, grant, by=None, at=at)
    assert grants_of(session, bina.id, at) == [WHOLE]
    names = session.scalars(select(Event.name).where(Event.subject == str(bina.id)).order_by(Event.id)).all()
    assert names == ["person.joined", "role.granted", "role.revoked"]


def test_a_grant_for_a_time_ends_by_itself(session, at):
    bina = join(session, mobile="+919876543211", at=at)
    workshop, until = "019a0000-0000-7000-8000-000000000002", at + timedelta(hours=1)
    grant_role(session, bina, Role.ARTISAN, ScopeKind.ARTISAN, workshop, by=None, at=at, until=until)
    assert len(grants_of(session, bina.id, until - timedelta(seconds=1))) == 2
    assert grants_of(session, bina.id, until) == [WHOLE]


def test_a_staff_role_needs_a_password(session, at):
    bina = join(session, mobile="+919876543211", at=at)
    with pytest.raises(NeedsInvitation):
        grant_role(session, bina, Role.SUPPORT, ScopeKind.NATION, by=None, at=at)


def test_the_staff_do_not_come_in_by_sms(session, meera, at):
    from people.actions import sign_in_with_code
    from people.errors import StaffDoor
    from tests.people.test_codes import digits_of

    meera.mobile = "+919876543213"
    session.flush()
    request_code(session, meera.mobile, browser="b", at=at)
    with pytest.raises(StaffDoor):
        sign_in_with_code(session, meera.mobile, digits_of(session, meera.mobile), browser="b", at=at)
