"""Pieces that cite no product of the registry: said to buyers, listed for officers, a step from a nomination."""

from __future__ import annotations

import pytest

from catalog.models import DistrictProduct
from people.rules import Role, ScopeKind
from tests.makers import BANKURA, JAIPUR, a_draft, a_workshop
from tests.sales import on_sale


@pytest.fixture
def farida(desk_of):
    return desk_of("Farida", ScopeKind.DISTRICT, BANKURA)


def test_a_buyer_reads_whether_the_registry_names_it(client, session):
    good = on_sale(session)
    good.district_product_id = None
    session.flush()
    assert "Other craft of this district" in client.get(f"/p/{good.slug}").text
    product = session.query(DistrictProduct).filter_by(district_id=good.district_id).first()
    good.district_product_id = product.id
    session.flush()
    page = client.get(f"/p/{good.slug}").text
    assert "Other craft of this district" not in page
    assert f'href="/products/{product.id}-' in page


def test_an_officer_lists_them_by_district_and_craft(farida, session):
    good = on_sale(session)
    good.district_product_id = None
    session.flush()
    page = farida.get("/district/other-crafts").text
    assert f'href="/p/{good.slug}"' in page
    assert f'href="/p/{good.slug}"' in farida.get(f"/district/other-crafts?craft={good.craft_id}").text
    assert f'href="/p/{good.slug}"' not in farida.get("/district/other-crafts?craft=tea").text
    assert f'href="/p/{good.slug}"' in farida.get("/district/other-crafts?district=bankura").text
    assert "Nominate" not in page, "a district's officer nominates nothing"


def test_a_draft_and_another_districts_piece_are_not_there(farida, desk_of, session):
    good = on_sale(session)
    draft = a_draft(session, a_workshop(session, "Chandan"))
    good.district_product_id = draft.district_product_id = None
    session.flush()
    assert draft.artisan.name not in farida.get("/district/other-crafts").text
    gopal = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    assert good.slug not in gopal.get("/district/other-crafts").text
    assert gopal.get("/district/other-crafts?district=bankura").status_code == 404
    assert gopal.get("/district/other-crafts?district=nowhere").status_code == 404


def test_a_state_officer_goes_from_a_piece_to_its_nomination(desk_of, session):
    good = on_sale(session)
    good.district_product_id = None
    session.flush()
    kavita = desk_of("Kavita", ScopeKind.STATE, "19", role=Role.STATE_OFFICER)
    way = f"/district/registry?craft={good.craft_id}&amp;districts={BANKURA}"
    assert way in kavita.get("/district/other-crafts").text
    form = kavita.get(way.replace("&amp;", "&")).text
    assert f'value="{BANKURA}" checked' in form
    assert f'selected value="{good.craft_id}"' in form
