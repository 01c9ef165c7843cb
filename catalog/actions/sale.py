"""Deeds of sale: send a listing to the district, put it on sale, take it off; and what still keeps it from that."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from catalog.actions.claims import open_claim
from catalog.actions.voice import send_voices_of
from catalog.actions.words import index_words
from catalog.errors import ArtisanSuspended, CraftNotSold, ListingNotReady
from catalog.events import ListingPublished, ListingWithdrawn, VerificationRequested
from catalog.models import Artisan, Craft, Listing
from catalog.queries.details import best_before_told, pack_told
from catalog.queries.marks import words_unproven
from catalog.queries.parts import flags, seller
from catalog.queries.registry import TariffLine, tariff_line
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import LISTING_STEPS, ListingStatus, gaps, proof_faults, publication_gaps
from catalog.rules.photo import PhotoKind, PhotoStatus, kinds_missing
from catalog.rules.registry import Proof
from catalog.rules.registry import gates as gates_of
from catalog.rules.verification import SubjectKind
from kit.clock import business_day
from kit.errors import Refusal
from kit.events import record
from kit.money import Money
from kit.steps import advance
from people.models import District
from tax.queries import tariff
from tax.rules import MakerShare, Seller, find_rate, maker_gets, offered_today


def listing_gaps(session: Session, listing: Listing, *, on_hand: int, at: datetime) -> list[str]:
    """What still keeps a listing from being sent, in the order the form asks. `on_hand`: pieces in the workshop."""
    line = _sold_line(session, listing)
    words = listing.words_in("en")
    return gaps(
        craft_sold=line is not None,
        title=words.title if words else "",
        story=words.story if words else "",
        photos_met=not photos_missing(listing),
        price=listing.price_paise,
        rate_known=_rates_known(session, line, _prices(listing), at=at),
        stock=on_hand,
        made_to_order=listing.made_to_order,
        weight_g=listing.weight_g,
        days_to_make=listing.days_to_make,
        proofs_met=not proof_faults(proofs_needed(session, listing), listing.proofs),
        pack_told=pack_told(session, listing),
        best_before_told=best_before_told(session, listing),
        marks_claimed=not words_unproven(session, listing, on=business_day(at), verified=False),
    )


def photos_missing(listing: Listing, *, ready: bool = False) -> list[PhotoKind]:
    """Which of its three pictures a listing still lacks; `ready`: counting only those that can be shown already."""
    counted = [
        photo
        for photo in listing.photos
        if (photo.status is PhotoStatus.READY and not (ready and photo.waits))
        or (not ready and photo.status is PhotoStatus.UPLOADED)
    ]
    return kinds_missing([photo.kind for photo in counted], illustrated=any(p.drawing for p in counted))


def submit_for_verification(
    session: Session, listing: Listing, *, on_hand: int, by: UUID, at: datetime
) -> None:
    """Send a listing to the officers of its district; a second press is quiet. A new workshop goes with it.

    `on_hand` is the number of pieces in the workshop, which the room `stock` knows. Raises ListingNotReady with
    the gaps, ArtisanSuspended, ImpossibleStep (it was approved already).
    """
    if listing.status is ListingStatus.IN_REVIEW:
        return
    artisan = listing.artisan
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    if missing := listing_gaps(session, listing, on_hand=on_hand, at=at):
        raise ListingNotReady(gaps=missing)
    advance(listing, ListingStatus.IN_REVIEW, LISTING_STEPS)
    claim = open_claim(session, SubjectKind.LISTING, listing.id, artisan=artisan, at=at)
    send_voices_of(session, listing, by=by, at=at)
    record(
        session, VerificationRequested(listing.id, artisan.id, artisan.district_id, claim.id), by=by, at=at
    )


def publish_gaps(session: Session, listing: Listing, *, at: datetime) -> list[str]:
    """What still keeps a listing from going on sale; the page that shows it and the door that refuses both ask."""
    line = _sold_line(session, listing)
    return publication_gaps(
        craft_sold=line is not None,
        rate_known=_rates_known(session, line, _prices(listing), at=at),
        photos_ready=not photos_missing(listing, ready=True),
        origin_verified=listing.origin_verified,
        maker_verified=listing.artisan.status is ArtisanStatus.VERIFIED,
        seller_offered=seller_offered(session, listing.artisan),
        marks_stand=not words_unproven(session, listing, on=business_day(at), verified=True),
    )


def publish_listing(session: Session, listing: Listing, *, by: UUID, at: datetime) -> None:
    """Put a listing on sale and say so; a second press is quiet. Raises ListingNotReady with what is lacking."""
    if listing.publish(at, gaps=publish_gaps(session, listing, at=at)):
        session.flush()
        index_words(session, listing.id)
        record(session, ListingPublished(listing.id, listing.artisan_id), by=by, at=at)


def withdraw_listing(session: Session, listing: Listing, *, by: UUID, at: datetime) -> None:
    """Take a listing off sale and say so; a second press is quiet. Raises ImpossibleStep when it never was on."""
    if listing.withdraw():
        record(session, ListingWithdrawn(listing.id, listing.artisan_id), by=by, at=at)


def seller_offered(session: Session, artisan: Artisan) -> bool:
    """Whether this site can sell for this maker inside the maker's own State today."""
    state = session.get_one(District, artisan.district_id).state_code
    try:
        offered_today(as_seller(artisan, state), place=state)
    except Refusal:
        return False
    return True


