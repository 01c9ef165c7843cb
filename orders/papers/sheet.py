"""What stands on a paper: plain values, gathered from the frozen rows or made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Listing, Variant
from catalog.queries.parts import join_tariff, tariff_columns
from kit.money import Money
from orders.actions.papers import paper_of
from orders.models import Fulfillment, Invoice, Order, OrderLine
from orders.rules.steps import FulfillmentStatus
from people.models import State
from tax.rules import DocumentKind, Regime, SellerKind

DELIVERY = "Delivery of the parcel"
COUNTER_BUYER = "Buyer at the counter"
ADDRESS_PARTS = ("line", "house", "street", "landmark", "district", "state")


@dataclass(frozen=True)
class Party:
    """Somebody on a paper: `lines` is the address, without the State."""

    name: str
    lines: tuple[str, ...]
    state: str
    state_code: str
    numbers: tuple[tuple[str, str], ...] = ()
    """What the law knows them by: ("GSTIN", "24…")."""


@dataclass(frozen=True)
class SheetLine:
    """One line, in paise. `price` is for one, tax included."""

    title: str
    hsn: str
    quantity: int
    unit: str
    price: Money
    taxable: Money
    rate_bp: int
    cgst: Money
    state_tax: Money
    """SGST or UTGST."""
    igst: Money
    total: Money


@dataclass(frozen=True)
class Sheet:
    """A whole paper."""

    kind: DocumentKind
    regime: Regime
    number: str
    day: date
    issued_at: datetime
    order_number: str
    seller: Party
    buyer: Party
    place: str
    """The place of supply: a State's name and code."""
    lines: tuple[SheetLine, ...]
    taxable: Money
    cgst: Money
    state_tax: Money
    igst: Money
    total: Money
    composition: bool = False
    canceled: bool = False


def sheet_of(session: Session, order: Order, invoice: Invoice, parcel: Fulfillment) -> Sheet:
    """What stands on the paper `invoice` of a parcel of an order. Raises nothing: an issued paper is whole."""
    paper = paper_of(session, parcel, place=order.place)
    names = dict(
        session.execute(
            select(State.code, State.name).where(State.code.in_({order.place, parcel.seller["state"]}))
        ).all()
    )
    rows = session.scalars(select(OrderLine).filter_by(fulfillment_id=parcel.id).order_by(OrderLine.id)).all()
    units = _units(session, [row.variant_id for row in rows if row.variant_id is not None])
    lines = tuple(
        SheetLine(
            title=row.title or DELIVERY,
            hsn=row.hsn,
            quantity=row.quantity,
            unit=units.get(row.variant_id or 0, ""),
            price=row.unit_price_paise,
            taxable=taxed.taxable,
            rate_bp=taxed.rate_bp,
            cgst=taxed.cgst,
            state_tax=taxed.sgst + taxed.utgst,
            igst=taxed.igst,
            total=taxed.total,
        )
        for row, taxed in zip(rows, paper.lines, strict=True)
    )
    return Sheet(
        kind=DocumentKind(invoice.kind),
        regime=paper.regime,
        number=invoice.number,
        day=invoice.day,
        issued_at=invoice.issued_at,
        order_number=order.number,
        seller=_seller(parcel.seller, names),
        buyer=_buyer(order, names),
        place=f"{names[order.place]} ({order.place})",
        lines=lines,
        taxable=paper.taxable,
        cgst=paper.cgst,
        state_tax=paper.sgst + paper.utgst,
        igst=paper.igst,
        total=paper.total,
        composition=parcel.seller["gst_kind"] == SellerKind.COMPOSITION,
        canceled=parcel.status is FulfillmentStatus.CANCELED,
    )


def _units(session: Session, variant_ids: list[int]) -> dict[int, str]:
    query = select(Variant.id, *tariff_columns()).join(Listing, Listing.id == Variant.listing_id)
    return {
        row.id: str(row.unit)
        for row in session.execute(join_tariff(query).where(Variant.id.in_(variant_ids)))
    }


def _seller(frozen: Mapping[str, Any], names: Mapping[str, str]) -> Party:
    numbers = [("GSTIN", frozen["gstin"]), ("Enrolment number", frozen["enrolment_no"])]
    workshop = () if frozen["name"] == frozen["legal_name"] else (frozen["name"],)
    return Party(
        name=frozen["legal_name"],
        lines=tuple(
            part for part in (*workshop, frozen["address"], f"{frozen['district']} {frozen['pin']}") if part
        ),
        state=names[frozen["state"]],
        state_code=frozen["state"],
        numbers=tuple((name, number) for name, number in numbers if number),
    )


def _buyer(order: Order, names: Mapping[str, str]) -> Party:
    said = [str(order.address.get(part) or "") for part in ADDRESS_PARTS]
    lines = [part for part in said if part and part != names[order.place]]
    pin = str(order.address.get("pin") or "")
    if lines and pin:
        lines[-1] = f"{lines[-1]} {pin}"
    return Party(
        name=order.name or COUNTER_BUYER,
        lines=tuple(lines),
        state=names[order.place],
        state_code=order.place,
    )
