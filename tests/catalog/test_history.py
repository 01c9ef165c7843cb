"""The registry as living data: nominated, accepted, returned, retired; and what it said on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from catalog.actions.nomination import (
    Named,
    accept_nomination,
    nominate_product,
    retire_product,
    return_nomination,
)
from catalog.actions.registry import load_products
from catalog.errors import NominationFieldsWrong, OwnNomination, ReasonsMissing
from catalog.models import DistrictProduct, ProductVersion
from catalog.queries.history import product_as_of, products_as_of, versions_of
from catalog.queries.registry import products_of
from catalog.rules.nomination import NominationStatus, nomination_faults
from catalog.rules.registry import Sector, Standing
from kit.clock import business_day
from kit.events import Event
from kit.steps import ImpossibleStep
from tests.makers import AT, BANKURA, JAIPUR, a_person, a_world

TODAY = business_day(AT)
LATER = AT + timedelta(days=10)
DOKRA = Named(
    name="Dokra casting",
    districts=[BANKURA],
    sector=Sector.HANDICRAFTS,
    craft_id="blue_pottery",
    story="Cast in lost wax at Bikna.",
    source="Government Order 12/2026 of West Bengal",
    source_date=date(2026, 10, 1),
)


@pytest.fixture
def world(session):
    a_world(session)
    session.execute(text("SELECT setval(pg_get_serial_sequence('district_products', 'id'), 1000)"))
    return session


@pytest.fixture
def kavita(world):
    """Who nominates for West Bengal."""
    return a_person(world, "Kavita")


@pytest.fixture
def arjun(world):
    """Who decides for the nation."""
    return a_person(world, "Arjun")


def dokra(lines):
    """Those of the lines that are the product at hand; the world has others."""
    return [line for line in lines if line.name == "Dokra casting"]


def named(session, by, **change):
    facts = Named(**{**vars(DOKRA), **change})
    return nominate_product(session, facts, state_code="19", own=frozenset({BANKURA}), by=by.id, at=AT)


SOUND = {
    "name": "Dokra",
    "districts": [1],
    "own": frozenset({1, 2}),
    "already": [],
    "story": "",
    "source": "Order 12 of 2026",
    "source_date": TODAY,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, {}),
        ({"name": ""}, {"name": "missing"}),
        ({"name": "ab"}, {"name": "short"}),
        ({"name": "a" * 121}, {"name": "long"}),
        ({"districts": []}, {"districts": "missing"}),
        ({"districts": [1, 3]}, {"districts": "elsewhere"}),
        ({"already": [1]}, {"districts": "already"}),
        ({"districts": list(range(41)), "own": frozenset(range(41))}, {"districts": "many"}),
        ({"story": "a" * 2001}, {"story": "long"}),
        ({"source": "heard"}, {"source": "missing"}),
        ({"source_date": None}, {"source_date": "missing"}),
        ({"source_date": TODAY + timedelta(days=1)}, {"source_date": "future"}),
    ],
)
def test_a_nomination_that_cannot_be_says_why(change, faults):
    assert nomination_faults(**{**SOUND, **change}) == faults


def test_what_is_accepted_stands_in_the_registry_and_before_that_day_it_does_not(world, kavita, arjun):
    nomination = named(world, kavita)
    assert dokra(products_of(world, BANKURA)) == []
    assert accept_nomination(world, nomination, by=arjun.id, at=LATER)
    assert not accept_nomination(world, nomination, by=arjun.id, at=LATER)
    [line] = dokra(products_of(world, BANKURA))
    assert (line.name, line.standing) == ("Dokra casting", Standing.NOTIFIED)
    assert "Government Order 12/2026" in line.source_note
    assert dokra(products_as_of(world, BANKURA, TODAY)) == []
    assert dokra(products_as_of(world, BANKURA, business_day(LATER))) == [line]
    names = world.scalars(select(Event.name).where(Event.name.like("%nominat%")).order_by(Event.id)).all()
    assert names == ["product.nominated", "nomination.accepted"]


def test_a_cluster_takes_in_each_of_its_districts(world, kavita, arjun):
    facts = Named(**{**vars(DOKRA), "districts": [BANKURA, JAIPUR]})
    own = frozenset({BANKURA, JAIPUR})
    nomination = nominate_product(world, facts, state_code="19", own=own, by=kavita.id, at=AT)
    accept_nomination(world, nomination, by=arjun.id, at=AT)
    assert [len(dokra(products_of(world, each))) for each in (BANKURA, JAIPUR)] == [1, 1]


def test_nobody_decides_what_they_nominated(world, kavita):
    nomination = named(world, kavita)
    for deed in (accept_nomination, partial(return_nomination, reason="No such order.")):
        with pytest.raises(OwnNomination):
            deed(world, nomination, by=kavita.id, at=AT)
    nomination.status, nomination.decided_at, nomination.decided_by = "accepted", AT, kavita.id
    with pytest.raises(IntegrityError, match="two_people"), world.begin_nested():
        world.flush()


def test_what_is_returned_carries_its_reason_and_is_not_accepted_after(world, kavita, arjun):
    nomination = named(world, kavita)
    with pytest.raises(ReasonsMissing):
        return_nomination(world, nomination, "no", by=arjun.id, at=AT)
    assert return_nomination(world, nomination, "The order names another craft.", by=arjun.id, at=AT)
    with pytest.raises(ImpossibleStep):
        accept_nomination(world, nomination, by=arjun.id, at=AT)
    assert nomination.status is NominationStatus.RETURNED
    assert named(world, kavita).id != nomination.id  # it may be nominated anew


def test_a_product_is_nominated_once(world, kavita, arjun):
    nomination = named(world, kavita)
    for _ in range(2):
        with pytest.raises(NominationFieldsWrong) as refused:
            named(world, kavita, name="dokra  CASTING")
        assert refused.value.details["faults"] == {"districts": "already"}
        accept_nomination(world, nomination, by=arjun.id, at=AT)


def test_a_retired_product_stays_in_its_history(world, kavita, arjun):
    nomination = named(world, kavita)
    accept_nomination(world, nomination, by=arjun.id, at=AT)
    product = world.scalars(select(DistrictProduct).where(DistrictProduct.name == "Dokra casting")).one()
    with pytest.raises(ReasonsMissing):
        retire_product(world, product, "old", by=arjun.id, at=LATER)
    assert retire_product(world, product, "Nobody casts it any more.", by=arjun.id, at=LATER)
    assert not retire_product(world, product, "Nobody casts it any more.", by=arjun.id, at=LATER)
    assert dokra(products_of(world, BANKURA)) == []
    assert product_as_of(world, product.id, business_day(LATER)) is None
    was = product_as_of(world, product.id, TODAY)
    assert was is not None
    assert was.name == "Dokra casting"
    assert [one.retired_at for one in versions_of(world, product.id)] == [LATER, None]


@pytest.mark.parametrize("deed", ["UPDATE product_versions SET name = 'x'", "DELETE FROM product_versions"])
def test_a_version_is_never_changed(world, kavita, arjun, deed):
    accept_nomination(world, named(world, kavita), by=arjun.id, at=AT)
    with pytest.raises(DBAPIError, match="append-only"), world.begin_nested():
        world.execute(text(deed))


def a_list(tmp_path: Path, *products: str) -> Path:
    head = (
        "state,district,lgd_code,product,sector,source_lists,source_note,district_name_in_source,"
        "gi_tagged,gi_name,craft,craft_confidence"
    )
    lines = [
        f"West Bengal,Bankura,{BANKURA},{name},textiles,dpiit,DPIIT,,unknown,,cotton_saree,high"
        for name in products
    ]
    path = tmp_path / "products.csv"
    path.write_text("\n".join([head, *lines]) + "\n")
    return path


def test_a_newer_list_leaves_alone_what_officers_decided(world, kavita, arjun, tmp_path):
    load_products(world, a_list(tmp_path, "Saree", "Shawl"), at=AT)
    accept_nomination(world, named(world, kavita), by=arjun.id, at=AT)
    shawl = world.scalars(select(DistrictProduct).where(DistrictProduct.name == "Shawl")).one()
    retire_product(world, shawl, "Nobody weaves it any more.", by=arjun.id, at=AT)
    load_products(world, a_list(tmp_path, "Saree", "Shawl", "Stole"), at=LATER)
    assert {line.name for line in products_of(world, BANKURA)} == {"Saree", "Stole", "Dokra casting"}


def test_loading_the_same_list_again_writes_no_version(world, tmp_path):
    for _ in range(2):
        load_products(world, a_list(tmp_path, "Saree"), at=datetime(2026, 11, 1, tzinfo=UTC))
    assert len(world.scalars(select(ProductVersion).where(ProductVersion.name == "Saree")).all()) == 1
