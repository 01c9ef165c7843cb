"""What a cart costs: goods, delivery per parcel, tax inside, total. The one place where prices are added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from catalog.rules.tiers import QUANTITY_MAX, Nudge, Tier, nudge, price_each
from kit.money import Money
from orders.rules.promise import comes_by
from tax.rules import Document, Line, PersonKind, RateTable, Seller, SellerKind, document, offered_today

LINES_MAX = 40
PIECES_MAX = QUANTITY_MAX

# Illustrative courier prices, GST included, in paise: the first half kilogram and each further half kilogram.
HALF_KILO_G = 500
SAME_STATE_PAISE = (5000, 1500)
OTHER_STATE_PAISE = (8000, 3000)


class Wanted(NamedTuple):
    """So many pieces of one variant on offer, with what tax and courier need to know of it."""

    variant_id: int
    listing_id: UUID
    title: str
    quantity: int
    price: Money
    weight_g: int
    hsn: str
    flags: frozenset[str]
    artisan_id: UUID
    artisan_name: str
    district_name: str
    state_code: str
    seller_kind: SellerKind
    person_kind: PersonKind
    has_pan: bool
    gstin: str
    enrolment_no: str
    days_to_make: int
    slug: str = ""
    variant_name: str = ""
    tiers: tuple[Tier, ...] = ()  # prices for many; `price` is that of one
    making: tuple[
        tuple[date, int], ...
    ] = ()  # places in the maker's queue, by week; none: it lies on the shelf

    @property
    def amount(self) -> Money:
        """The line's price, tax included."""
        return self.unit_price * self.quantity

    @property
    def unit_price(self) -> Money:
        """What one of so many costs, tax included: the rate's slab goes by it."""
        return price_each(self.price, self.tiers, self.quantity)

    @property
    def nudge(self) -> Nudge | None:
        """How few pieces more make each of them cheaper."""
        return nudge(self.price, self.tiers, self.quantity)


@dataclass(frozen=True)
class Parcel:
    """One maker's share of a quote: the lines, what bringing them costs, and the paper they will come with."""

    artisan_id: UUID
    artisan_name: str
    district_name: str
    lines: tuple[Wanted, ...]
    goods: Money
    delivery: Money
    weight_g: int
    seller: Seller
    paper: Document

    @property
    def total(self) -> Money:
        """What the buyer pays for this parcel."""
        return self.paper.total

    @property
    def days_to_make(self) -> int:
        """The slowest of its goods."""
        return max(line.days_to_make for line in self.lines)

    def comes_by(self, on: date, place: str) -> date:
        """The last day by which the whole parcel, ordered on the day `on`, is in the State `place`."""
        return comes_by(on, days_to_make=self.days_to_make, origin=self.lines[0].state_code, place=place)


@dataclass(frozen=True)
class Quote:
    """The whole sum a buyer is shown, and is asked to pay."""

    parcels: tuple[Parcel, ...]
    place: str

    @property
    def goods(self) -> Money:
        """All goods, tax included."""
        return Money(sum(int(parcel.goods) for parcel in self.parcels))

    @property
    def delivery(self) -> Money:
        """All deliveries, tax included."""
        return Money(sum(int(parcel.delivery) for parcel in self.parcels))

    @property
    def tax(self) -> Money:
        """The GST inside the total."""
        return Money(sum(int(parcel.paper.tax) for parcel in self.parcels))

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return Money(sum(int(parcel.paper.total) for parcel in self.parcels))


def delivery_charge(weight_g: int, *, same_state: bool) -> Money:
    """What one parcel's way costs by weight, in paise, tax included."""
    first, further = SAME_STATE_PAISE if same_state else OTHER_STATE_PAISE
    halves = max(1, -(-weight_g // HALF_KILO_G))
    return Money(first + (halves - 1) * further)


def seller_of(wanted: Wanted, gross_so_far: int = 0) -> Seller:
    """The maker as the tax rules see them."""
    return Seller(
        id=wanted.artisan_id,
        kind=wanted.seller_kind,
        state=wanted.state_code,
        person=wanted.person_kind,
        has_pan=wanted.has_pan,
        gstin=wanted.gstin or None,
        has_enrolment_no=bool(wanted.enrolment_no),
        gross_so_far=gross_so_far,
    )


def quote(
    wanted: Sequence[Wanted], *, place: str, rates: RateTable, on: date, delivered: bool = True
) -> Quote:
    """Add up what goods cost when brought to the State `place` (a GST State code), a parcel for each maker.

    `delivered=False` is a counter sale: nothing is brought. Raises the tax room's refusals: who may not sell
    there, which rate is unknown.
    """
    by_maker: dict[UUID, list[Wanted]] = {}
    for each in wanted:
        by_maker.setdefault(each.artisan_id, []).append(each)
    parcels = [_parcel(lines, place, rates, on, delivered) for lines in by_maker.values()]
    return Quote(tuple(parcels), place)


def _parcel(lines: list[Wanted], place: str, rates: RateTable, on: date, delivered: bool) -> Parcel:
    first = lines[0]
    seller = seller_of(first)
    offered_today(seller, place=place)
    weight_g = sum(line.weight_g * line.quantity for line in lines)
    delivery = delivery_charge(weight_g, same_state=first.state_code == place) if delivered else Money(0)
    asked = [
        Line(str(line.variant_id), line.hsn, line.flags, line.quantity, int(line.unit_price))
        for line in lines
    ]
    paper = document(seller, asked, place=place, shipping=delivery, rates=rates, on=on)
    return Parcel(
        artisan_id=first.artisan_id,
        artisan_name=first.artisan_name,
        district_name=first.district_name,
        lines=tuple(lines),
        goods=Money(sum(int(line.amount) for line in lines)),
        delivery=delivery,
        weight_g=weight_g,
        seller=seller,
        paper=paper,
    )
