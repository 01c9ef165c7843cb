"""Counting what came."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import ngettext

from kit.errors import Refusal
from malls.actions.consignments import Counted, receive_goods
from malls.errors import CountedTooMany
from malls.models import Mall
from malls.queries.consignments import ConsignmentView, malls_consignment, of_mall
from malls.queries.shelf import board
from malls.rules import ConsignmentStatus, missing
from people.rules import Permission
from storefront.access import requires
from storefront.mall_desk.desk import own_mall, since_morning, spoken
from storefront.mall_desk.forms import receipt_form
from storefront.words import refusal as words_of


@requires(Permission.GOODS_RECEIVE)
def index() -> Any:
    mall = own_mall(Permission.GOODS_RECEIVE)
    views = of_mall(g.session, mall.id, open_only=True, locale=spoken())
    status = ConsignmentStatus
    return render_template(
        "mall_desk/receiving.html",
        mall=mall,
        waiting=[view for view in views if view.consignment.status is status.DISPATCHED],
        coming=[view for view in views if view.consignment.status is not status.DISPATCHED],
    )


@requires(Permission.GOODS_RECEIVE)
def count(number: str) -> Any:
    mall = own_mall(Permission.GOODS_RECEIVE)
    view = malls_consignment(g.session, mall.id, number, locale=spoken()) or abort(404)
    there = url_for("mall_desk.consignment", number=number)
    if view.consignment.status is not ConsignmentStatus.DISPATCHED:
        return redirect(there, 303)
    form = receipt_form([each.line.id for each in view.lines])
    if not form.validate_on_submit() or request.form.get("deed") == "sum":
        return _page(mall, view, form), 422 if form.errors else 200
    counts = {each.line.id: _counted(form, each.line.id) for each in view.lines}
    try:
        with g.session.begin_nested():
            receive_goods(g.session, view.consignment, counts, by=g.person.id, at=g.now)
    except CountedTooMany as refusal:
        form[f"good_{refusal.details['line']}"].errors = [words_of(refusal)]
        return _page(mall, view, form), 422
    except Refusal as refusal:
        form.form_errors = [words_of(refusal)]
        return _page(mall, view, form), 422
    good = sum(each.good for each in counts.values())
    flash(
        ngettext("%(num)d piece stands on its stall now.", "%(num)d pieces stand on their stall now.", good),
        "good",
    )
    return redirect(there, 303)


def _counted(form: Any, line_id: int) -> Counted:
    fields = (form[f"{name}_{line_id}"].data for name in ("good", "broken", "note"))
    good, broken, note = fields
    return Counted(good or 0, broken or 0, note or "")


def _page(mall: Mall, view: ConsignmentView, form: Any) -> str:
    rows = []
    for each in view.lines:
        counted = _counted(form, each.line.id)
        fields = {name: form[f"{name}_{each.line.id}"] for name in ("good", "broken", "note")}
        typed = fields["good"].data is not None
        short = missing(sent=each.line.quantity, good=counted.good, broken=counted.broken) if typed else None
        rows.append((each, fields, counted, short))
    stalls = {tile.id: tile for tile in board(g.session, mall.id, since=since_morning(g.now))}
    return render_template(
        "mall_desk/receipt.html",
        mall=mall,
        view=view,
        form=form,
        rows=rows,
        stall=stalls[view.consignment.stall_id],
        good=sum(counted.good for _, _, counted, _ in rows),
        broken=sum(counted.broken for _, _, counted, _ in rows),
        missing=sum(short or 0 for *_, short in rows),
    )
