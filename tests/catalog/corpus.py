"""The demo goods as listings, laid in bulk: what the quality of the search is measured on.

Only the English titles are laid down, so that a search in another script must be read, not found as it stands.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bin.registry import load_registry
from catalog.actions.words import count_words, index_many
from catalog.models import Artisan, DistrictProduct, Listing, ListingText
from catalog.rules.artisan import ArtisanKind, ArtisanStatus
from catalog.rules.listing import ListingStatus
from demo.goods import Good, read_goods
from kit.ids import new_id
from kit.money import Money
from people.models import District, Person, State
from tax.rules import SellerKind
from tests.makers import AT


def lay_goods(session: Session) -> None:
    """The registry, a maker in each district that has goods, and every demo good on sale."""
    for _ in load_registry(session, at=AT):
        pass
    districts = {
        (state, name): (district, code)
        for state, name, district, code in session.execute(
            select(State.name, District.name, District.id, State.code).join(
                District, District.state_code == State.code
            )
        )
    }
    products = {
        (district, name): product
        for district, name, product in session.execute(
            select(DistrictProduct.district_id, DistrictProduct.name, DistrictProduct.id)
        )
    }
    goods = read_goods()
    checker = new_id()
    people: list[dict[str, Any]] = [{"id": checker, "name": "Officer", "language": "en", "joined_at": AT}]
    makers: dict[int, dict[str, Any]] = {}
    listings, words = [], []
    for number, good in enumerate(goods):
        district, _ = districts[good.state, good.district]
        if district not in makers:
            person = {"id": new_id(), "name": f"Maker {district}", "language": "en", "joined_at": AT}
            people.append(person)
            makers[district] = _maker(district, person["id"], checker)
        listing = _listing(
            good, number, makers[district]["id"], district, products.get((district, good.registry_product))
        )
        listings.append(listing)
        words.append(
            {
                "listing_id": listing["id"],
                "locale": "en",
                "title": good.title_en,
                "story": good.story_en,
                "care": "",
            }
        )
    session.execute(insert(Person), people)
    session.execute(insert(Artisan), list(makers.values()))
    session.execute(insert(Listing), listings)
    session.execute(insert(ListingText), words)
    index_many(session, [listing["id"] for listing in listings])
    count_words(session)


def _maker(district: int, person_id: Any, checker: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person_id,
        "kind": ArtisanKind.INDIVIDUAL,
        "name": f"Workshop {district}",
        "legal_name": f"Workshop {district}",
        "slug": f"workshop-{district}",
        "district_id": district,
        "address_line": "1, Main Road",
        "pin": "110001",
        "story": "",
        "language": "en",
        "gst_kind": SellerKind.ENROLLED,
        "gstin": "",
        "enrolment_no": "",
        "pan": "",
        "status": ArtisanStatus.VERIFIED,
        "verified_at": AT - timedelta(days=district % 200),
        "verified_by": checker,
        "joined_at": AT - timedelta(days=300),
        "is_demo": True,
    }


def _listing(good: Good, number: int, maker: Any, district: int, product: int | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "artisan_id": maker,
        "district_id": district,
        "slug": good.slug,
        "craft_id": good.craft_id,
        "craft_variant_id": good.variant_id,
        "district_product_id": product,
        "status": ListingStatus.PUBLISHED,
        "price_paise": Money(good.price_paise),
        "weight_g": good.weight_g,
        "days_to_make": good.days_to_make,
        "made_to_order": good.made_to_order,
        "proofs": {},
        "origin_verified": True,
        "published_at": AT - timedelta(minutes=number),
        "created_at": AT,
        "is_demo": True,
    }
