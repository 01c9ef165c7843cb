"""Support places of the officer's districts: entered, changed, closed; shown on the district's page and the map."""

from __future__ import annotations

import math
import re
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from catalog.actions.facility import FacilityFacts, change_facility, close_facility, enter_facility
from catalog.errors import FacilityFieldsWrong
from catalog.models import Facility
from catalog.queries.facility import facilities, facility_in
from catalog.rules.facility import FacilityKind
from people.models import District
from people.queries.places import districts
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.forms import LIMITS, FacilityForm
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import desk
from storefront.words import label
from storefront.words.faults import FACILITY

POINT_FIELDS = ("latitude", "longitude")


@requires(Permission.FACILITY_EDIT)
def index() -> Any:
    found = facilities(g.session, districts=_mine())
    return render_template("district_desk/support.html", facilities=found, kind=None, **desk())


@requires(Permission.FACILITY_EDIT)
def enter() -> Any:
    form = _form()
    if form.validate_on_submit() and (facts := _facts(form)) is not None:
        try:
            enter_facility(g.session, _district(form), facts, by=g.person.id, at=g.now)
        except FacilityFieldsWrong as refusal:
            _mark(form, refusal)
        else:
            flash(_("Entered. It stands on the district’s page and on the map."), "good")
            return redirect(url_for(".support"), 303)
    return _page(form, None)


@requires(Permission.FACILITY_EDIT)
def change(facility_id: int) -> Any:
    facility = _own(facility_id)
    form = _form(facility)
    if form.validate_on_submit() and (facts := _facts(form)) is not None:
        try:
            change_facility(g.session, facility, _district(form), facts, by=g.person.id, at=g.now)
        except FacilityFieldsWrong as refusal:
            _mark(form, refusal)
        else:
            flash(_("Changed. What it was before is kept."), "good")
            return redirect(url_for(".support"), 303)
    return _page(form, facility)


@requires(Permission.FACILITY_EDIT)
def close(facility_id: int) -> Any:
    close_facility(g.session, _own(facility_id), by=g.person.id, at=g.now)
    flash(_("Closed. It is no longer shown."), "good")
    return redirect(url_for(".support"), 303)


def _page(form: FacilityForm, facility: Facility | None) -> Any:
    page = render_template(
        "district_desk/support_place.html",
        form=form,
        facility=facility,
        limits=LIMITS,
        kind=None,
        **desk(),
    )
    return page, 422 if form.errors else 200


def _mine() -> set[int]:
    return my_districts(Permission.FACILITY_EDIT)


def _own(facility_id: int) -> Facility:
    return facility_in(g.session, _mine(), facility_id) or abort(404)


def _form(facility: Facility | None = None) -> FacilityForm:
    """The form with the officer's own districts to choose from, filled with what is known."""
    known: dict[str, Any] = {}
    if facility is not None:
        known = {name: getattr(facility, name) for name in ("kind", "name", "address", "capacity", "contact")}
        known |= {name: "" if (at := getattr(facility, name)) is None else f"{at:g}" for name in POINT_FIELDS}
        known |= {"district": str(facility.district_id), "pins": " ".join(facility.pins)}
    form = FacilityForm(data=known)
    mine = _mine()
    form.kind.choices = [(kind.value, label(kind)) for kind in FacilityKind]
    form.district.choices = [(str(one.id), one.name) for one in districts(g.session) if one.id in mine]
    return form


def _district(form: FacilityForm) -> District:
    return g.session.get_one(District, int(form.district.data))


def _facts(form: FacilityForm) -> FacilityFacts | None:
    """What was written; None when the point is no two numbers, which is said at the fields."""
    point = None
    if form.latitude.data or form.longitude.data:
        try:
            point = (float(form.latitude.data), float(form.longitude.data))
            if not all(map(math.isfinite, point)):
                raise ValueError
        except ValueError:
            form.latitude.errors = [FACILITY["point", "format"]]
            return None
    return FacilityFacts(
        kind=FacilityKind(form.kind.data),
        name=form.name.data,
        address=form.address.data,
        capacity=form.capacity.data,
        contact=form.contact.data,
        pins=re.split(r"[,;\s]+", form.pins.data),
        point=point,
    )


def _mark(form: FacilityForm, refusal: FacilityFieldsWrong) -> None:
    """Say at each field what is wrong with it."""
    strange = ", ".join(refusal.details["pins"])
    for field, code in refusal.details["faults"].items():
        words = str(FACILITY[field, code])
        if code == "strange":
            words += f" {strange}"
        form["latitude" if field == "point" else field].errors = [words]