def as_seller(artisan: Artisan, state_code: str) -> Seller:
    """A workshop as the tax rules see it."""
    return seller(
        artisan.id,
        gst_kind=artisan.gst_kind,
        state_code=state_code,
        pan=artisan.pan,
        gstin=artisan.gstin,
        enrolment_no=artisan.enrolment_no,
    )


def rate_known(session: Session, listing: Listing, price: Money, *, at: datetime) -> bool:
    """Whether the law has one GST rate for these goods at this price (an unknown line and a slab's gap have none)."""
    return _rates_known(session, _sold_line(session, listing), {price}, at=at)


def share_of(session: Session, listing: Listing, price: Money, *, at: datetime) -> MakerShare:
    """What the maker gets of one piece at this price, and who gets the rest: by the rules that will pay out.

    Raises CraftNotSold, and of `tax` RateUnknown and SlabPriceAmbiguous.
    """
    line = tariff_line(session, listing.craft_id, listing.craft_variant_id)
    if line is None:
        raise CraftNotSold(craft=listing.craft_id)
    state = session.get_one(District, listing.artisan.district_id).state_code
    table = tariff(session, at)
    return maker_gets(
        price,
        hsn=line.hsn8,
        flags=flags(handicraft=line.handicraft, prepacked=line.prepacked),
        seller=as_seller(listing.artisan, state),
        rates=table.rates,
        levies=table.levies,
        on=table.on,
    )


def proofs_needed(session: Session, listing: Listing) -> list[Proof]:
    """The papers without which goods of this craft may not be sold."""
    craft = session.get(Craft, listing.craft_id)
    return gates_of(craft.proofs) if craft is not None else []


def rates_known(session: Session, line: TariffLine, listing: Listing, *, at: datetime) -> bool:
    """Whether the law has one GST rate for goods of this line at each of the listing's prices."""
    return _rates_known(session, line, _prices(listing), at=at)


def _prices(listing: Listing) -> set[Money]:
    return {variant.price_paise for variant in listing.variants if variant.active and variant.price_paise > 0}


def _rates_known(session: Session, line: TariffLine | None, prices: set[Money], *, at: datetime) -> bool:
    if line is None or not prices:
        return not prices
    table, marks = tariff(session, at), flags(handicraft=line.handicraft, prepacked=line.prepacked)
    try:
        for price in prices:
            find_rate(table.rates, line.hsn8, marks, table.on, amount=int(price))
    except Refusal:
        return False
    return True


def _sold_line(session: Session, listing: Listing) -> TariffLine | None:
    return tariff_line(session, listing.craft_id, listing.craft_variant_id)
