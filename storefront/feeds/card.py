"""The share card of a piece: drawn once for each set of words and picture, kept with the pictures by its content."""

from __future__ import annotations

from hashlib import sha256

from flask import Response, abort, g, request

from catalog import storage
from catalog.queries.pages import ListingPage, listing_page
from catalog.rules.photo import MEDIA
from storefront.access import public
from storefront.feeds.drawing import EDITION, WIDTH, Words, draw
from storefront.words.figures import inr
from storefront.words.tongues import reading

PICTURE_WANTED = 800  # the rendition that is cut to size
KEPT = "public, max-age=3600, stale-while-revalidate=86400"


@public
def card(slug: str) -> Response:
    good = listing_page(g.session, slug, reading()) or abort(404)
    words = words_of(good)
    source = photograph_of(good)
    digest = sha256("\x00".join((EDITION, *words, source)).encode()).hexdigest()
    key = storage.rendition_key(digest, WIDTH, "jpg")
    drawn = storage.get(key)
    if drawn is None:
        drawn = draw(words, storage.get(source) if source else None)
        storage.put(key, drawn)
    answer = Response(drawn, content_type="image/jpeg")
    answer.headers["Cache-Control"] = KEPT
    answer.set_etag(digest)
    answer.make_conditional(request)
    return answer


def words_of(good: ListingPage) -> Words:
    """What the card says."""
    return Words(
        title=good.title,
        craft=good.craft_name_hi if reading() == "hi" else good.craft_name_en,
        price=inr(good.price),
        district=good.place.district_name,
        state=good.place.state_name,
        maker=good.maker.name,
    )


def photograph_of(good: ListingPage) -> str:
    """The key of the first photograph in the size nearest to the one wanted; empty for drawings."""
    taken = next((each for each in good.pictures if not each.is_illustration), None)
    if taken is None:
        return ""
    sizes = [part.rpartition(" ") for part in taken.srcset.split(", ") if part]
    by_width = {int(width.rstrip("w")): address for address, _, width in sizes} or {0: taken.src}
    nearest = min(by_width, key=lambda width: abs(width - PICTURE_WANTED))
    return by_width[nearest].removeprefix(MEDIA)
