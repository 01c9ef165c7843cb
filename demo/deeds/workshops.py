"""Makers register, say what they make, are looked at by an officer, and put their goods on sale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions import (
    Form,
    Workshop,
    add_drawing,
    claim_mark,
    draft_listing,
    edit_listing,
    proofs_needed,
    publish_listing,
    register_artisan,
    set_forms,
    submit_artisan,
    submit_for_verification,
    tell_details,
    verify_origin,
)
from catalog.actions.claims import claim_on
from catalog.actions.verification import asked_of
from catalog.models import Artisan, Craft, Listing
from catalog.queries.details import wants_best_before, wants_pack
from catalog.queries.marks import flagged_texts
from catalog.rules.details import net_of
from catalog.rules.marks import FOUR_EYES, red_flags
from catalog.rules.registry import Proof
from catalog.rules.verification import Answer, SubjectKind
from demo.deeds.people import make_artisan, officer_of, second_officer_of, someone
from demo.deeds.places import Places
from demo.drawings.art import SIDE, Art
from demo.drawings.schemes import color
from demo.goods import Good
from demo.people.makers import Maker
from kit.money import Money, largest_remainder
from people.models import District
from stock.actions import Carry, move, open_place
from stock.models import LocationKind, Reason

SEEN = "Example of the demo world: nobody was visited."
FORTNIGHT = 14  # two looms or wheels: what takes a week is made twice a week
FIRST_FORM = ""  # the piece in the picture has no name of its own beside the others
DEMO_ISSUER = "Example issuer of the demo world"
LOOKED_AT_AFTER = timedelta(hours=20)
ON_SALE_AFTER = timedelta(hours=26)
KEEPS_DAYS = 365  # food of which the example says nothing
TOUR_STOCK = 60  # pieces of each form: visitors buy from the makers of the tour, and malls ask them for tens


def open_workshop(session: Session, maker: Maker, places: Places, *, at: datetime) -> Artisan:
    """A maker's workshop with all its goods on sale, begun at `at`. What stands already is left as it is."""
    person = someone(session, mobile=maker.mobile, name=maker.keeper.latin, language=maker.language, at=at)
    artisan = workshop_of(session, person.id)
    if artisan is None:
        artisan = register_artisan(session, papers(maker, places), person_id=person.id, at=at, is_demo=True)
        make_artisan(session, person, artisan.id, at=at)
    offered = slugs_of(session, artisan.id)
    missing = [good for good in maker.goods if good.slug not in offered]
    if missing:
        # Kept at hand, so that each deed finds them in the session and reads them no more.
        _at_hand = (
            session.get_one(District, artisan.district_id),
            [session.get_one(Craft, good.craft_id) for good in missing],
        )
        officer = officer_of(session, maker.state, maker.district)
        for good in missing:
            _offer(session, artisan, good, places, tour=bool(maker.plays), officer=officer, at=at)
    return artisan


def ask_to_join(session: Session, maker: Maker, places: Places, *, at: datetime) -> None:
    """A workshop that has just been handed to the district, and waits for its officer."""
    person = someone(session, mobile=maker.mobile, name=maker.keeper.latin, language=maker.language, at=at)
    if workshop_of(session, person.id) is None:
        artisan = register_artisan(session, papers(maker, places), person_id=person.id, at=at, is_demo=True)
        make_artisan(session, person, artisan.id, at=at)
        submit_artisan(session, artisan, by=person.id, at=at)


def workshop_of(session: Session, person_id: UUID) -> Artisan | None:
    """The workshop somebody keeps."""
    return session.scalars(select(Artisan).where(Artisan.person_id == person_id)).one_or_none()


def slugs_of(session: Session, artisan_id: UUID) -> set[str]:
    """The slugs of what a maker offers; where one was taken, both with and without the letters that freed it."""
    slugs = set(session.scalars(select(Listing.slug).where(Listing.artisan_id == artisan_id)))
    return slugs | {slug[:-5] for slug in slugs if slug[-5:-4] == "-"}


def proofs_of(proofs: Sequence[Proof], maker_pin: str, number: int) -> dict[str, str]:
    """Numbers of the right shape for papers that nobody has issued."""
    shapes = {
        Proof.FSSAI: f"1{maker_pin}0{number % 1_000_000:06d}",  # fourteen digits
        Proof.HUID: f"DM{number % 10_000:04d}",  # six letters and digits
        Proof.TOY_EXEMPTION: f"DEMO/DCH/{number % 10_000:04d}",
    }
    return {str(proof): shapes[proof] for proof in proofs}


@cache
def ground(good: Good) -> str:
    """The color a drawing stands on: shown until it has come."""
    art = Art(good)
    color(art)
    return art.ground


def papers(maker: Maker, places: Places) -> Workshop:
    """What a maker writes when registering."""
    return Workshop(
        kind=maker.kind,
        name=maker.name,
        legal_name=maker.legal_name,
        district_id=places.districts[maker.state, maker.district],
        address_line=maker.address_line,
        pin=maker.pin,
        gst_kind=maker.gst_kind,
        gstin=maker.gstin,
        enrolment_no=maker.enrolment_no,
        pan=maker.pan,
        story=maker.story,
        language=maker.language,
    )


