"""The shapes that programs read and write: one model for each, from which the OpenAPI is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from catalog.rules.artisan import ArtisanKind
from catalog.rules.listing import HANDS_MAX, ListingStatus
from catalog.rules.marks import MarkKind
from catalog.rules.materials import Material
from catalog.rules.registry import Confidence, GICategory, GITagged, Returnability, Sector, Standing, Unit
from catalog.rules.search import PriceBand, Sort
from people.rules.places import DistrictStatus

PAGE = 24
PAGE_MAX = 50
LONG_PAGE = 100
LONG_PAGE_MAX = 500
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
STATE_CODE = r"^[0-9]{2}$"
PIN = r"^[1-9][0-9]{5}$"
FOUND_KEY = r"^[0-9a-f]{1,6}-[0-9a-f]{1,14}-[0-9a-f]{32}$"
SHELF_KEY = r"^[0-9a-f]{1,14}-[0-9a-f]{32}$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=160)]
StateCode = Annotated[str, Field(pattern=STATE_CODE, description="Two-digit GST State code")]
Paise = Annotated[int, Field(ge=0, description="Indian paise; 100 to the rupee; GST included")]
Item = TypeVar("Item")


def whole(value: Any) -> Any:
    """A JSON number without a fraction is a whole number however it is written: 3.0 is 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Shape(BaseModel):
    """What we answer: no more than is written here."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Page(Shape, Generic[Item]):
    """Part of a list. `next` is the `after` of the next part; null at the end."""

    items: list[Item]
    next: str | None

    @classmethod
    def of(cls, rows: Sequence[Any], limit: int, *, key: str) -> Self:
        """The first `limit` rows; one row more than that says that the list goes on after their last `key`."""
        shown = list(rows[:limit])
        onward = str(getattr(shown[-1], key)) if len(rows) > limit else None
        return cls.model_validate({"items": shown, "next": onward}, from_attributes=True)


class State(Shape):
    """A State or Union Territory."""

    code: StateCode
    slug: str
    name: str
    name_hi: str
    is_union_territory: bool
    districts: int


class District(Shape):
    """A district as the Local Government Directory counts it."""

    slug: str
    name: str
    state_code: StateCode
    state_slug: str
    state_name: str
    lgd_code: int | None
    status: DistrictStatus
    latitude: float
    longitude: float
    aliases: list[str]


class RegistryProduct(Shape):
    """A product that a list names for a district. `standing` and `source_note` say on whose word."""

    id: int
    name: str
    district_slug: str
    district_name: str
    state_code: StateCode
    state_name: str
    sector: Sector
    standing: Standing
    source_note: str
    gi_tagged: GITagged
    gi_name: str | None
    craft_slug: str
    craft_name: str
    craft_confidence: Confidence
    is_goods: bool


class DistrictSheet(District):
    """A district with its products, the weightiest list's first, and how much is on sale."""

    products: list[RegistryProduct]
    listings: int


class GIGood(Shape):
    """A registered geographical indication; `number` is the list's own."""

    id: int
    number: int
    name: str
    category: GICategory
    state_codes: list[StateCode]


class Craft(Shape):
    """A craft of goods."""

    slug: str
    name_en: str
    name_hi: str
    family_slug: str
    family_name_en: str
    hsn: str
    unit: Unit


class Maker(Shape):
    """A verified workshop."""

    slug: str
    name: str
    kind: ArtisanKind
    language: str
    district_slug: str
    district_name: str
    state_code: StateCode
    state_name: str
    verified_at: datetime
    listings: int
    is_demo: bool


class MakerSheet(Shape):
    """A verified workshop, with its story in its own words."""

    slug: str
    name: str
    kind: ArtisanKind
    language: str
    story: str
    district_slug: str
    district_name: str
    state_code: StateCode
    state_name: str
    verified_at: datetime | None
    listings: int
    is_demo: bool
    url: str


class Photo(Shape):
    """A picture; `illustration` where it is a drawing of the demo world."""

    url: str
    width: int
    height: int
    alt: str
    illustration: bool


class ListingCard(Shape):
    """A piece on sale, short. `product` is the registry's product it cites, if any."""

    title: str
    slug: str
    district: str
    district_slug: str
    state: str
    state_code: StateCode
    product: str | None
    craft: str
    craft_slug: str
    family_slug: str
    price_paise: Paise
    maker_gets_paise: Paise
    unit: Unit
    maker: str
    maker_slug: str
    made_to_order: bool
    ready_in_days: int
    picture: Photo | None
    language: str
    is_demo: bool
    url: str


class PriceForMany(Shape):
    """From `min_quantity` pieces on, in whole cases of `case_pack`, one costs `price_paise`."""

    min_quantity: int
    case_pack: int
    price_paise: Paise


class VariantOnSale(Shape):
    """A size or colour. `available` counts what the workshop holds and nobody was promised."""

    id: int
    name: str
    price_paise: Paise
    weight_g: int
    available: int
    tiers: list[PriceForMany]


class ListingSheet(Shape):
    """A piece on sale, whole. `title`, `story` and `care` are the maker's own words in `language`.

    A piece made to order leaves its maker in `ready_in_days`, after the orders before it (`weekly_capacity` a week)
    and the days until `maker_away_until`.
    """

    title: str
    slug: str
    language: str
    story: str
    care: str
    district: str
    district_slug: str
    state: str
    state_code: StateCode
    product: str | None
    product_id: int | None
    craft: str
    craft_slug: str
    family_slug: str
    price_paise: Paise
    maker_gets_paise: Paise
    unit: Unit
    hsn: str
    weight_g: int
    made_to_order: bool
    weekly_capacity: int | None
    ready_in_days: int
    maker_away_until: date | None
    returnable: Returnability
    perishable: bool
    published_at: datetime
    origin_checked_at: datetime | None
    proofs: dict[str, str]
    variants: list[VariantOnSale]
    pictures: list[Photo]
    maker: str
    maker_slug: str
    is_demo: bool
    url: str


