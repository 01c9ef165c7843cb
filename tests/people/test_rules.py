from datetime import UTC, datetime, timedelta

import pytest

from people.rules import (
    CODE_SENDS_WINDOW,
    INVITES,
    ROLES,
    SCOPES,
    WHOLE,
    Held,
    Permission,
    Role,
    ScopeKind,
    Where,
    code_wait_s,
    may,
    may_invite,
    normal_email,
    normal_mobile,
    password_faults,
    reach,
    totp_counters,
)

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
ASHA = "019a0000-0000-7000-8000-000000000001"
BINA = "019a0000-0000-7000-8000-000000000002"
KOLKATA_MALL = "019a0000-0000-7000-8000-0000000000aa"
OFFICER_OF_BANKURA = Held(Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, "12")
OFFICER_OF_WEST_BENGAL = Held(Role.STATE_OFFICER, ScopeKind.STATE, "19")
ASHAS = Held(Role.ARTISAN, ScopeKind.ARTISAN, ASHA)
MANAGER = Held(Role.MALL_MANAGER, ScopeKind.MALL, KOLKATA_MALL)
ADMIN = Held(Role.ADMIN, ScopeKind.NATION)
BANKURA = Where(district="12", state="19")
PURULIA = Where(district="13", state="19")
KUTCH = Where(district="400", state="24")


def test_permissions_are_nouns_and_verbs_in_the_order_of_the_alphabet():
    words = [str(permission) for permission in Permission]
    assert words == sorted(words)
    assert all(word.count(":") == 1 for word in words)
    assert all(each.name == each.value.upper().replace(":", "_") for each in Permission)


def test_every_permission_is_held_by_some_role_and_every_role_has_a_place():
    assert frozenset().union(*ROLES.values()) == frozenset(Permission)
    assert set(ROLES) == set(SCOPES) == set(Role)


@pytest.mark.parametrize(
    ("held", "permission", "where", "allowed"),
    [
        (OFFICER_OF_BANKURA, Permission.ARTISAN_VERIFY, BANKURA, True),
        (OFFICER_OF_BANKURA, Permission.ARTISAN_VERIFY, PURULIA, False),
        (OFFICER_OF_BANKURA, Permission.ARTISAN_VERIFY, KUTCH, False),
        (OFFICER_OF_BANKURA, Permission.ARTISAN_VERIFY, Where(state="19"), False),
        (OFFICER_OF_BANKURA, Permission.LISTING_PUBLISH, BANKURA, False),
        (OFFICER_OF_WEST_BENGAL, Permission.ARTISAN_VERIFY, BANKURA, True),
        (OFFICER_OF_WEST_BENGAL, Permission.ARTISAN_VERIFY, KUTCH, False),
        (OFFICER_OF_WEST_BENGAL, Permission.ARTISAN_VERIFY, Where(district="19"), False),
        (ASHAS, Permission.LISTING_PUBLISH, Where(artisan=ASHA, district="12", state="19"), True),
        (ASHAS, Permission.LISTING_PUBLISH, Where(artisan=BINA, district="12", state="19"), False),
        (ASHAS, Permission.ARTISAN_VERIFY, Where(artisan=ASHA), False),
        (ASHAS, Permission.LISTING_PUBLISH, Where(mall=ASHA), False),
        (MANAGER, Permission.TILL_RING, Where(mall=KOLKATA_MALL), True),
        (MANAGER, Permission.TILL_RING, Where(mall=BINA), False),
        (MANAGER, Permission.PAYOUT_RELEASE, Where(mall=KOLKATA_MALL), False),
        (ADMIN, Permission.PERSON_INVITE, KUTCH, True),
        (ADMIN, Permission.PAYOUT_RELEASE, Where(), False),
        (ADMIN, Permission.TILL_RING, Where(mall=KOLKATA_MALL), False),
        (WHOLE, Permission.CART_USE, Where(), True),
        (WHOLE, Permission.LISTING_EDIT, Where(artisan=ASHA), False),
    ],
)
def test_a_grant_reaches_as_far_as_its_place(held, permission, where, allowed):
    assert may([held], permission, where) is allowed
    assert may([WHOLE, held], permission, where) is allowed


def test_an_empty_place_covers_nothing():
    nowhere = Held(Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, "")
    assert not may([nowhere], Permission.ARTISAN_VERIFY, Where())
    assert not may([], Permission.SHOP_BROWSE, Where())


