"""The registry's two desks: a State nominates, the nation's officer decides."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from catalog.models import Cluster, DistrictProduct, Nomination
from people.models import District
from people.rules import Role, ScopeKind
from tests.makers import BANKURA, JAIPUR
from tests.storefront.district_desk.conftest import desk_of, told_process

__all__ = ["desk_of", "told_process"]
DOKRA = {
    "kind": "product",
    "name": "Dokra casting",
    "districts": [str(BANKURA)],
    "sector": "handicrafts",
    "craft": "blue_pottery",
    "story": "Cast in lost wax at Bikna.",
    "source": "Government Order 12/2026 of West Bengal",
    "source_date": "2026-10-01",
}


@pytest.fixture
def kavita(desk_of, session):
    session.execute(text("SELECT setval(pg_get_serial_sequence('district_products', 'id'), 1000)"))
    return desk_of("Kavita", ScopeKind.STATE, "19", role=Role.STATE_OFFICER)


@pytest.fixture
def arjun(desk_of):
    return desk_of("Arjun", ScopeKind.NATION, "", role=Role.NATIONAL_OFFICER)


def test_a_product_is_nominated_accepted_shown_and_retired(kavita, arjun, client, session):
    assert kavita.post("/district/registry", data=DOKRA).status_code == 303
    assert "Waits for the national office" in kavita.get("/district/registry").text
    nomination = session.scalars(select(Nomination)).one()
    assert "Dokra casting" in arjun.get("/admin/registry").text
    assert arjun.post(f"/admin/registry/nominations/{nomination.id}/acceptance").status_code == 303
    assert "Dokra casting" in client.get("/d/bankura").text
    product = session.scalars(select(DistrictProduct).where(DistrictProduct.name == "Dokra casting")).one()
    page = client.get(f"/products/{product.id}").text
    assert "Cast in lost wax at Bikna." in page
    assert "Government Order 12/2026 of West Bengal" in page
    assert "Dokra casting" in arjun.get("/admin/registry?q=dokra").text
    retire = f"/admin/registry/products/{product.id}/retirement"
    assert arjun.post(retire, data={"reason": "no"}).status_code == 422
    assert arjun.post(retire, data={"reason": "Nobody casts it any more."}).status_code == 303
    gone = client.get(f"/products/{product.id}").text
    assert "it was taken out on" in gone
    assert '<meta name="robots" content="noindex">' in gone
    assert (
        "Dokra casting" not in client.get("/d/bankura").text.split('id="goods"')[0].split("What it makes")[1]
    )
    assert arjun.post(retire, data={"reason": "Nobody casts it any more."}).status_code == 404


def test_a_nomination_is_sent_back_with_its_reason(kavita, arjun, session):
    kavita.post("/district/registry", data=DOKRA)
    nomination = session.scalars(select(Nomination)).one()
    back = f"/admin/registry/nominations/{nomination.id}/return"
    assert arjun.post(back, data={"reason": ""}).status_code == 422
    assert arjun.post(back, data={"reason": "The order names another craft."}).status_code == 303
    assert "The order names another craft." in kavita.get("/district/registry").text
    assert arjun.post(f"/admin/registry/nominations/{nomination.id}/acceptance").status_code == 409


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "Write the name of the product."),
        ({"districts": []}, "Choose at least one district."),
        ({"source": "heard"}, "Write the list, order or gazette that names it."),
        ({"source_date": "2999-01-01"}, "This date is yet to come."),
        ({"source_date": ""}, "Write the date of that paper."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(kavita, session, change, told):
    answer = kavita.post("/district/registry", data={**DOKRA, **change})
    assert answer.status_code == 422
    assert told in answer.text
    assert "Cast in lost wax at Bikna." in answer.text
    assert session.scalars(select(Nomination)).all() == []


def test_another_states_district_cannot_be_chosen(kavita, session):
    answer = kavita.post("/district/registry", data={**DOKRA, "districts": [str(JAIPUR)]})
    assert answer.status_code == 422
    assert session.scalars(select(Nomination)).all() == []


def test_a_district_officer_neither_nominates_nor_decides(desk_of):
    farida = desk_of("Farida", ScopeKind.DISTRICT, BANKURA)
    assert farida.get("/district/registry").status_code == 403
    assert farida.get("/admin/registry").status_code == 403
    assert farida.post("/admin/registry/nominations/1/acceptance").status_code == 403


def test_a_cluster_is_nominated_accepted_shown_and_retired(kavita, arjun, client, session):
    session.get_one(District, JAIPUR).state_code = "19"
    session.flush()
    named = {**DOKRA, "kind": "cluster", "name": "Dokra of the west"}
    answer = kavita.post("/district/registry", data=named)
    assert answer.status_code == 422
    assert "A cluster has two districts or more." in answer.text
    assert "Dokra of the west" in answer.text
    kavita.post("/district/registry", data={**named, "districts": [str(BANKURA), str(JAIPUR)]})
    nomination = session.scalars(select(Nomination)).one()
    assert "A cluster of several districts" in arjun.get("/admin/registry").text
    arjun.post(f"/admin/registry/nominations/{nomination.id}/acceptance")
    cluster = session.scalars(select(Cluster)).one()
    page = client.get("/clusters/dokra-of-the-west").text
    assert "Cast in lost wax at Bikna." in page
    assert 'href="/d/jaipur"' in page
    for path in ("/clusters", "/d/bankura", "/states/west-bengal", "/map?layer=clusters"):
        assert 'href="/clusters/dokra-of-the-west"' in client.get(path).text, path
    retire = f"/admin/registry/clusters/{cluster.id}/retirement"
    assert "Dokra of the west" in arjun.get("/admin/registry?q=dokra").text
    assert arjun.post(retire, data={"reason": "no"}).status_code == 422
    assert arjun.post(retire, data={"reason": "Nobody casts it any more."}).status_code == 303
    assert arjun.post(retire, data={"reason": "Nobody casts it any more."}).status_code == 404
    assert "Nobody casts it any more." in client.get("/clusters/dokra-of-the-west").text
    assert "dokra-of-the-west" not in client.get("/clusters").text


def test_nobody_but_the_nation_retires_a_cluster(kavita, desk_of):
    farida = desk_of("Farida", ScopeKind.DISTRICT, BANKURA)
    for officer in (kavita, farida):
        assert (
            officer.post("/admin/registry/clusters/1/retirement", data={"reason": "x" * 20}).status_code
            == 403
        )
