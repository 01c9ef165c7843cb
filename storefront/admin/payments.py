"""Payments as the books have them: what was wanted, what came, what went back. Ids and sums, no names."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for

from ledger.queries import balances
from payments.actions import CLEARING, FEES, REFUNDS, SUSPENSE, UNAPPLIED
from payments.queries import PAGE, recent
from people.rules import Permission, may
from storefront.access import requires

BOOKS = (CLEARING, FEES, UNAPPLIED, REFUNDS, SUSPENSE)


@requires(Permission.PAYMENT_READ)
def index() -> Any:
    lines = recent(g.session, after=request.args.get("after", type=UUID))
    more = url_for(".payments", after=lines[-1].id) if len(lines) == PAGE else None
    return render_template(
        "admin/payments.html",
        lines=lines,
        more=more,
        books=balances(g.session, BOOKS),
        may_trail=may(g.grants, Permission.TRAIL_READ),
    )
