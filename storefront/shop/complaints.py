"""Complaining about a parcel, a piece or a maker; and following a complaint by its number."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from catalog.errors import PictureRefused
from catalog.queries.pages import listing_page, maker_page
from catalog.rules.photo import FILE_MAX_BYTES, PictureFault
from kit.errors import Refusal
from kit.ids import new_id, normal_spoken
from orders.actions.complaints import PREFIX, About, Complainant, appeal, make_complaint, withdraw
from orders.actions.redress import write_note
from orders.models import Complaint
from orders.queries.complaints import (
    buyers_complaint,
    complaint_by_number,
    complaints_of,
    decisions_of,
    notes_for,
    photo_of,
    photos_of,
    subject_of,
    timers_of,
)
from orders.queries.orders import view
from orders.rules.complaints import (
    KINDS_OF_LISTING,
    KINDS_OF_MAKER,
    KINDS_OF_PARCEL,
    OPEN,
    PHOTOS_MAX,
    ComplaintKind,
    Voice,
    may_appeal,
)
from people.rules import normal_email, normal_mobile
from storefront import words
from storefront.access import anyone
from storefront.edge import limiter
from storefront.media import private_picture
from storefront.shop.complaint_forms import ComplaintForm, FindComplaintForm, NoteForm
from storefront.shop.complaint_way import way_of
from storefront.shop.orders import own_order
from storefront.words.tongues import reading

KNOWN_MAX = 20
NEW_LIMIT = "20 per hour"


@limiter.limit(NEW_LIMIT, methods=["POST"])
@anyone
def of_parcel(number: str, parcel_id: UUID) -> Any:
    """About a parcel of one's own order, or one piece of it."""
    order = own_order(number)
    parcels = [each for each in view(g.session, order).parcels if each.parcel.id == parcel_id]
    if not parcels or parcels[0].parcel.confirmed_at is None:
        abort(404)
    parcel, goods = parcels[0].parcel, parcels[0].goods
    form = ComplaintForm(KINDS_OF_PARCEL, asks_contact=not (order.mobile or order.email))
    form.line.choices = [(0, _("The whole parcel")), *((line.id, line.title) for line in goods)]
    about = About(artisan_id=parcel.artisan_id, order_id=order.id, fulfillment_id=parcel.id)
    title = _("Parcel %(number)d: %(maker)s", number=parcel.position, maker=parcel.seller["name"])
    contact = (order.mobile, order.email)
    return _complain(form, about, title, url_for(".order", number=order.number), contact)


@limiter.limit(NEW_LIMIT, methods=["POST"])
@anyone
def of_listing(slug: str) -> Any:
    """About what the page of a piece says."""
    good = listing_page(g.session, slug, reading()) or abort(404)
    form = ComplaintForm(KINDS_OF_LISTING, asks_contact=g.person is None)
    about = About(artisan_id=good.maker.id, listing_id=good.id)
    return _complain(form, about, good.title, url_for(".product", slug=slug))


@limiter.limit(NEW_LIMIT, methods=["POST"])
@anyone
def of_maker(slug: str) -> Any:
    """About a maker."""
    page = maker_page(g.session, slug) or abort(404)
    form = ComplaintForm(KINDS_OF_MAKER, asks_contact=g.person is None)
    about = About(artisan_id=page.maker.id)
    return _complain(form, about, page.maker.name, url_for(".maker", slug=slug))


def _complain(
    form: ComplaintForm,
    about: About,
    title: str,
    back: str,
    contact: tuple[str | None, str | None] = (None, None),
) -> Any:
    """Take what was written; on a fault the page stays as it was, but for the photos, which no browser keeps."""
    if form.validate_on_submit() and (made := _made(form, about, contact)) is not None:
        know(made)
        flash(_("We have your complaint. Keep its number: %(number)s.", number=made.number), "good")
        return redirect(url_for(".complaint", number=made.number), 303)
    page = render_template("shop/complain.html", form=form, title=title, back=back, order=about.order_id)
    return page, 422 if form.is_submitted() else 200


def _made(form: ComplaintForm, about: About, contact: tuple[str | None, str | None]) -> Complaint | None:
    files = [file for file in request.files.getlist("photos") if file.filename]
    if len(files) > PHOTOS_MAX:
        form.photos.errors = [_("Three photos at most.")]
        return None
    if about.order_id is not None and form.line.data:
        about = About(**{**vars(about), "order_line_id": form.line.data})
    try:
        with g.session.begin_nested():
            return make_complaint(
                g.session,
                about,
                ComplaintKind(form.kind.data),
                form.words.data or "",
                who=_who(form, contact),
                pictures=[file.stream.read(FILE_MAX_BYTES + 1) for file in files],
                key=_key(form),
                at=g.now,
            )
    except PictureRefused as refusal:
        form.photos.errors = [words.label(PictureFault(refusal.details["reason"]))]
    except Refusal as refusal:
        form.form_errors = [words.refusal(refusal)]
    return None


