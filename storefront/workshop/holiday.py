"""Away for some days: from when to when, what that does, and back before the time."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import come_back, go_away
from catalog.errors import AwayWrong
from kit.clock import business_day
from people.rules import Permission
from storefront.access import requires
from storefront.words.faults import AWAY
from storefront.workshop.forms import AwayForm
from storefront.workshop.own import workshop


@requires(Permission.LISTING_EDIT)
def holiday() -> Any:
    artisan = workshop(lock=request.method == "POST")
    today = business_day(g.now)
    away = artisan.away if artisan.away is not None and artisan.away.last >= today else None
    form = AwayForm(data=away and {"away_from": away.first, "away_to": away.last})
    if form.validate_on_submit():
        try:
            go_away(g.session, artisan, form.away_from.data, form.away_to.data, by=g.person.id, at=g.now)
        except AwayWrong as refusal:
            for field, fault in refusal.details["faults"].items():
                form[field].errors = [str(AWAY[field, fault])]
        else:
            flash(_("Saved. Buyers see it on your page and beside your goods."), "good")
            return redirect(url_for("workshop.holiday"), 303)
    page = render_template("workshop/holiday.html", form=form, away=away, today=today)
    return page, 422 if form.is_submitted() else 200


@requires(Permission.LISTING_EDIT)
def back() -> Any:
    """Back today, or not going after all."""
    if come_back(g.session, workshop(lock=True), by=g.person.id, at=g.now):
        flash(_("You are back. Promises count from today again."), "good")
    return redirect(url_for("workshop.holiday"), 303)