def test_the_first_door_asks_for_the_permission_anywhere():
    assert may([OFFICER_OF_BANKURA], Permission.ARTISAN_VERIFY)
    assert not may([OFFICER_OF_BANKURA], Permission.PERSON_SEE)


def test_reach_names_all_places_of_a_permission():
    both = reach([OFFICER_OF_BANKURA, OFFICER_OF_WEST_BENGAL, ASHAS, MANAGER], Permission.ARTISAN_VERIFY)
    assert (both.nation, both.states, both.districts) == (False, frozenset({"19"}), frozenset({12}))
    assert both.malls == both.artisans == frozenset()
    assert reach([ADMIN], Permission.TRAIL_READ).nation


@pytest.mark.parametrize(
    ("held", "role", "where", "allowed"),
    [
        (ADMIN, Role.ADMIN, Where(), True),
        (ADMIN, Role.ARTISAN, Where(artisan=ASHA), False),
        (OFFICER_OF_WEST_BENGAL, Role.DISTRICT_OFFICER, BANKURA, True),
        (OFFICER_OF_WEST_BENGAL, Role.DISTRICT_OFFICER, KUTCH, False),
        (OFFICER_OF_WEST_BENGAL, Role.STATE_OFFICER, Where(state="19"), False),
        (OFFICER_OF_WEST_BENGAL, Role.ADMIN, Where(), False),
        (MANAGER, Role.CASHIER, Where(mall=KOLKATA_MALL), True),
        (MANAGER, Role.CASHIER, Where(mall=BINA), False),
        (MANAGER, Role.MALL_MANAGER, Where(mall=KOLKATA_MALL), False),
        (OFFICER_OF_BANKURA, Role.DISTRICT_OFFICER, BANKURA, False),
    ],
)
def test_people_invite_only_below_themselves_and_at_home(held, role, where, allowed):
    assert may_invite([held], role, where) is allowed


def test_whoever_invites_may_open_the_page_of_invitations():
    assert all(Permission.PERSON_INVITE in ROLES[role] for role in INVITES)


@pytest.mark.parametrize(
    "typed", ["9876543210", "098765 43210", "+91-98765-43210", "९८७६५४३२१०", "00919876543210"]
)
def test_a_mobile_number_has_one_form_however_it_is_typed(typed):
    assert normal_mobile(typed) == "+919876543210"


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "5876543210", "+14155552671", "033 2248 1234", "9876543210 ext 5", "Asha", "9" * 400],
)
def test_what_is_no_indian_mobile_is_none(typed):
    assert normal_mobile(typed) is None


def test_an_address_is_lower_case_and_checked():
    assert normal_email("  Asha.Devi@Example.IN ") == "asha.devi@example.in"
    assert normal_email("asha@") is None
    assert normal_email("asha@localhost") is None


def test_codes_wait_half_a_minute_and_three_are_enough_for_a_quarter_hour():
    def ago(seconds: int) -> datetime:
        return AT - timedelta(seconds=seconds)

    assert code_wait_s([], at=AT) == 0
    assert code_wait_s([ago(10)], at=AT) == 20
    assert code_wait_s([ago(31)], at=AT) == 0
    assert code_wait_s([ago(500), ago(300), ago(100)], at=AT) == CODE_SENDS_WINDOW.total_seconds() - 500
    assert code_wait_s([ago(901), ago(300), ago(100)], at=AT) == 0


def test_a_password_is_long_and_not_what_everybody_tries():
    def faults(password: str) -> list[str]:
        return password_faults(password, email="meera@example.in", name="Meera Nair")

    assert faults("तीन लाल मिट्टी के घोड़े") == []
    assert faults("three clay horses") == []
    assert faults("short") == ["short"]
    assert faults("Password12345") == ["everyday"]
    assert faults("abababababab") == ["plain"]
    assert faults("meera of kochi 7") == ["own_name"]
    assert faults("q7 " * 60) == ["long", "plain"]


def test_a_time_based_code_is_good_for_three_steps_and_never_again():
    step = int(AT.timestamp()) // 30
    assert totp_counters(AT, after=None) == [step - 1, step, step + 1]
    assert totp_counters(AT, after=step) == [step + 1]
    assert totp_counters(AT, after=step + 1) == []
