"""The paper of a parcel, read back from its frozen lines: what was agreed is never computed anew."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from orders.models import Fulfillment, OrderLine
from tax.rules import SHIPPING, Document, DocumentKind, TaxedLine, regime, summed


def paper_of(session: Session, parcel: Fulfillment, *, place: str) -> Document:
    """The document of a parcel to a place (GST State code), from the lines frozen when it was ordered."""
    lines = session.scalars(select(OrderLine).filter_by(fulfillment_id=parcel.id).order_by(OrderLine.id))
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