def _offer(
    session: Session, artisan: Artisan, good: Good, places: Places, *, tour: bool, officer: UUID, at: datetime
) -> None:
    """One good: said in two or three languages, priced, drawn, in stock, looked at, on sale."""
    by = artisan.person_id
    listing = draft_listing(
        session,
        artisan,
        craft_id=good.craft_id,
        craft_variant_id=good.variant_id,
        district_product_id=places.products.get((artisan.district_id, good.registry_product)),
        by=by,
        at=at,
        is_demo=True,
    )
    _describe(session, artisan, listing, good, at=at)
    add_drawing(
        session,
        listing,
        f"{good.slug}.svg",
        width=SIDE,
        height=SIDE,
        alt=good.title_en,
        colour=ground(good),
    )
    on_hand = _stock(session, artisan, listing, good, tour=tour, at=at)
    _mark(session, listing, good, officer=officer, at=at)
    submit_for_verification(session, listing, on_hand=on_hand, by=by, at=at)
    claim = claim_on(session, SubjectKind.LISTING, listing.id)
    assert claim is not None
    answers = {question: Answer(met=True, evidence=SEEN) for question in asked_of(session, claim)}
    verify_origin(session, claim, answers, by=officer, at=at + LOOKED_AT_AFTER)
    publish_listing(session, listing, by=by, at=at + ON_SALE_AFTER)


def _mark(session: Session, listing: Listing, good: Good, *, officer: UUID, at: datetime) -> None:
    """A mark for each word said of it that needs one, claimed and looked at; no issuer has heard of it."""
    for flag in red_flags(flagged_texts(session, listing)):
        kind = min(flag.marks)
        number = listing.variants[0].id % 1_000_000
        mark = claim_mark(
            session,
            listing.artisan,
            kind=kind,
            number=f"DEMO/{number:06d}",
            issuer=DEMO_ISSUER,
            expires_on=None,
            listing=listing,
            by=listing.artisan.person_id,
            at=at,
        )
        claim = claim_on(session, SubjectKind.MARK, mark.id)
        assert claim is not None
        answers = {question: Answer(met=True, evidence=SEEN) for question in asked_of(session, claim)}
        verify_origin(session, claim, answers, by=officer, at=at + LOOKED_AT_AFTER)
        if kind in FOUR_EYES:
            second = second_officer_of(session, good.state, officer)
            verify_origin(session, claim, answers, by=second, at=at + LOOKED_AT_AFTER)


def _describe(session: Session, artisan: Artisan, listing: Listing, good: Good, *, at: datetime) -> None:
    """Words, weight, days, papers and prices; the English title comes last, for it names the address."""
    by = artisan.person_id
    if good.title_local and good.local_lang:
        edit_listing(session, listing, by=by, at=at, locale=good.local_lang, title=good.title_local)
    if good.title_hi:
        edit_listing(session, listing, by=by, at=at, locale="hi", title=good.title_hi, story=good.story_hi)
    edit_listing(
        session,
        listing,
        by=by,
        at=at,
        title=good.title_en,
        story=good.story_en,
        care=good.care,
        weight_g=good.weight_g,
        days_to_make=good.days_to_make,
        made_to_order=good.made_to_order,
        weekly_capacity=max(1, FORTNIGHT // max(1, good.days_to_make)) if good.made_to_order else None,
        proofs=proofs_of(proofs_needed(session, listing), artisan.pin, listing.variants[0].id),
    )
    price = Money(good.price_paise)
    first = listing.variants[0]
    net = net_in(good.title_en, good.weight_g) if wants_pack(session, listing) else ""
    forms = [_form(first.id, FIRST_FORM if good.variants else "", price, net)]
    forms += [
        _form(
            None,
            each.name,
            price + each.price_delta_paise,
            net and net_in(f"{each.name} {good.title_en}", good.weight_g),
        )
        for each in good.variants
    ]
    set_forms(session, listing, forms, by=by, at=at)
    tell_details(
        session,
        listing,
        {
            "materials": ", ".join(good.materials),
            "technique": good.technique,
            "dimensions": f"{good.dimensions_cm} cm" if good.dimensions_cm else "",
        },
        best_before_days=(good.shelf_life_days or KEEPS_DAYS) if wants_best_before(listing) else None,
        by=by,
        at=at,
    )


def _form(variant_id: int | None, name: str, price: Money, net: str) -> Form:
    return Form(variant_id, name, price, net, price if net else None)


def net_in(words: str, weight_g: int) -> str:
    """How much is in a pack, by the words of its name; else by its weight."""
    said = re.search(r"[0-9]+(?:\.[0-9]+)? ?(?:g|kg|ml|l|litre|pieces|pcs)\b", words)
    found = net_of(said.group()) if said else None
    return str(found) if found else f"{weight_g} g"


def _stock(
    session: Session, artisan: Artisan, listing: Listing, good: Good, *, tour: bool, at: datetime
) -> int:
    """Put the opening stock into the workshop: half of it in the form shown, the rest in the others."""
    weights = [2 if len(listing.variants) > 1 else 1, *(1 for _ in listing.variants[1:])]
    pieces = largest_remainder(good.stock_qty, weights)
    if tour:
        pieces = [TOUR_STOCK for _ in pieces]
    made, workshop = (
        open_place(session, LocationKind.MADE),
        open_place(session, LocationKind.WORKSHOP, artisan.id),
    )
    carries = [
        Carry(f"demo-opening:{variant.id}", variant.id, artisan.id, quantity, made, workshop, Reason.MADE)
        for variant, quantity in zip(listing.variants, pieces, strict=True)
        if quantity
    ]
    move(session, carries, by=artisan.person_id, at=at)
    return sum(pieces)
