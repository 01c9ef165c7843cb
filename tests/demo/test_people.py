"""The cast: a maker for every good, in its own district, with numbers that hold against the rules of the rooms."""

import csv
from collections import Counter
from pathlib import Path

from stdnum.in_ import pan as stdnum_pan

from catalog.rules.artisan import ArtisanKind, artisan_faults, person_kind
from demo.goods import read_goods
from demo.people.buyers import BUYERS
from demo.people.makers import maker_of, makers
from demo.people.staff import MALLS, STAFF
from people.rules import SCOPES, Role, ScopeKind, normal_email, normal_mobile
from people.rules import STAFF as STAFF_ROLES
from tax.rules import PersonKind, SellerKind

ROOT = Path(__file__).parents[2]


def districts():
    with (ROOT / "people/data/districts.csv").open(encoding="utf-8", newline="") as file:
        return {(row["state"], row["district"]) for row in csv.DictReader(file)}


def test_every_good_has_one_maker_of_its_own_district():
    for good in read_goods():
        maker = maker_of(good)
        assert (maker.state, maker.district) == (good.state, good.district)
        assert good in maker.goods
    assert sum(len(maker.goods) for maker in makers()) == len(read_goods())


def test_makers_live_in_all_36_states_and_union_territories():
    assert len({maker.state_code for maker in makers()}) == 36
    assert {(maker.state, maker.district) for maker in makers()} <= districts()


def test_there_is_every_kind_of_maker_and_no_kind_is_rare():
    kinds = Counter(maker.kind for maker in makers())
    assert set(kinds) == set(ArtisanKind)
    assert min(kinds.values()) >= 20
    gst = Counter(maker.gst_kind for maker in makers())
    assert set(gst) == {SellerKind.REGULAR, SellerKind.ENROLLED}
    assert min(gst.values()) >= 80


def test_what_every_maker_says_passes_the_rules_of_registration():
    for maker in makers():
        faults = artisan_faults(
            name=maker.name,
            legal_name=maker.legal_name,
            address_line=maker.address_line,
            pin=maker.pin,
            story=maker.story,
            state_code=maker.state_code,
            gst_kind=maker.gst_kind,
            gstin=maker.gstin,
            enrolment_no=maker.enrolment_no,
            pan=maker.pan,
        )
        assert faults == {}, maker.name


def test_companies_and_societies_are_registered_and_nobody_is_both():
    for maker in makers():
        assert bool(maker.gstin) != bool(maker.enrolment_no), maker.name
        if maker.kind in (ArtisanKind.FPO, ArtisanKind.COOPERATIVE, ArtisanKind.FIRM):
            assert maker.gst_kind is SellerKind.REGULAR, maker.name


def test_the_pan_tells_a_person_from_a_body_of_people():
    for maker in makers():
        assert stdnum_pan.is_valid(maker.pan), maker.name
        single = maker.kind is ArtisanKind.INDIVIDUAL
        assert (person_kind(maker.pan) is PersonKind.INDIVIDUAL) == single, maker.name


def test_nobody_shares_a_number_or_a_name():
    cast = makers()
    for field in ("mobile", "pan", "name"):
        assert len({getattr(maker, field) for maker in cast}) == len(cast), field
    assert len({maker.keeper.latin for maker in cast}) == len(cast)
    mobiles = {maker.mobile for maker in cast} | {buyer.mobile for buyer in BUYERS}
    assert len(mobiles) == len(cast) + len(BUYERS)


def test_mobile_numbers_are_indian_and_open_with_the_demo_digits():
    mobiles = [maker.mobile for maker in makers()] + [buyer.mobile for buyer in BUYERS]
    for mobile in mobiles:
        assert normal_mobile(mobile) == mobile
        assert mobile.startswith("+9190000")


def test_the_tour_has_its_three_makers():
    rehana, shabnam, potters = (maker for maker in makers() if maker.plays)
    assert (rehana.keeper.latin, rehana.district, rehana.gst_kind) == (
        "Rehana Khatri",
        "Kachchh",
        SellerKind.REGULAR,
    )
    assert (shabnam.state, shabnam.gst_kind) == ("Madhya Pradesh", SellerKind.REGULAR)
    assert (potters.district, potters.kind) == ("Bankura", ArtisanKind.SHG)
    assert "Ajrakh" in rehana.goods[0].title_en


def test_staff_hold_staff_roles_each_in_the_place_its_role_asks_for():
    places = districts()
    for member in STAFF:
        assert member.role in STAFF_ROLES
        assert normal_email(member.email) == member.email
        scope = SCOPES[member.role]
        assert (scope is ScopeKind.MALL) == (member.mall is not None)
        assert (scope is ScopeKind.DISTRICT) == bool(member.district)
        assert (scope is ScopeKind.STATE) == (member.stands_in or bool(member.state and not member.district))
        assert not member.district or (member.state, member.district) in places
    assert len({member.email for member in STAFF}) == len(STAFF)


def test_every_maker_of_the_tour_has_an_officer_of_her_district():
    officers = {member.district for member in STAFF if member.role is Role.DISTRICT_OFFICER}
    assert {maker.district for maker in makers() if maker.plays} <= officers


def test_each_mall_has_a_manager_and_stands_in_a_district():
    managed = {member.mall for member in STAFF if member.role is Role.MALL_MANAGER}
    assert managed == set(MALLS)
    assert {(mall.state, mall.district) for mall in MALLS} <= districts()


def test_the_first_mall_has_a_registered_maker_of_its_own_state_to_buy_from():
    state = MALLS[0].state
    assert any(
        maker.plays and maker.state == state and maker.gst_kind is SellerKind.REGULAR for maker in makers()
    )
