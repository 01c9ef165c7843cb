"""The words a listing is found by."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, literal_column, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalog.models import Artisan, Craft, CraftFamily, CraftVariant, DistrictProduct, Listing, ListingText
from people.models import District, State

_LETTERS: dict[str, ColumnElement[str]] = {
    letter: literal_column(f"'{letter}'") for letter in "ABCD"
}  # PostgreSQL's weights are a type of their own


def index_words(session: Session, listing_id: UUID) -> None:
    """Lay down the words of one listing: its titles above all, then craft and maker, then place, then stories."""
    titles = _joined(ListingText.title, listing_id)
    stories = _joined(ListingText.story, listing_id)
    words = (
        _weighed("A", titles)
        .op("||")(
            _weighed("B", _spaced(Craft.name_en, Craft.name_hi, CraftVariant.name_en, CraftVariant.name_hi))
        )
        .op("||")(
            _weighed(
                "B", _spaced(DistrictProduct.name, Artisan.name, CraftFamily.name_en, CraftFamily.name_hi)
            )
        )
        .op("||")(
            _weighed("B", _spaced(District.name, func.array_to_string(District.aliases, " "), State.name))
        )
        .op("||")(_weighed("D", stories))
    )
    found = (
        select(words)
        .select_from(Listing)
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
        .where(Listing.id == listing_id)
        .scalar_subquery()
    )
    session.execute(
        update(Listing)
        .where(Listing.id == listing_id)
        .values(words=found)
        .execution_options(synchronize_session=False)
    )


def _joined(column: InstrumentedAttribute[str], listing_id: UUID) -> ScalarSelect[Any]:
    return select(func.string_agg(column, " ")).where(ListingText.listing_id == listing_id).scalar_subquery()


def _spaced(*columns: Any) -> ColumnElement[str]:
    return func.concat_ws(" ", *columns)


def _weighed(weight: str, text: Any) -> ColumnElement[Any]:
    return func.setweight(func.to_tsvector("simple", func.coalesce(text, "")), _LETTERS[weight])
