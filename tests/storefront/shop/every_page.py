"""Every page that a guest or a buyer can open, in a small world where each has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from catalog.actions.nomination import Named, accept_nomination, nominate
from catalog.models import DistrictProduct, GIGood
from catalog.rules.nomination import NominationKind
from catalog.rules.registry import Confidence, GICategory, GITagged, Sector
from kit.clock import now
from orders.actions.wishes import answer_question
from orders.models import Complaint, Fulfillment, Question
from people.actions import begin_sign_in
from people.models import Address
from tests.makers import AT, BANKURA, JAIPUR, a_person
from tests.sales import on_sale
from tests.storefront.shop.test_buying import WHO, order_now, pay, put, the_order

# Whoever comes may open these: guests, and anybody who signs in to buy.
OPEN_TO_ALL = ("public", "anyone", ("cart:use",), ("address:edit",), ("api_key:make",))
# What is no page for people's eyes: answers to machines, pictures, and whatever has the name of a file.
FOR_MACHINES = ("feeds.", "media.", "health.")
PICTURES = frozenset({"shop.complaint_photo"})
ELSEWHERE = {  # pages that only another step leads to, and which of their kind is walked for them
    "door.code": "the code that an SMS brings: /sign-in",
    "door.invitation": "a token from a letter: /staff/sign-in",
    "shop.find_code": "the code that an SMS brings: /orders/find",
    "shop.pay": "on to the provider of payments: /orders/…",
    "shop.waiting": "while a payment is asked about: /orders/…",
}
MORE = (
    "/search?q=bowl",
    "/search?q=bowl&state=west-bengal&family=clay",
    "/search?q=xylophone",
    "/no-such-page",
)


@dataclass(frozen=True)
class World:
    """What the addresses need: one of each."""

    slug: str
    maker: str
    order: str
    parcel: str
    complaint: str
    address: int
    product: str
    gi_good: str

    def addresses(self) -> dict[str, str]:
        """Endpoint → the address of one page of its kind, for those that need to be told of which."""
        return {
            "shop.address": f"/account/addresses/{self.address}",
            "shop.cluster": "/clusters/dokra-of-the-west",
            "shop.complain_of_listing": f"/p/{self.slug}/complaint",
            "shop.complain_of_maker": f"/makers/{self.maker}/complaint",
            "shop.complain_of_parcel": f"/orders/{self.order}/parcels/{self.parcel}/complaint",
            "shop.complaint": f"/complaints/{self.complaint}",
            "shop.district": "/d/bankura",
            "shop.family": "/crafts/clay",
            "shop.gi_good": f"/gi/{self.gi_good}",
            "shop.maker": f"/makers/{self.maker}",
            "shop.order": f"/orders/{self.order}",
            "shop.product": f"/p/{self.slug}",
            "shop.product_of_district": f"/products/{self.product}",
            "shop.questions": f"/p/{self.slug}/questions",
            "shop.state": "/states/west-bengal",
        }


def open_to_all(app: Flask) -> list[Rule]:
    """The rules of all pages that guests and buyers may open."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and getattr(app.view_functions[rule.endpoint], "access", None) in OPEN_TO_ALL
        and not rule.endpoint.startswith(FOR_MACHINES)
        and (rule.endpoint == "api.docs" or not rule.endpoint.startswith("api."))
        and "." not in rule.rule
        and rule.endpoint not in PICTURES | set(ELSEWHERE)
    ]


def every_page(app: Flask, world: World) -> list[str]:
    """The addresses of all of them. Raises KeyError for a new kind of page that nobody has said an address of."""
    told = world.addresses()
    plain = [rule.rule for rule in open_to_all(app) if not rule.arguments]
    of_one = [told[rule.endpoint] for rule in open_to_all(app) if rule.arguments]
    return [*plain, *of_one, f"/compare?goods={world.slug}", *MORE]


def furnish(client: FlaskClient, session: Session) -> World:
    """Asha's bowl on sale, a question answered, her registry product; Devi signed in, an order paid, a full basket."""
    good, other = on_sale(session), on_sale(session, "Bina")
    devi = a_person(session, "Devi", mobile="+919831000001")
    client.set_cookie("zila", begin_sign_in(session, devi, now()))
    put(client, good)
    order_now(client)
    order = the_order(session)
    pay(session, order)
    client.post(f"/p/{good.slug}/questions", data={"words": "Does it go into an oven?"})
    asked = session.scalars(select(Question)).one()
    answer_question(session, asked, "No, but it keeps ice cream cold.", by=good.artisan.person_id, at=now())
    client.post("/wishes", data={"listing": good.slug})
    client.post("/account/addresses/new", data={name: WHO[name] for name in WHO if name != "email"})
    put(client, good)
    put(client, other)
    client.post("/checkout/place", data={"pin": WHO["pin"]})
    product = _registered(session)
    _a_cluster(session)
    session.flush()
    parcel = session.scalars(select(Fulfillment.id)).first()
    wrong = {"kind": "broken", "words": "The bowl came in two pieces."}
    client.post(f"/orders/{order.number}/parcels/{parcel}/complaint", data=wrong)
    return World(
        slug=good.slug,
        maker=good.artisan.slug,
        order=order.number,
        parcel=str(parcel),
        complaint=session.scalars(select(Complaint.number)).one(),
        address=session.scalars(select(Address.id)).first() or 0,
        product=f"{product.id}-baluchari-saree",
        gi_good="baluchari-saree",
    )


def _registered(session: Session) -> DistrictProduct:
    session.execute(text("SELECT setval(pg_get_serial_sequence('district_products', 'id'), 1000)"))
    gi_good = GIGood(
        list_serial_no=7, name="Baluchari Saree", category=GICategory.HANDICRAFT, state_codes=["19"]
    )
    session.add(gi_good)
    session.flush()
    product = DistrictProduct(
        district_id=BANKURA,
        name="Baluchari saree",
        position=1,
        sector=Sector.TEXTILES,
        source_lists=["dpiit"],
        source_note="DPIIT",
        gi_good_id=gi_good.id,
        gi_tagged=GITagged.YES,
        inherited=False,
        craft_id="cotton_saree",
        craft_confidence=Confidence.HIGH,
    )
    session.add(product)
    session.flush()
    return product


def _a_cluster(session: Session) -> None:
    """Two officers name a cluster of two districts."""
    named = Named(
        kind=NominationKind.CLUSTER,
        name="Dokra of the west",
        districts=[BANKURA, JAIPUR],
        sector=Sector.HANDICRAFTS,
        craft_id="blue_pottery",
        story="Cast in lost wax on both sides of the hills.",
        source="Government Order 12/2026 of West Bengal",
        source_date=date(2026, 10, 1),
    )
    kavita, arjun = a_person(session, "Kavita"), a_person(session, "Arjun")
    nomination = nominate(
        session, named, state_code="19", own=frozenset({BANKURA, JAIPUR}), by=kavita.id, at=AT
    )
    accept_nomination(session, nomination, by=arjun.id, at=AT)
