"""Which accounts a sale touches, by how much: the shape of the entries, in pure values."""

from __future__ import annotations

from uuid import UUID

from tax.rules import Accruals, Document

UNAPPLIED = "buyer:unapplied"
COMMISSION = "income:commission"
TDS = "tax:tds"


def held(artisan_id: UUID) -> str:
    """What a maker earned and does not have yet."""
    return f"artisan:{artisan_id}:held"


def payable(artisan_id: UUID) -> str:
    """What a maker will be paid next."""
    return f"artisan:{artisan_id}:payable"


def sale_lines(artisan_id: UUID, paper: Document, kept: Accruals) -> dict[str, int]:
    """A confirmed parcel: the buyer's money becomes the maker's, the platform's fee and held taxes."""
    lines = {
        UNAPPLIED: int(paper.total),
        held(artisan_id): -int(kept.seller_payable),
        COMMISSION: -int(kept.commission),
        TDS: -int(kept.tds),
        f"tax:tcs:cgst:{paper.place}": -int(kept.tcs_cgst),
        f"tax:tcs:sgst:{paper.place}": -int(kept.tcs_sgst),
        f"tax:tcs:utgst:{paper.place}": -int(kept.tcs_utgst),
        "tax:tcs:igst": -int(kept.tcs_igst),
        "tax:gst:cgst": -int(kept.commission_cgst),
        "tax:gst:sgst": -int(kept.commission_sgst),
        "tax:gst:utgst": -int(kept.commission_utgst),
        "tax:gst:igst": -int(kept.commission_igst),
    }
    return {account: paise for account, paise in lines.items() if paise}


def release_lines(artisan_id: UUID, paise: int) -> dict[str, int]:
    """A closed return window: held becomes payable."""
    return {held(artisan_id): paise, payable(artisan_id): -paise}
