"""Listings: limits, what a listing still lacks, its steps, and what may change when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from enum import StrEnum

from catalog.rules.making import CAPACITY_MAX
from kit.money import Money
from kit.steps import Steps

TITLE_MIN = 3  # the registry itself names Tea, Fig, Lac
TITLE_MAX = 120
STORY_MIN = 20
STORY_MAX = 4_000
CARE_MAX = 1_000
VARIANT_NAME_MAX = 60
PRICE_MIN = Money(100)  # one rupee
PRICE_MAX = Money(1_00_00_000 * 100)  # one crore: dearer things are sold by talking
WEIGHT_MIN_G = 1
WEIGHT_MAX_G = 500_000
DAYS_MAX = 365
PHOTOS_MAX = 12
VARIANTS_MAX = 30
LISTINGS_MAX = 5_000
PROOF_MAX = 40
HANDS_MAX = 99_999  # pieces of one variant in one workshop

_PROOF_SHAPES = {"fssai": re.compile(r"[1-9][0-9]{13}"), "huid": re.compile(r"[0-9A-Z]{6}")}
_ANY_PROOF = re.compile(r"[0-9A-Za-z][0-9A-Za-z/ .-]{3,39}")


class ListingStatus(StrEnum):
    """How far a listing has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


LISTING_STEPS: Steps[ListingStatus] = {
    ListingStatus.DRAFT: frozenset({ListingStatus.IN_REVIEW}),
    ListingStatus.IN_REVIEW: frozenset({ListingStatus.RETURNED, ListingStatus.APPROVED}),
    ListingStatus.RETURNED: frozenset({ListingStatus.IN_REVIEW}),
    ListingStatus.APPROVED: frozenset({ListingStatus.PUBLISHED, ListingStatus.DRAFT}),
    ListingStatus.PUBLISHED: frozenset({ListingStatus.WITHDRAWN}),
    ListingStatus.WITHDRAWN: frozenset({ListingStatus.PUBLISHED, ListingStatus.DRAFT}),
}

# What an officer looked at; the rest (price, stock, weight, days) changes at once.
VERIFIED_FIELDS = (
    *("craft_id", "craft_variant_id", "district_product_id", "proofs"),
    *("title", "story", "care", "materials", "technique"),
)


def gaps(
    *,
    craft_sold: bool,
    title: str,
    story: str,
    photos_met: bool,
    price: Money,
    rate_known: bool,
    stock: int,
    made_to_order: bool,
    weight_g: int,
    days_to_make: int,
    proofs_met: bool = True,
    pack_told: bool = True,
    best_before_told: bool = True,
    marks_claimed: bool = True,
) -> list[str]:
    """Name what still keeps a listing from being sent to the district, in the order the form asks.

    `photos_met`: whole, close and in use (`rules.photo.kinds_missing`). `rate_known`: the law has one GST rate for
    goods of this craft at this price (tax.md A4, V7).
    """
    checks = {
        "craft": craft_sold,
        "title": TITLE_MIN <= len(title.strip()) <= TITLE_MAX,
        "story": STORY_MIN <= len(story.strip()) <= STORY_MAX,
        "photos": photos_met,
        "price": PRICE_MIN <= price <= PRICE_MAX,
        "rate": rate_known or price <= 0,
        "stock": stock > 0 or made_to_order,
        "weight": WEIGHT_MIN_G <= weight_g <= WEIGHT_MAX_G,
        "days": 0 <= days_to_make <= DAYS_MAX and (days_to_make > 0 or not made_to_order),
        "proofs": proofs_met,
        "pack": pack_told,
        "best_before": best_before_told,
        "marks": marks_claimed,
    }
    return [name for name, met in checks.items() if not met]


def publication_gaps(
    *,
    craft_sold: bool,
    rate_known: bool,
    photos_ready: bool,
    origin_verified: bool,
    maker_verified: bool,
    seller_offered: bool = True,
    marks_stand: bool = True,
) -> list[str]:
    """Name what still keeps a verified listing from going on sale."""
    checks = {
        "craft": craft_sold,
        "rate": rate_known,
        "photos": photos_ready,
        "seller": seller_offered,  # composition dealers may not be served here yet (tax.rules.offered_today)
        "marks_stand": marks_stand,  # each word in the title that needs one
        "maker": maker_verified,
        "origin": origin_verified,  # a district officer has looked at it
    }
    return [name for name, met in checks.items() if not met]


def field_faults(
    *,
    title: str | None = None,
    story: str | None = None,
    care: str | None = None,
    price: Money | None = None,
    weight_g: int | None = None,
    days_to_make: int | None = None,
    made_to_order: bool = False,
    weekly_capacity: int | None = None,
) -> dict[str, str]:
    """Name values that cannot be kept at all, field → fault. What is None was not touched.

    A short title may be kept in a draft; too long a one, or a price past all bounds, may not.
    """
    checks = {
        "title": title is not None and len(title) > TITLE_MAX and "long",
        "story": story is not None and len(story) > STORY_MAX and "long",
        "care": care is not None and len(care) > CARE_MAX and "long",
        "price": price is not None and _bounds_fault(price, PRICE_MIN, PRICE_MAX),
        "weight_g": weight_g is not None and _bounds_fault(weight_g, WEIGHT_MIN_G, WEIGHT_MAX_G),
        "days_to_make": days_to_make is not None
        and _bounds_fault(days_to_make, 1 if made_to_order else 0, DAYS_MAX),
        "weekly_capacity": weekly_capacity is not None and _bounds_fault(weekly_capacity, 1, CAPACITY_MAX),
    }
    return {field: fault for field, fault in checks.items() if fault}


def _bounds_fault(value: int, least: int, most: int) -> str | None:
    return "low" if value < least else "high" if value > most else None


def may_edit(status: ListingStatus) -> bool:
    """Whether a listing may change now: not while it is under review; on sale, what was verified waits."""
    return status is not ListingStatus.IN_REVIEW


def proof_faults(needed: Collection[str], proofs: Mapping[str, str]) -> dict[str, str]:
    """Name the papers a craft may not be sold without that are missing or cannot be right: proof → fault.

    FSSAI: fourteen digits (FSS Act; docs/tax.md C10). HUID: six letters or digits on the piece (BIS). The toy
    exemption: the maker's registration with the Development Commissioner (Handicrafts), whose shape is not fixed.
    """
    found = {proof: _proof_fault(proof, proofs.get(proof, "").strip()) for proof in needed}
    return {proof: fault for proof, fault in found.items() if fault}


def _proof_fault(proof: str, number: str) -> str | None:
    if not number:
        return "missing"
    return None if _PROOF_SHAPES.get(proof, _ANY_PROOF).fullmatch(number) else "format"


def slug_of(*texts: str) -> str:
    """Letters and digits of the first text with three Latin letters, joined by dashes; at most 80 characters."""
    for text in texts:
        slug = re.sub(r"[^a-z0-9]+", "-", _plain_letters(text).lower()).strip("-")[:80].strip("-")
        if sum(letter.isalpha() for letter in slug) >= 3:  # "२५० ग्राम" or "250 ग्राम" names nothing
            return slug
    return "goods"


def _plain_letters(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if ch.isascii())
