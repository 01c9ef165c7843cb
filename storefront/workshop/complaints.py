"""Complaints about the maker's goods, once the office has read them: what is said, and the maker's answer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from kit.errors import Refusal
from kit.ids import normal_spoken
from orders.actions.complaints import PREFIX
from orders.actions.redress import write_note
from orders.models import Complaint
from orders.queries.complaints import (
    decisions_of,
    makers_complaint,
    makers_complaints,
    notes_for,
    photo_of,
    photos_of,
    subject_of,
)
from orders.rules.complaints import NOTE_MAX, OPEN, Voice
from people.rules import Permission
from storefront.access import requires
from storefront.media import private_picture
from storefront.words import refusal as words_of
from storefront.workshop.listings import spoken
from storefront.workshop.own import workshop_id


class WordForm(FlaskForm):
    """A maker's word about a complaint."""

    words = TextAreaField(
        lazy_gettext("Your answer"),
        [
            InputRequired(lazy_gettext("Write your answer.")),
            Length(max=NOTE_MAX, message=lazy_gettext("An answer has at most 1,000 letters.")),
        ],
        filters=[lambda text: text.strip() if text else ""],
    )


@requires(Permission.ORDER_READ)
def index() -> Any:
    return render_template(
        "workshop/complaints.html", complaints=makers_complaints(g.session, workshop_id()), open=OPEN
    )


@requires(Permission.ORDER_READ)
def show(number: str) -> Any:
    found = _own(number)
    form = WordForm()
    if found.status not in OPEN or not form.validate_on_submit():
        return _page(found, form)
    try:
        with g.session.begin_nested():
            write_note(
                g.session, found.id, form.words.data or "", voice=Voice.MAKER, by=g.person.id, at=g.now
            )
    except Refusal as refusal:
        form.words.errors = [words_of(refusal)]
        return _page(found, form)
    flash(_("Sent to the district office."), "good")
    return redirect(url_for("workshop.complaint", number=found.number), 303)


def _page(found: Complaint, form: WordForm) -> Any:
    page = render_template(
        "workshop/complaint.html",
        complaint=found,
        subject=subject_of(g.session, found, spoken()),
        notes=notes_for(g.session, found, Voice.MAKER),
        photos=photos_of(g.session, found),
        decisions=decisions_of(g.session, found),
        open=found.status in OPEN,
        form=form,
    )
    return page, 422 if form.errors else 200


@requires(Permission.ORDER_READ)
def photo(number: str, photo_id: int) -> Any:
    return private_picture(photo_of(g.session, _own(number), photo_id))


def _own(number: str) -> Complaint:
    """A complaint about this workshop that the office has read; any other is a 404."""
    plain = normal_spoken(number, PREFIX)
    return (makers_complaint(g.session, workshop_id(), plain) if plain else None) or abort(404)
