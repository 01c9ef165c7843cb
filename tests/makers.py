"""The people of the tests, and small true things of theirs.

Asha spins and weaves in Bankura (West Bengal), registered for GST; Bina glazes pots in Jaipur (Rajasthan), enrolled
without a registration; Chandan carves in Leh (Ladakh, a Union Territory without legislature). Farida is the officer
of Bankura, Gopal of Jaipur.
"""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions import (
    Form,
    Workshop,
    add_drawing,
    add_photo,
    draft_listing,
    edit_listing,
    publish_listing,
    register_artisan,
    set_forms,
    set_variants,
    submit_for_verification,
    tell_details,
    verify_origin,
)
from catalog.actions.claims import claim_on
from catalog.actions.verification import asked_of
from catalog.models import Artisan, Craft, CraftFamily, CraftVariant, DistrictProduct, Listing, Verification
from catalog.queries.details import wants_best_before, wants_pack
from catalog.rules.artisan import ArtisanKind
from catalog.rules.photo import KINDS_NEEDED
from catalog.rules.registry import Confidence, GITagged, Returnability, Sector, Thread, Unit
from catalog.rules.verification import Answer, SubjectKind
from kit.ids import new_id
from kit.money import Money
from people.models import District, Person, State
from people.rules.places import DistrictStatus, PointKind
from tax.actions import load_levies, load_rates
from tax.rules import SellerKind, gstin_of

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)  # Saturday noon in India
BANKURA, JAIPUR, LEH = 319, 91, 24
PANS = {"Asha": "ABCPA1234F", "Bina": "ABCPB5678K", "Chandan": "ABCPC9012M"}
HOMES = {
    "Asha": ("19", BANKURA, "722122"),
    "Bina": ("08", JAIPUR, "302001"),
    "Chandan": ("38", LEH, "194101"),
}


def a_world(session: Session) -> None:
    """Three States with a district each, two families with four crafts, and the true rates; twice is once."""
    if session.get(State, "19") is not None:
        return
    states = (
        ("19", "West Bengal", "पश्चिम बंगाल", 19, "IN-WB", False, False),
        ("08", "Rajasthan", "राजस्थान", 8, "IN-RJ", False, False),
        ("38", "Ladakh", "लद्दाख", 37, "IN-LA", True, True),
    )
    for code, name, name_hi, lgd, iso, is_ut, bare in states:
        slug = name.lower().replace(" ", "-")
        session.add(
            State(
                code=code,
                name=name,
                name_hi=name_hi,
                slug=slug,
                lgd_code=lgd,
                iso=iso,
                is_ut=is_ut,
                is_ut_without_legislature=bare,
            )
        )
    session.flush()
    for number, name, code in ((BANKURA, "Bankura", "19"), (JAIPUR, "Jaipur", "08"), (LEH, "Leh", "38")):
        session.add(
            District(
                id=number,
                state_code=code,
                name=name,
                slug=name.lower(),
                lgd_code=number,
                status=DistrictStatus.ACTIVE,
                latitude=23.2,
                longitude=87.0,
                point_kind=PointKind.CENTROID,
                aliases=[],
            )
        )
    session.flush()
    _crafts(session)
    load_rates(session)
    load_levies(session)


def _crafts(session: Session) -> None:
    for place, (word, name, goods) in enumerate(
        (("weaves", "Weaves", True), ("clay", "Clay and pottery", True), ("not_goods", "Services", False))
    ):
        session.add(
            CraftFamily(
                id=word,
                position=place,
                slug=word.replace("_", "-"),
                name_en=name,
                name_hi=name,
                thread=Thread.WEAVE if word == "weaves" else Thread.CLAY,
                is_goods=goods,
            )
        )
    session.flush()
    session.add_all(
        [
            a_craft("cotton_saree", "weaves", "52085900", name="Cotton saree"),
            a_craft("blue_pottery", "clay", "69139000", name="Blue pottery", handicraft=True),
            a_craft("kurta", "weaves", "62114290", name="Cotton kurta", price_slab=True),
            a_craft("honey", "clay", "04090000", name="Honey", prepacked=True, proofs=["fssai"], unit=Unit.G),
            a_craft("homestay", "not_goods", "99859900", name="Homestay", is_goods=False),
        ]
    )
    session.flush()
    session.add(
        CraftVariant(
            id="tile",
            craft_id="blue_pottery",
            name_en="Blue pottery tile",
            name_hi="टाइल",
            hsn8="69074010",
            hsn_confidence=Confidence.MEDIUM,
            handicraft=False,
            prepacked=False,
            unit=Unit.PIECE,
            price_slab=False,
            perishable=False,
            attributes=[],
        )
    )
    for number, district, name, craft in (
        (1, BANKURA, "Handloom saree", "cotton_saree"),
        (2, JAIPUR, "Blue pottery", "blue_pottery"),
    ):
        session.add(
            DistrictProduct(
                id=number,
                district_id=district,
                name=name,
                position=0,
                sector=Sector.HANDICRAFTS,
                source_lists=["dpiit"],
                source_note="DPIIT",
                inherited=False,
                gi_tagged=GITagged.UNKNOWN,
                craft_id=craft,
                craft_confidence=Confidence.HIGH,
            )
        )
    session.flush()


def a_craft(word: str, family: str, hsn: str, *, name: str, **other: Any) -> Craft:
    """A craft of goods; `other` fields replace the plain ones."""
    fields: dict[str, Any] = {
        "id": word,
        "family_id": family,
        "slug": word.replace("_", "-"),
        "name_en": name,
        "name_hi": name,
        "hsn8": hsn,
        "hsn_confidence": Confidence.HIGH,
        "handicraft": False,
        "prepacked": False,
        "unit": Unit.PIECE,
        "price_slab": False,
        "proofs": [],
        "perishable": False,
        "returnable": Returnability.FREE_CHOICE,
        "typical_days_to_make": 5,
        "attributes": [],
        "is_goods": True,
    }
    return Craft(**(fields | other))


