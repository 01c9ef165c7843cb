"""Pictures that look like those of a listing, on listings of other makers: what an officer should see before yes."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import BigInteger, Integer, and_, cast, column, func, or_, select, values
from sqlalchemy.dialects.postgresql import ARRAY, BIT
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Photo
from catalog.queries.parts import words_in
from catalog.rules.listing import ListingStatus
from catalog.rules.looks import ALIKE_BITS, mirrored, probes
from catalog.rules.photo import PhotoStatus, Picture, picture
from people.models import District

FOUND_MAX = 12
_SENT = (ListingStatus.IN_REVIEW, ListingStatus.APPROVED, ListingStatus.PUBLISHED, ListingStatus.WITHDRAWN)


class Likeness(NamedTuple):
    """A picture of another maker that looks like one of this listing."""

    own: Picture
    other: Picture
    mirrored: bool
    bits: int
    title: str
    slug: str
    on_sale: bool
    maker: str
    district: str


def likenesses(
    session: Session, listing: Listing, district_ids: Collection[int], locale: str = "en"
) -> list[Likeness]:
    """What looks like a picture of this listing, the most alike first; at most 12. One statement.

    Among goods on sale anywhere, and what was sent to the officers of `district_ids`. A maker's own pictures are
    not compared, nor drawings. Some 5 ms for three pictures among 100,000, by an index over parts of their looks.
    """
    looked = {photo.id: photo for photo in listing.photos if photo.look is not None}
    if not looked:
        return []
    asked = [
        (photo.id, look, probes(look), turned)
        for photo in looked.values()
        if photo.look is not None
        for look, turned in ((photo.look, False), (mirrored(photo.look), True))
    ]
    ours = values(
        column("photo_id", BigInteger),
        column("look", BigInteger),
        column("probes", ARRAY(Integer)),
        column("turned", Integer),
        name="ours",
    ).data([(number, look, bands, int(turned)) for number, look, bands, turned in asked])
    bits = func.bit_count(cast(Photo.look.op("#")(ours.c.look), BIT(64)))
    said = words_in(locale)
    query = (
        select(Photo, ours.c.photo_id, ours.c.turned, bits, said.c.title, Listing.slug, Listing.status)
        .add_columns(Artisan.name, District.name)
        .select_from(ours)
        .join(Photo, and_(Photo.bands.overlap(ours.c.probes), bits <= ALIKE_BITS))
        .join(Listing, Listing.id == Photo.listing_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(said, Listing.id.is_not(None))
        .where(
            Photo.status == PhotoStatus.READY,
            Listing.artisan_id != listing.artisan_id,
            or_(
                Listing.status == ListingStatus.PUBLISHED,
                Listing.status.in_(_SENT) & Listing.district_id.in_(sorted(district_ids)),
            ),
        )
        .order_by(bits, Photo.id)
        .limit(FOUND_MAX)
    )
    found = []
    for photo, own_id, turned, apart, title, slug, status, maker, district in session.execute(query):
        own, other = _shown(looked[own_id]), _shown(photo)
        if own is not None and other is not None:
            on_sale = status is ListingStatus.PUBLISHED
            found.append(Likeness(own, other, bool(turned), apart, title, slug, on_sale, maker, district))
    return found


def _shown(photo: Photo) -> Picture | None:
    return picture(
        drawing=photo.drawing,
        renditions=photo.renditions,
        width=photo.width,
        height=photo.height,
        alt=photo.alt,
        colour=photo.colour,
    )
