"""Complaints before the office: the queue with its clocks, and one complaint with all an officer needs to decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from kit.errors import Refusal
from kit.ids import normal_spoken
from orders.actions import redress
from orders.actions.complaints import PREFIX
from orders.models import Complaint
from orders.queries.complaints import (
    ComplaintLine,
    complaint_in,
    complaint_queue,
    decisions_of,
    deeds_of,
    notes_for,
    photo_of,
    photos_of,
    record_of,
    subject_of,
    timers_of,
)
from orders.queries.orders import artisans_parcel
from orders.rules.complaints import (
    NOTE_MAX,
    OPEN,
    ComplaintStatus,
    Desk,
    Outcome,
    Voice,
    outcomes,
)
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import my_districts, my_states
from storefront.district_desk.queue import clock_words, desk
from storefront.media import private_picture
from storefront.words import refusal as sentence_of
from storefront.words.orders import COMPLAINT_DEEDS
from storefront.words.tongues import reading

HEARERS = {"buyer": Voice.BUYER, "maker": Voice.MAKER, "office": Voice.OFFICE}


@requires(Permission.COMPLAINT_HANDLE)
def index() -> Any:
    """The open complaints, oldest first; a State officer's own before those that the districts still have."""
    lines = complaint_queue(g.session, _mine(), locale=reading())
    of_state = my_states()
    mine = [line for line in lines if _with_me(line, of_state=bool(of_state))]
    others = [line for line in lines if line not in mine]
    return render_template(
        "district_desk/complaints.html",
        mine=[(line, *_clock(line)) for line in mine],
        others=[(line, *_clock(line)) for line in others],
        kind=None,
        **desk(),
    )


def _with_me(line: ComplaintLine, *, of_state: bool) -> bool:
    if of_state:
        return line.complaint.desk is Desk.STATE
    return line.complaint.status is not ComplaintStatus.REOPENED


def _clock(line: ComplaintLine) -> tuple[str, str]:
    return clock_words(line.due_at, g.now) if line.due_at else ("", "")


@requires(Permission.COMPLAINT_HANDLE)
def show(number: str) -> Any:
    return _page(_own(number))


def _page(complaint: Complaint, wrong: str = "") -> Any:
    found = (
        artisans_parcel(g.session, complaint.artisan_id, complaint.fulfillment_id)
        if complaint.fulfillment_id
        else None
    )
    timers = [
        (timer, clock_words(timer.due_at, g.now) if timer.met_at is None else ("", ""))
        for timer in timers_of(g.session, complaint)
    ]
    page = render_template(
        "district_desk/complaint.html",
        complaint=complaint,
        subject=subject_of(g.session, complaint, reading()),
        order=found[0] if found else None,
        parcel=found[1] if found else None,
        notes=notes_for(g.session, complaint, Voice.OFFICE),
        photos=photos_of(g.session, complaint),
        timers=timers,
        decisions=decisions_of(g.session, complaint),
        deeds=[
            (
                event.at,
                COMPLAINT_DEEDS[event.name],
                who or (_("by the clock") if event.facts.get("timer_id") else ""),
            )
            for event, who in deeds_of(g.session, complaint)
        ],
        record=record_of(g.session, complaint.artisan_id, at=g.now),
        open=complaint.status in OPEN,
        may_decide=_may_decide(complaint),
        outcomes=outcomes(paid=complaint.order_id is not None),
        note_max=NOTE_MAX,
        typed=request.form,
        wrong=wrong,
        kind=None,
        **desk(),
    )
    return page, 422 if wrong else 200


def _may_decide(complaint: Complaint) -> bool:
    """An appeal is the State officer's to decide."""
    if complaint.status is ComplaintStatus.REOPENED:
        return bool(my_states())
    return complaint.status in OPEN


@requires(Permission.COMPLAINT_HANDLE)
def acknowledge(number: str) -> Any:
    told = lazy_gettext("The buyer is told that you have read it, and the maker is asked for an answer.")
    return _do(number, lambda it: redress.acknowledge(g.session, it.id, by=g.person.id, at=g.now), told)


@requires(Permission.COMPLAINT_HANDLE)
def write(number: str) -> Any:
    to = HEARERS.get(request.form.get("to", "")) or abort(400)

    def deed(complaint: Complaint) -> None:
        words = request.form.get("words", "")
        redress.write_note(
            g.session, complaint.id, words, voice=Voice.OFFICE, to=to, by=g.person.id, at=g.now
        )

    return _do(number, deed, lazy_gettext("Kept.") if to is Voice.OFFICE else lazy_gettext("Sent."))


@requires(Permission.COMPLAINT_HANDLE)
def escalate(number: str) -> Any:
    def deed(complaint: Complaint) -> None:
        redress.escalate(g.session, complaint.id, request.form.get("reason", ""), by=g.person.id, at=g.now)

    return _do(number, deed, lazy_gettext("Sent to the State officer. The buyer is told."))


@requires(Permission.COMPLAINT_HANDLE)
def decide(number: str) -> Any:
    chosen = request.form.get("outcome", "")

    def deed(complaint: Complaint) -> None:
        if not _may_decide(complaint) and complaint.status in OPEN:
            abort(403)
        redress.decide(
            g.session,
            complaint.id,
            Outcome(chosen),
            request.form.get("decision", ""),
            by=g.person.id,
            at=g.now,
        )

    if chosen not in set(Outcome):
        return _page(_own(number), _("Choose what comes of it."))
    return _do(number, deed, lazy_gettext("Decided. Buyer and maker are told."))


def _do(number: str, deed: Callable[[Complaint], None], told: Any) -> Any:
    """Do a deed with a complaint of one's own districts; a refusal is said on its page, with what was typed."""
    complaint = _own(number)
    try:
        with g.session.begin_nested():
            deed(complaint)
    except Refusal as refusal:
        return _page(complaint, sentence_of(refusal))
    flash(str(told), "good")
    return redirect(url_for(".complaint", number=complaint.number), 303)


@requires(Permission.COMPLAINT_HANDLE)
def photo(number: str, photo_id: int) -> Any:
    return private_picture(photo_of(g.session, _own(number), photo_id))


def _mine() -> set[int]:
    return my_districts(Permission.COMPLAINT_HANDLE)


def _own(number: str) -> Complaint:
    """A complaint of the officer's districts; another district's is a 404."""
    plain = normal_spoken(number, PREFIX)
    found = complaint_in(g.session, _mine(), plain) if plain else None
    return found or abort(404)
