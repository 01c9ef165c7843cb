"""The paper of a parcel, read back from its frozen lines: what was agreed is never computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from orders.models import Fulfillment, OrderLine
from tax.rules import SHIPPING, Document, DocumentKind, TaxedLine, regime, summed


def paper_of(session: Session, parcel: Fulfillment, *, place: str) -> Document:
    """The document of a parcel to a place (GST State code), from the lines frozen when it was ordered."""
    return papers_of(session, [parcel], place=place)[0]


def papers_of(session: Session, parcels: Sequence[Fulfillment], *, place: str) -> list[Document]:
    """The documents of several parcels to one place, in their order; one read."""
    ids = [parcel.id for parcel in parcels]
    by_parcel: dict[UUID, list[OrderLine]] = {parcel_id: [] for parcel_id in ids}
    for line in session.scalars(
        select(OrderLine).where(OrderLine.fulfillment_id.in_(ids)).order_by(OrderLine.id)
    ):
        by_parcel[line.fulfillment_id].append(line)
    return [_paper(parcel, by_parcel[parcel.id], place) for parcel in parcels]


def _paper(parcel: Fulfillment, lines: Sequence[OrderLine], place: str) -> Document:
    taxed = [
        TaxedLine(
            ref=str(line.variant_id) if line.variant_id else SHIPPING,
            rate_bp=line.rate_bp,
            taxable=line.taxable_paise,
            cgst=line.cgst_paise,
            sgst=line.sgst_paise,
            utgst=line.utgst_paise,
            igst=line.igst_paise,
            total=line.total_paise,
            quantity=line.quantity,
        )
        for line in lines
    ]
    return summed(DocumentKind(parcel.paper_kind), regime(parcel.seller["state"], place), place, taxed)
