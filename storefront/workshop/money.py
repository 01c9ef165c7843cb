"""A maker's money: what is ready, what is held, and how each sum came about."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for

from kit.money import Money
from ledger.queries import balances
from orders.queries.orders import PAGE, PassbookLine, passbook
from orders.rules.postings import held, payable
from orders.rules.steps import RETURN_WINDOW, Channel
from people.rules import Permission
from storefront.access import artisan_id, requires


@requires(Permission.MONEY_READ)
def index() -> Any:
    maker = artisan_id(Permission.MONEY_READ)
    before = _moment(request.args.get("before", ""))
    lines = passbook(g.session, maker, before=before, limit=PAGE + 1)
    more = lines[PAGE - 1].parcel.confirmed_at if len(lines) > PAGE else None
    return render_template(
        "workshop/money.html",
        lines=lines[:PAGE],
        at_stall=Channel.STALL,
        held_days=RETURN_WINDOW.days,
        next_href=url_for("workshop.money", before=more.isoformat()) if more else "",
        first_href=url_for("workshop.money") if before else "",
        kept=kept,
        **totals(maker),
    )


def totals(maker: UUID) -> dict[str, Money]:
    """What the books say we owe a maker: `payable` now, and `held` until the return window closes."""
    money = balances(g.session, [payable(maker), held(maker)])
    return {"payable": -money[payable(maker)], "held": -money[held(maker)]}


def kept(line: PassbookLine) -> list[tuple[str, Money]]:
    """What was taken from a sale before it is the maker's, by name; what is zero is left out."""
    parcel = line.parcel
    parts = (
        ("fee", parcel.fee_paise),
        ("fee_tax", parcel.fee_tax_paise),
        ("tcs", parcel.tcs_paise),
        ("tds", parcel.tds_paise),
    )
    return [(name, paise) for name, paise in parts if paise]


def _moment(text: str) -> datetime | None:
    """The moment in an address; None when there is none, or it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
