"""The registry as living data: nominated, accepted, returned, retired; and what it said on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from catalog.actions.cluster import retire_cluster
from catalog.actions.nomination import (
    Named,
    accept_nomination,
    nominate,
    retire_product,
    return_nomination,
)
from catalog.actions.registry import load_products
from catalog.errors import NominationFieldsWrong, OwnNomination, ReasonsMissing
from catalog.models import Cluster, DistrictProduct, ProductVersion
from catalog.queries.clusters import cluster_page, clusters
from catalog.queries.history import (
    gi_goods_as_of,
    product_as_of,
    products_as_of,
    sectors_as_of,
    versions_of,
)
from catalog.queries.layers import clusters_by_district, gi_goods_by_district, sectors_by_district
from catalog.queries.registry import products_of
from catalog.rules.nomination import NominationKind, NominationStatus, nomination_faults
from catalog.rules.registry import Sector, Standing, count_clusters
from kit.clock import business_day
from kit.events import Event
from kit.steps import ImpossibleStep
from tests.makers import AT, BANKURA, JAIPUR, LEH, a_person, a_world

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
    return nominate(session, facts, state_code="19", own=frozenset({BANKURA}), by=by.id, at=AT)


SOUND = {
    "kind": NominationKind.PRODUCT,
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
        ({"kind": NominationKind.CLUSTER}, {"districts": "few"}),
        ({"kind": NominationKind.CLUSTER, "districts": [1, 2]}, {}),
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
    nomination = nominate(world, facts, state_code="19", own=own, by=kavita.id, at=AT)
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


HILLS = Named(
    **{
        **vars(DOKRA),
        "kind": NominationKind.CLUSTER,
        "name": "Dokra of the west",
        "districts": [BANKURA, JAIPUR],
    }
)
WESTERN = frozenset({BANKURA, JAIPUR, LEH})


def a_cluster(session, kavita, arjun, at=AT, **change):
    facts = Named(**{**vars(HILLS), **change})
    nomination = nominate(session, facts, state_code="19", own=WESTERN, by=kavita.id, at=at)
    accept_nomination(session, nomination, by=arjun.id, at=at)
    return session.scalars(select(Cluster)).one()


def test_a_cluster_named_again_keeps_its_address_and_what_it_was(world, kavita, arjun):
    cluster = a_cluster(world, kavita, arjun)
    again = a_cluster(world, kavita, arjun, LATER, name="DOKRA of the west", districts=[BANKURA, LEH])
    assert (again.id, again.slug) == (cluster.id, "dokra-of-the-west")
    page = cluster_page(world, "dokra-of-the-west")
    was = cluster_page(world, "dokra-of-the-west", TODAY)
    assert {one.id for one in page.districts} == {
        BANKURA
    }  # Leh is of another State: the desk offers it to nobody
    assert set(page.facts.district_ids) == {BANKURA, LEH}
    assert set(was.facts.district_ids) == {BANKURA, JAIPUR}
    assert [one.district_ids for one in page.versions] == [sorted([BANKURA, LEH]), sorted([BANKURA, JAIPUR])]
    assert cluster_page(world, "dokra-of-the-west", TODAY - timedelta(days=1)) is None


def test_a_cluster_that_waits_is_not_named_twice(world, kavita):
    nominate(world, HILLS, state_code="19", own=WESTERN, by=kavita.id, at=AT)
    with pytest.raises(NominationFieldsWrong) as refused:
        nominate(world, HILLS, state_code="19", own=WESTERN, by=kavita.id, at=AT)
    assert refused.value.details["faults"] == {"districts": "already"}


def test_a_retired_cluster_stays_in_its_history(world, kavita, arjun):
    cluster = a_cluster(world, kavita, arjun)
    with pytest.raises(ReasonsMissing):
        retire_cluster(world, cluster, "old", by=arjun.id, at=LATER)
    assert retire_cluster(world, cluster, "Nobody casts it any more.", by=arjun.id, at=LATER)
    assert not retire_cluster(world, cluster, "Nobody casts it any more.", by=arjun.id, at=LATER)
    assert clusters(world) == []
    assert [one.name for one in clusters(world, day=TODAY)] == ["Dokra of the west"]
    assert cluster_page(world, cluster.slug).facts.retired_because == "Nobody casts it any more."
    assert a_cluster(world, kavita, arjun, LATER).retired_at is None, "and may be named again"


@pytest.mark.parametrize("deed", ["UPDATE cluster_versions SET name = 'x'", "DELETE FROM cluster_versions"])
def test_a_version_of_a_cluster_is_never_changed(world, kavita, arjun, deed):
    a_cluster(world, kavita, arjun)
    with pytest.raises(DBAPIError, match="append-only"), world.begin_nested():
        world.execute(text(deed))


def test_layers_of_the_registry_are_read_as_of_a_day(world, kavita, arjun):
    a_cluster(world, kavita, arjun, LATER)
    assert clusters_by_district(world, TODAY).get(BANKURA, 0) + 1 == clusters_by_district(world)[BANKURA]
    assert clusters_by_district(world, business_day(LATER)) == clusters_by_district(world)
    assert sectors_as_of(world, business_day(LATER)) == sectors_by_district(world)
    assert gi_goods_as_of(world, business_day(LATER)) == gi_goods_by_district(world)
    assert sectors_as_of(world, TODAY - timedelta(days=9999)) == {}


def test_a_craft_is_a_cluster_once_however_often_it_is_named():
    named = [(1, "silk", "19"), (2, "silk", "19"), (3, "silk", "08"), (1, "clay", "19")]
    assert count_clusters(named, {}) == {1: 1, 2: 1}
    assert count_clusters(named, {1: {"silk", "clay"}, 4: {"wood"}}) == {1: 2, 2: 1, 4: 1}
