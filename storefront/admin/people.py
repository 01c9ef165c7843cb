"""People: found, looked at, their roles taken back, their accounts closed and opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from kit.trail import outbox
from malls.queries.malls import all_malls
from people.actions import disable_person, enable_person, end_sign_ins, revoke_role, whereabouts
from people.models import Grant, Person
from people.queries import find_people, grant_of, live_grants, place_names, sign_ins_of
from people.queries.people import PAGE
from people.rules import Permission, Role, ScopeKind, may, may_invite
from storefront.access import requires
from storefront.admin.forms import FindForm, role_of
from storefront.words import label

Place = tuple[ScopeKind, str]


def tabs() -> list[tuple[str, str, bool, int]]:
    """The index tabs that the person may open: words, address, here?, how many wait."""
    parked = outbox(g.session, at=g.now).parked if may(g.grants, Permission.OUTBOX_RESEND) else 0
    pages = [
        (Permission.PERSON_SEE, _("People"), "admin.people", 0),
        (Permission.PERSON_INVITE, _("Invitations"), "admin.invitations", 0),
        (Permission.REGISTRY_EDIT, _("Registry"), "admin.registry", 0),
        (Permission.WORDS_EDIT, _("Words of search"), "district_desk.words", 0),
        (Permission.OUTBOX_RESEND, _("Outbox"), "admin.outbox", parked),
        (Permission.PAYMENT_READ, _("Payments"), "admin.payments", 0),
        (Permission.TRAIL_READ, _("Trail"), "admin.trail", 0),
    ]
    here = "admin.people" if request.endpoint == "admin.person" else request.endpoint
    return [
        (words, url_for(page), page == here, count)
        for permission, words, page, count in pages
        if may(g.grants, permission)
    ]


@requires(Permission.PERSON_SEE)
def index() -> Any:
    form = FindForm(request.args)
    form.role.choices = [("", _("Every role")), *((role.value, label(role)) for role in Role)]
    if not form.validate():
        return render_template("admin/people.html", form=form, found=[], more=None), 422
    before = UUID(form.before.data) if form.before.data else None
    found = find_people(g.session, form.q.data, role=role_of(form.role.data), at=g.now, before=before)
    more = None
    if len(found) == PAGE:
        onward = {"q": form.q.data, "role": form.role.data, "before": found[-1].person.id}
        more = url_for(".people", **{key: value for key, value in onward.items() if value})
    return render_template("admin/people.html", form=form, found=found, more=more)


@requires(Permission.PERSON_SEE)
def show(person_id: UUID) -> Any:
    person = _person(person_id)
    grants = live_grants(g.session, person.id, g.now)
    places = named_places([(grant.scope_kind, grant.scope_id) for grant in grants])
    lines = [
        (grant, places.get((grant.scope_kind, grant.scope_id), grant.scope_id), _revocable(grant))
        for grant in grants
    ]
    return render_template(
        "admin/person.html",
        person=person,
        lines=lines,
        sign_ins=sign_ins_of(g.session, person.id, g.now),
        may_close=may(g.grants, Permission.PERSON_DISABLE) and person.id != g.person.id,
        may_trail=may(g.grants, Permission.TRAIL_READ),
    )


@requires(Permission.PERSON_DISABLE)
def close(person_id: UUID) -> Any:
    person = _person(person_id)
    if person.id == g.person.id:
        abort(403)  # nobody locks the last door behind themselves
    disable_person(g.session, person, by=g.person.id, at=g.now)
    flash(_("The account is closed and signed out everywhere."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@requires(Permission.PERSON_DISABLE)
def reopen(person_id: UUID) -> Any:
    enable_person(g.session, _person(person_id), by=g.person.id, at=g.now)
    flash(_("The account is open again."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@requires(Permission.PERSON_DISABLE)
def sign_out(person_id: UUID) -> Any:
    end_sign_ins(g.session, _person(person_id).id, g.now)
    flash(_("Signed out everywhere."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@requires(Permission.PERSON_SEE, Permission.PERSON_INVITE)
def revoke(person_id: UUID, grant_id: int) -> Any:
    grant = grant_of(g.session, person_id, grant_id) or abort(404)
    if not _revocable(grant):
        abort(403)
    revoke_role(g.session, grant, by=g.person.id, at=g.now)
    flash(_("The role is taken back."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


def named_places(places: list[Place]) -> dict[Place, str]:
    """What places are called: States, districts and malls; the nation is all of India."""
    named = place_names(g.session, places)
    named[ScopeKind.NATION, ""] = label(ScopeKind.NATION)
    if any(kind == ScopeKind.MALL for kind, _id in places):
        named |= {(ScopeKind.MALL, str(mall.id)): mall.name for mall in all_malls(g.session)}
    return named


def _revocable(grant: Grant) -> bool:
    """Whoever could give the role there may take it back, but not their own; a workshop's is the workshop's."""
    if grant.role == Role.ARTISAN or grant.person_id == g.person.id:
        return False
    where = whereabouts(g.session, grant.role, grant.scope_kind, grant.scope_id)
    return may_invite(g.grants, grant.role, where)


def _person(person_id: UUID) -> Person:
    return g.session.get(Person, person_id) or abort(404)
