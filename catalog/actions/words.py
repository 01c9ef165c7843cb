"""The words a listing is found by: laid down as numbers of words, with the place each stands in.

`listings.words` is a tsvector whose words are the ids of `search_words`, weighed A to D as `rules.ranking.Field` says;
a word that stands only in a story is written `s` and its id, so that it is asked for only when nothing better is
found; `l` and a number is the lot of the listing, by which a search that fits thousands takes a fair part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import TSVECTOR, aggregate_order_by, insert
from sqlalchemy.orm import Session

from catalog.models import (
    Artisan,
    Craft,
    CraftFamily,
    CraftVariant,
    DistrictProduct,
    Listing,
    ListingDetails,
    ListingText,
    SearchWord,
)
from catalog.rules.listing import ListingStatus
from catalog.rules.materials import materials_of
from catalog.rules.ranking import Field
from catalog.rules.search import LOTS, NUMBER, SILENT
from catalog.rules.spelling import WORD, fold_word, romanise, skeleton
from people.models import District, State

BATCH = 500
WORD_MAX = 40
PLACES_MAX = 16_000  # PostgreSQL counts a word's places to 16,383

Words = dict[str, tuple[Field, str]]  # fold → the best place it stands in, and how it is written there


def index_words(session: Session, listing_id: UUID) -> None:
    """Lay down the words of one listing anew: its titles above all, then craft, then product, place and maker."""
    index_many(session, [listing_id])


def index_many(session: Session, listing_ids: Sequence[UUID]) -> None:
    """Lay down the words of these listings anew, and what they are made of; three statements."""
    rows = session.execute(_said(listing_ids)).all()
    found = {row.id: _words_of(row) for row in rows}
    ids = _ids_of(session, found.values())
    laid = [
        {
            "of": row.id,
            "laid": vector(found[row.id], ids, row.id),
            "shortest": min((len(set(written_words(title))) for title in row.titles or []), default=0),
            "made_of": materials_of(row.told or "", row.titles or [], row.thread),
        }
        for row in rows
    ]
    if laid:
        table = Listing.__table__
        laying = update(table).where(table.c.id == bindparam("of"))  # type: ignore[arg-type]
        values = {
            "words": cast(bindparam("laid"), TSVECTOR),
            "title_words": bindparam("shortest"),
            "materials": bindparam("made_of"),
        }
        session.execute(laying.values(values), laid)


def index_all(session: Session) -> Iterator[int]:
    """Lay down the words of everything on sale anew, part by part; yields how many are done. Then count them."""
    on_sale = select(Listing.id).where(Listing.status == ListingStatus.PUBLISHED).order_by(Listing.id)
    ids = session.scalars(on_sale).all()
    for begin in range(0, len(ids), BATCH):
        index_many(session, ids[begin : begin + BATCH])
        yield min(begin + BATCH, len(ids))
    count_words(session)


def count_words(session: Session) -> int:
    """Count anew in how many listings on sale each word stands; how many words changed.

    A word that stands nowhere any more keeps its row and counts 0: it is offered to nobody.
    """
    counted = text(
        """
        WITH seen AS (
            SELECT ltrim(word, 's')::bigint AS id, sum(ndoc)::int AS listings
            FROM ts_stat('SELECT words FROM listings WHERE status = ''published'' AND words IS NOT NULL')
            WHERE word !~ '^l' GROUP BY 1)
        UPDATE search_words SET listings = coalesce(seen.listings, 0)
        FROM search_words AS same LEFT JOIN seen ON seen.id = same.id
        WHERE search_words.id = same.id AND search_words.listings <> coalesce(seen.listings, 0)
        """
    )
    return int(session.execute(counted).rowcount)  # type: ignore[attr-defined]


def lot_of(listing_id: UUID) -> str:
    """The lot of a listing, as it stands among its words."""
    return f"l{listing_id.int % LOTS}"


def vector(words: Words, ids: dict[str, int], listing_id: UUID) -> str:
    """The words of a listing as PostgreSQL writes a tsvector."""
    parts = [f"'{lot_of(listing_id)}':1"]
    for place, (fold, (field, _)) in enumerate(words.items(), start=1):
        mark = "s" if field is Field.STORY else ""
        parts.append(f"'{mark}{ids[fold]}':{min(place, PLACES_MAX)}{field.value}")
    return " ".join(parts)


def _said(listing_ids: Sequence[UUID]) -> Any:
    """Everything that is said of these listings, place by place."""
    of_listing = ListingText.listing_id == Listing.id
    # English first, and then the other languages: a word is shown as it was first written.
    ordered = (ListingText.locale != "en", ListingText.locale)
    titles, stories = (
        select(func.array_agg(aggregate)).where(of_listing).scalar_subquery()
        for aggregate in (
            aggregate_order_by(ListingText.title, *ordered),
            aggregate_order_by(ListingText.story, *ordered),
        )
    )
    return (
        select(
            Listing.id,
            titles.label("titles"),
            stories.label("stories"),
            func.concat_ws(
                " ",
                Craft.name_en,
                CraftVariant.name_en,
                CraftFamily.name_en,
                Craft.name_hi,
                CraftVariant.name_hi,
                CraftFamily.name_hi,
            ).label("crafts"),
            func.concat_ws(
                " ",
                DistrictProduct.name,
                District.name,
                func.array_to_string(District.aliases, " "),
                State.name,
                State.name_hi,
                Artisan.name,
            ).label("places"),
            ListingDetails.materials.label("told"),
            CraftFamily.thread,
        )
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(ListingDetails, ListingDetails.listing_id == Listing.id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
        .where(Listing.id.in_(listing_ids))
    )


def _words_of(row: Any) -> Words:
    """The words of one listing, each once, where it counts most."""
    words: Words = {}
    for field, texts in (
        (Field.TITLE, row.titles or []),
        (Field.CRAFT, [row.crafts]),
        (Field.PLACE, [row.places]),
        (Field.STORY, row.stories or []),
    ):
        for said in texts:
            for fold, written in written_words(said):
                words.setdefault(fold, (field, written))
    return words


def written_words(said: str) -> Iterator[tuple[str, str]]:
    """The words of a text that tell something: (fold, as written in Latin letters)."""
    for written in WORD.findall(romanise(said)):
        fold = fold_word(written[:WORD_MAX])
        if fold not in SILENT and not NUMBER.fullmatch(fold):
            yield fold, written


def _ids_of(session: Session, listings: Iterable[Words]) -> dict[str, int]:
    """The number of each word; new ones are given one. In the order of the alphabet, so that nobody waits in a ring."""
    written = {fold: word for words in listings for fold, (_, word) in words.items()}
    folds = sorted(written)
    known = _known(session, folds)
    new = [
        {"fold": fold, "skeleton": skeleton(fold), "word": written[fold]}
        for fold in folds
        if fold not in known
    ]
    if new:
        session.execute(insert(SearchWord).on_conflict_do_nothing(index_elements=["fold"]), new)
        known |= _known(session, [row["fold"] for row in new])
    return known


def _known(session: Session, folds: list[str]) -> dict[str, int]:
    wanted = select(SearchWord.fold, SearchWord.id).where(SearchWord.fold == func.any(folds))
    return {row.fold: row.id for row in session.execute(wanted)}