class FacetValue(Shape):
    """One way to narrow a search, and how many pieces remain; `value` is what the parameter of the facet takes."""

    value: str
    name: str
    count: int


class Found(Shape):
    """What a search found. `about`: the counts are drawn from a part; `partly`: no piece has every word."""

    items: list[ListingCard]
    facets: dict[str, list[FacetValue]]
    next: str | None
    total: int
    about: bool
    partly: bool


class OwnVariant(Shape):
    """A variant of one's own workshop."""

    id: int
    name: str
    price_paise: Paise
    on_hand: int
    promised: int


class OwnListing(Shape):
    """A listing of one's own workshop, a draft too."""

    slug: str
    title: str
    status: ListingStatus
    price_paise: Paise
    variants: list[OwnVariant]


class StockCount(BaseModel):
    """How many pieces the workshop holds now, those promised to buyers included."""

    model_config = ConfigDict(extra="forbid", strict=True)

    on_hand: Annotated[int, Field(ge=0, le=HANDS_MAX), BeforeValidator(whole)]


class States(Page[State]):
    """All States and Union Territories."""


class Districts(Page[District]):
    """Part of the districts."""


class RegistryProducts(Page[RegistryProduct]):
    """Part of the registry."""


class GIGoods(Page[GIGood]):
    """Part of the geographical indications."""


class Crafts(Page[Craft]):
    """Part of the crafts."""


class Makers(Page[Maker]):
    """Part of the makers."""


class ListingCards(Page[ListingCard]):
    """Part of what is on sale."""


class OwnListings(Page[OwnListing]):
    """The listings of one workshop."""


class Fault(Shape):
    """One thing that was wrong with what was asked."""

    at: str
    says: str


class Problem(Shape):
    """What went wrong (RFC 9457). `code` names a refusal; `errors` lists what to put right."""

    type: str
    title: str
    status: int
    detail: str | None = None
    code: str | None = None
    request_id: str | None = None
    errors: list[Fault] | None = None


class Asked(BaseModel):
    """What stands behind the question mark: only the names written here."""

    model_config = ConfigDict(extra="forbid")


Language = Annotated[Literal["en", "hi"], Field(description="In whose words, where the maker wrote them")]
Limit = Annotated[int, Field(ge=1, le=PAGE_MAX)]
LongLimit = Annotated[int, Field(ge=1, le=LONG_PAGE_MAX)]


class NothingAsked(Asked):
    """No question mark."""


class WordsAsked(Asked):
    """The language of the maker's words."""

    language: Language = "en"


class DistrictsAsked(Asked):
    """Which districts."""

    state: StateCode | None = None
    after: Slug | None = None
    limit: LongLimit = LONG_PAGE


class ProductsAsked(Asked):
    """Which products of the registry."""

    state: StateCode | None = None
    district: Slug | None = None
    after: Annotated[int, Field(ge=0, le=2**53)] | None = None
    limit: LongLimit = LONG_PAGE


class GIGoodsAsked(Asked):
    """Which geographical indications."""

    state: StateCode | None = None
    after: Annotated[int, Field(ge=0, le=2**53)] | None = None
    limit: LongLimit = LONG_PAGE


class CraftsAsked(Asked):
    """Which crafts."""

    family: Slug | None = None
    after: Slug | None = None
    limit: LongLimit = LONG_PAGE


class MakersAsked(Asked):
    """Which makers."""

    state: StateCode | None = None
    district: Slug | None = None
    after: Slug | None = None
    limit: LongLimit = LONG_PAGE


class ListingsAsked(Asked):
    """Which pieces, the newest first."""

    state: StateCode | None = None
    district: Slug | None = None
    family: Slug | None = None
    craft: Slug | None = None
    maker: Slug | None = None
    language: Language = "en"
    after: Annotated[str, Field(pattern=SHELF_KEY)] | None = None
    limit: Limit = PAGE


class SearchAsked(Asked):
    """What is looked for: words in any script or spelling."""

    q: Annotated[str, Field(min_length=1, max_length=100)]
    state: StateCode | None = None
    district: Slug | None = None
    family: Slug | None = None
    material: Annotated[Material, Field(description="What the piece is made of")] | None = None
    mark: Annotated[MarkKind, Field(description="A mark that stands today, by number and officer")] | None = (
        None
    )
    price: Annotated[PriceBand, Field(description="Up to so many rupees")] | None = None
    ready: Annotated[Literal["yes", "no"], Field(description="Lies ready, or is made to order")] | None = None
    days: Annotated[int, Field(ge=0, le=365, description="Leaves the maker within so many days")] | None = (
        None
    )
    pin: Annotated[str, Field(pattern=PIN, description="PIN code the goods shall go to")] | None = None
    by: (
        Annotated[
            date, Field(description="Comes to the PIN code by this day; without one, or for a day past, none")
        ]
        | None
    ) = None
    sort: Sort = Sort.BEST
    language: Language = "en"
    after: Annotated[str, Field(pattern=FOUND_KEY)] | None = None
    limit: Limit = PAGE