def _who(form: ComplaintForm, contact: tuple[str | None, str | None]) -> Complainant:
    mobile, email = contact
    if "mobile" in form:
        mobile = normal_mobile(form.mobile.data) if form.mobile.data else None
        email = normal_email(form.email.data) if form.email.data else None
    elif g.person and mobile is None and email is None:
        mobile, email = g.person.mobile, g.person.email
    return Complainant(
        person_id=g.person.id if g.person else None, mobile=mobile, email=email, language=reading()
    )


def _key(form: ComplaintForm) -> UUID:
    with suppress(ValueError):
        return UUID(form.key.data or "")
    return new_id()


def know(made: Complaint) -> None:
    """Let this browser open the complaint from now on."""
    known = [each for each in cookie.get("complaints", []) if each != str(made.id)]
    cookie["complaints"] = [*known, str(made.id)][-KNOWN_MAX:]


@limiter.limit("30 per 15 minutes", methods=["POST"])
@anyone
def find() -> Any:
    """One's own complaints; and for those not signed in, a complaint by its number and the contact given."""
    form = FindComplaintForm()
    if not form.is_submitted():
        form.number.data = request.args.get("number", "")[:40]
    if form.validate_on_submit():
        number = normal_spoken(form.number.data or "", PREFIX)
        found = complaint_by_number(g.session, number) if number else None
        typed = {normal_mobile(form.contact.data or ""), normal_email(form.contact.data or "")} - {None}
        if found is not None and typed & {found.mobile, found.email}:
            know(found)
            return redirect(url_for(".complaint", number=found.number), 303)
        form.form_errors = [
            _("We have no complaint with this number and this mobile number or e-mail address.")
        ]
    page = render_template(
        "shop/complaints.html", form=form, own=complaints_of(g.session, g.person) if g.person else []
    )
    return page, 422 if form.is_submitted() else 200


@anyone
def show(number: str) -> Any:
    """A complaint's page; whoever has not shown to know it is asked for the contact, whether it exists or not."""
    found = _own(number)
    if found is None:
        return redirect(url_for(".complaints", number=normal_spoken(number, PREFIX) or None), 303)
    return _page(found)


def _page(found: Complaint, form: NoteForm | None = None, wrong: str = "") -> Any:
    decided = decisions_of(g.session, found)
    page = render_template(
        "shop/complaint.html",
        complaint=found,
        subject=subject_of(g.session, found, reading()),
        notes=notes_for(g.session, found, Voice.BUYER),
        photos=photos_of(g.session, found),
        decisions=decided,
        way=way_of(found, timers_of(g.session, found), decided),
        open=found.status in OPEN,
        can_appeal=may_appeal(found.status, decided[0].at if decided else None, at=g.now),
        form=form or NoteForm(formdata=None),
        wrong=wrong,
    )
    return page, 422 if form or wrong else 200


@limiter.limit("60 per hour", methods=["POST"])
@anyone
def write(number: str) -> Any:
    return _say(number, write_note, lazy_gettext("Sent. The office reads it."), voice=Voice.BUYER)


@limiter.limit("20 per hour", methods=["POST"])
@anyone
def ask_again(number: str) -> Any:
    """The State officer shall look again."""
    return _say(
        number, appeal, lazy_gettext("Sent to the State officer. You hear from them within one month.")
    )


def _say(number: str, deed: Any, done: Any, **more: Any) -> Any:
    found = _own(number) or abort(404)
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(found, form)
    by = g.person.id if g.person else None
    try:
        with g.session.begin_nested():
            deed(g.session, found.id, form.words.data or "", **more, by=by, at=g.now)
    except Refusal as refusal:
        form.words.errors = [words.refusal(refusal)]
        return _page(found, form)
    flash(str(done), "good")
    return redirect(url_for(".complaint", number=found.number), 303)


@anyone
def take_back(number: str) -> Any:
    found = _own(number) or abort(404)
    withdraw(g.session, found.id, by=g.person.id if g.person else None, at=g.now)
    flash(_("You have taken the complaint back."), "good")
    return redirect(url_for(".complaint", number=found.number), 303)


@anyone
def photo(number: str, photo_id: int) -> Any:
    return private_picture(photo_of(g.session, _own(number) or abort(404), photo_id))


def _own(number: str) -> Complaint | None:
    plain = normal_spoken(number, PREFIX)
    if plain is None:
        return None
    return buyers_complaint(
        g.session,
        plain,
        person_id=g.person.id if g.person else None,
        mobile=g.person.mobile if g.person else None,
        known=cookie.get("complaints", []),
    )
