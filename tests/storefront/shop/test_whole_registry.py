"""The registry as it is loaded: pages of every kind, drawn by a dice that always falls alike."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from bin.registry import load_registry
from catalog.models import CraftFamily, DistrictProduct, GIGood
from people.models import District, State
from people.rules.places import slug

AT = datetime(2026, 11, 21, tzinfo=UTC)
OF_EACH = 6


def test_pages_of_every_kind_answer_and_so_do_their_data(client: FlaskClient, session: Session):
    for _ in load_registry(session, at=AT):
        pass
    dice = random.Random("zila-haat pages")
    goods = select(CraftFamily.slug).where(CraftFamily.is_goods)
    kinds = {
        "states": [(f"/states/{one}", one) for one in session.scalars(select(State.slug))],
        "districts": [(f"/d/{one}", one) for one in session.scalars(select(District.slug))],
        "products": [(f"/products/{one}", str(one)) for one in session.scalars(select(DistrictProduct.id))],
        "gi-goods": [(f"/gi/{slug(one)}", slug(one)) for one in session.scalars(select(GIGood.name))],
        "families": [(f"/crafts/{one}", one) for one in session.scalars(goods)],
    }
    counted = {kind: len(pages) for kind, pages in kinds.items()}
    assert counted == {"states": 36, "districts": 787, "products": 1272, "gi-goods": 657, "families": 24}
    for kind, pages in kinds.items():
        for page, key in dice.sample(pages, OF_EACH):
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "What is known" in answer.text, page
            assert "Sources:" in answer.text, page
            assert client.get(f"/data/{kind}/{key}.json").status_code == 200, page
            assert client.get(f"/data/{kind}/{key}.csv").status_code == 200, page
            if kind != "families":
                assert client.get(f"{page}?as_of=2026-11-21").status_code == 200, page