def a_person(session: Session, name: str, *, mobile: str | None = None, email: str | None = None) -> Person:
    """Somebody, found again by name."""
    found = session.scalars(select(Person).where(Person.name == name)).first()
    if found is not None:
        return found
    person = Person(id=new_id(), name=name, mobile=mobile, email=email, language="en", joined_at=AT)
    session.add(person)
    session.flush()
    return person


def papers(name: str = "Asha", **other: Any) -> Workshop:
    """What Asha, Bina or Chandan writes when beginning a workshop; `other` fields replace theirs."""
    state, district, pin = HOMES[name]
    enrolled = name == "Bina"
    fields: dict[str, Any] = {
        "kind": ArtisanKind.INDIVIDUAL,
        "name": f"{name}'s workshop",
        "legal_name": f"{name} Devi",
        "district_id": district,
        "address_line": "12, Potters' Lane, near the tank",
        "pin": pin,
        "gst_kind": SellerKind.ENROLLED if enrolled else SellerKind.REGULAR,
        "gstin": "" if enrolled else gstin_of(state, PANS[name]),
        "enrolment_no": f"{state}{PANS[name]}EN1" if enrolled else "",
        "pan": PANS[name],
    }
    return Workshop(**(fields | other))


def a_workshop(session: Session, name: str = "Asha", **other: Any) -> Artisan:
    """A workshop of Asha, Bina or Chandan, registered and not yet submitted."""
    a_world(session)
    person = a_person(session, name, mobile=f"+9198000000{sorted(PANS).index(name):02d}")
    return register_artisan(session, papers(name, **other), person_id=person.id, at=AT)


def a_draft(session: Session, artisan: Artisan, **said: Any) -> Listing:
    """A listing with everything said and an illustration, not yet sent; `said` goes to `edit_listing`."""
    craft = said.pop("craft_id", "blue_pottery" if artisan.district_id == JAIPUR else "cotton_saree")
    finer = said.pop("craft_variant_id", None)
    product = said.pop("district_product_id", None)
    listing = draft_listing(
        session,
        artisan,
        craft_id=craft,
        craft_variant_id=finer,
        district_product_id=product,
        by=artisan.person_id,
        at=AT,
    )
    words: dict[str, Any] = {
        "title": "Blue bowl with a fish",
        "story": "Thrown and glazed by hand at home, fired over two nights.",
        "price": Money(1_050_00),
        "weight_g": 400,
        "days_to_make": 3,
    }
    edit_listing(session, listing, by=artisan.person_id, at=AT, **(words | said))
    if wants_pack(session, listing):
        first = listing.variants[0]
        forms = [Form(first.id, "", first.price_paise, "250 g", Money(max(first.price_paise, Money(100))))]
        set_forms(session, listing, forms, by=artisan.person_id, at=AT)
    if wants_best_before(listing):
        tell_details(session, listing, {}, best_before_days=365, by=artisan.person_id, at=AT)
    add_drawing(session, listing, "bowl.svg", width=400, height=400, alt="A blue bowl")
    return listing


def a_claim(session: Session, listing: Listing) -> Verification:
    """The listing sent to its district, and the claim that waits there."""
    submit_for_verification(session, listing, on_hand=3, by=listing.artisan.person_id, at=AT)
    claim = claim_on(session, SubjectKind.LISTING, listing.id)
    assert claim is not None
    return claim


def an_officer(session: Session, name: str = "Farida") -> UUID:
    """The officer's person id."""
    return a_person(session, name, email=f"{name.lower()}@district.example").id


def all_met(session: Session, claim: Verification) -> dict[str, Answer]:
    """A checklist that carries an approval."""
    return {
        question: Answer(met=True, evidence="Seen at the wheel on 20 Nov")
        for question in asked_of(session, claim)
    }


def a_listing(session: Session, artisan: Artisan | None = None, *, of: str = "Asha", **said: Any) -> Listing:
    """A listing on sale, by the same deeds as the site's."""
    maker = artisan or a_workshop(session, of)
    listing = a_draft(session, maker, **said)
    claim = a_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    publish_listing(session, listing, by=maker.person_id, at=AT)
    return listing


def with_variants(session: Session, listing: Listing, prices: dict[str, int]) -> list[int]:
    """Give a listing variants by name and paise; their ids."""
    wanted = [(None, name, Money(paise)) for name, paise in prices.items()]
    set_variants(session, listing, wanted, by=listing.artisan.person_id, at=AT)
    return [variant.id for variant in listing.variants if variant.active]


def three_photos(session: Session, listing: Listing) -> None:
    """The three uploads every piece needs, not yet re-encoded, in place of an illustration."""
    listing.photos.clear()
    for shade, kind in enumerate(KINDS_NEEDED):
        add_photo(
            session,
            listing,
            a_jpeg(colour=(30, 60 * shade, 160)),
            kind=kind,
            by=listing.artisan.person_id,
            at=AT,
        )


def a_scene(seed: int, width: int = 640, height: int = 480) -> Image.Image:
    """A picture with light and shade in it, another for each seed."""
    lot = random.Random(seed)
    few = Image.new("L", (12, 9))
    few.putdata([lot.randrange(256) for _ in range(108)])
    return few.resize((width, height), Image.Resampling.BICUBIC).convert("RGB")


def as_jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """An image as a phone would send it."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def a_jpeg(
    width: int = 640, height: int = 480, colour: tuple[int, int, int] = (30, 80, 160), **saved: Any
) -> bytes:
    """A plain picture as a phone would send it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", **saved)
    return out.getvalue()
