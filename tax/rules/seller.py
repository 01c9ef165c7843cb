"""Who may sell what to whom: first what the law allows (G1 to G8), then what this site offers today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kit.money import Money
from tax.errors import (
    CompositionNotOffered,
    CouponNotOffered,
    EnrolmentMissing,
    ExportNotOffered,
    GstinInvalid,
    GstinMissing,
    IecMissing,
    InterstateNotAllowed,
    LutMissing,
    NoPan,
)
from tax.rules.numbers import buyer_gstin_fault, gstin_fault
from tax.rules.place import EXPORT


class SellerKind(StrEnum):
    """How a seller stands with GST."""

    REGULAR = "regular"
    COMPOSITION = "composition"
    ENROLLED = "enrolled"


class PersonKind(StrEnum):
    """How a seller stands with income tax: only an individual (or HUF) has the five-lakh relief."""

    INDIVIDUAL = "individual"
    FIRM = "firm"  # also societies, cooperatives, producer companies, self-help groups


@dataclass(frozen=True, slots=True)
class Seller:
    """What the tax rules need to know of a seller.

    `state` is that of the registration the goods leave from; `gross_so_far` what was sold this tax year
    before this order, without GST, in paise.
    """

    id: object
    kind: SellerKind
    state: str
    person: PersonKind = PersonKind.INDIVIDUAL
    has_pan: bool = False
    gstin: str | None = None
    has_enrolment_no: bool = False
    gross_so_far: int = 0
    iec: bool = False
    lut: bool = False


def may_sell(seller: Seller, *, place: str, buyer_gstin: str | None = None) -> None:
    """Let the law pass this seller and place of supply, or refuse, in the order in which a clerk would ask.

    Raises NoPan, EnrolmentMissing, GstinInvalid, InterstateNotAllowed, IecMissing, LutMissing.
    """
    if not seller.has_pan:
        raise NoPan(seller=seller.id)
    if seller.kind is SellerKind.ENROLLED and not seller.has_enrolment_no:
        raise EnrolmentMissing(seller=seller.id)
    if seller.gstin is not None and (fault := gstin_fault(seller.gstin, state=seller.state)):
        raise GstinInvalid(seller=seller.id, fault=fault)
    if buyer_gstin is not None and (buyer_fault := buyer_gstin_fault(buyer_gstin)):
        raise GstinInvalid(fault=buyer_fault)
    if seller.kind is not SellerKind.REGULAR and place != seller.state:
        raise InterstateNotAllowed(seller=seller.id, state=seller.state, place=place)
    if place == EXPORT and not seller.iec:
        raise IecMissing(seller=seller.id)
    if place == EXPORT and not seller.lut:
        raise LutMissing(seller=seller.id)


def offered_today(
    seller: Seller, *, place: str, buyer_gstin: str | None = None, coupon: int | Money = 0
) -> None:
    """Let a sale pass that is both lawful and offered on this site today; the one gate a checkout calls.

    Raises the refusals of `may_sell`, then GstinMissing, CompositionNotOffered, ExportNotOffered or
    CouponNotOffered.
    """
    if place == EXPORT and seller.kind is SellerKind.REGULAR:
        raise ExportNotOffered(seller=seller.id)
    may_sell(seller, place=place, buyer_gstin=buyer_gstin)
    if seller.kind is SellerKind.COMPOSITION:
        raise CompositionNotOffered(seller=seller.id)
    if seller.kind is SellerKind.REGULAR and seller.gstin is None:
        raise GstinMissing(seller=seller.id)
    if coupon:
        raise CouponNotOffered
