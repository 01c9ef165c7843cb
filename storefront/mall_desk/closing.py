"""Closing a till: count first; what the books expect is told afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, render_template, request, url_for

from kit.errors import Refusal
from kit.money import Money
from malls.actions.till import close_shift
from malls.models import Mall
from malls.queries.consignments import TillView, shift_of
from people.models import Person
from people.rules import Permission
from storefront.access import requires
from storefront.mall_desk.desk import own_mall
from storefront.mall_desk.forms import NOTES_AND_COINS, close_form
from storefront.words import refusal as words_of

PAISE = 100


@requires(Permission.SHIFT_CLOSE)
def closing(shift_id: UUID) -> Any:
    mall = own_mall(Permission.SHIFT_CLOSE)
    view = shift_of(g.session, mall.id, shift_id) or abort(404)
    assert view.shift is not None
    if view.shift.closed_at is not None:
        return _report(mall, view)
    form = close_form()
    if not form.validate_on_submit() or request.form.get("deed") == "sum":
        return _page(mall, view, form), 422 if form.errors else 200
    try:
        with g.session.begin_nested():
            close_shift(
                g.session,
                view.shift,
                counted=_counted(form),
                reason=form.reason.data or "",
                by=g.person.id,
                at=g.now,
            )
    except Refusal as refusal:
        form.reason.errors = [words_of(refusal)]
        return _page(mall, view, form), 422
    return redirect(url_for("mall_desk.closing", shift_id=shift_id), 303)


def _counted(form: Any) -> Money:
    return Money(sum(worth * PAISE * (form[f"d{worth}"].data or 0) for worth in NOTES_AND_COINS))


def _page(mall: Mall, view: TillView, form: Any) -> str:
    return render_template(
        "mall_desk/closing.html",
        mall=mall,
        view=view,
        form=form,
        worths=[(worth, form[f"d{worth}"]) for worth in NOTES_AND_COINS],
        counted=_counted(form),
    )


def _report(mall: Mall, view: TillView) -> str:
    shift = view.shift
    assert shift is not None
    assert shift.counted_paise is not None
    assert shift.expected_paise is not None
    closed_by = g.session.get_one(Person, shift.closed_by)
    return render_template(
        "mall_desk/closed.html",
        mall=mall,
        view=view,
        shift=shift,
        sold=shift.expected_paise - shift.float_paise,
        difference=shift.counted_paise - shift.expected_paise,
        closed_by=closed_by.name,
    )
