"""Inviting staff: first the role, then the place that goes with it and the address."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from kit.errors import Refusal
from malls.queries.malls import all_malls
from people.actions import invite
from people.errors import WrongEmail
from people.queries import open_invitations
from people.queries.places import districts, states
from people.rules import INVITES, SCOPES, Permission, Role, ScopeKind, may, reach
from storefront.access import requires
from storefront.admin.forms import InvitationForm, role_of
from storefront.admin.people import named_places
from storefront.words import label
from storefront.words import refusal as words_of

Choices = list[tuple[str, str]] | dict[str, list[tuple[str, str]]]


@requires(Permission.PERSON_INVITE)
def index() -> Any:
    role = role_of(request.args.get("role"))
    if role not in _roles():
        return _page(None, None, 200)
    form = InvitationForm()
    form.place.choices = _choices(SCOPES[role])
    if not form.validate_on_submit():
        return _page(role, form, 422 if form.errors else 200)
    try:
        invite(
            g.session,
            form.email.data,
            role,
            SCOPES[role],
            form.scope_id,
            by=g.person.id,
            language=get_locale().language,
            at=g.now,
        )
    except WrongEmail as refusal:
        form.email.errors = [words_of(refusal)]
        return _page(role, form, 422)
    except Refusal as refusal:
        form.place.errors = [words_of(refusal)]
        return _page(role, form, 422)
    flash(_("The invitation is on its way. Its link works once, for 7 days."), "good")
    return redirect(url_for(".invitations"), 303)


def _roles() -> list[Role]:
    """The roles that the person may give somewhere."""
    given = set().union(*(INVITES.get(grant.role, frozenset()) for grant in g.grants))
    return [role for role in Role if role in given]


def _choices(kind: ScopeKind) -> Choices:
    """The places of one kind within the person's own reach; districts stand under their State."""
    own = reach(g.grants, Permission.PERSON_INVITE)
    ask = ("", _("Choose"))
    match kind:
        case ScopeKind.STATE:
            return [ask, *((s.code, s.name) for s in states(g.session) if own.nation or s.code in own.states)]
        case ScopeKind.MALL:
            malls = all_malls(g.session)
            return [ask, *((str(m.id), m.name) for m in malls if own.nation or str(m.id) in own.malls)]
        case ScopeKind.DISTRICT:
            grouped: dict[str, list[tuple[str, str]]] = {"": [ask]}
            for district in districts(g.session):
                if own.nation or district.state_code in own.states or district.id in own.districts:
                    grouped.setdefault(district.state_name, []).append((str(district.id), district.name))
            return grouped
        case _:
            return [(ScopeKind.NATION, label(ScopeKind.NATION))]


def _page(role: Role | None, form: InvitationForm | None, status: int) -> Any:
    sees_all = may(g.grants, Permission.PERSON_SEE)
    waiting = open_invitations(g.session, g.now, by=None if sees_all else g.person.id)
    places = named_places([(each.scope_kind, each.scope_id) for each in waiting])
    lines = [(each, places.get((each.scope_kind, each.scope_id), each.scope_id)) for each in waiting]
    page = render_template("admin/invitations.html", roles=_roles(), role=role, form=form, lines=lines)
    return page, status
