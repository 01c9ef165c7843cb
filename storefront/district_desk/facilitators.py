"""The facilitators of the officer's districts: who they are, whom they acted for, invited and let go here."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from people.actions import revoke_role
from people.models import Grant
from people.queries.helping import facilitators_of
from people.rules import Permission, Role
from storefront.access import requires
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import desk


@requires(Permission.PERSON_INVITE, Permission.CLAIM_READ)
def index() -> Any:
    lines = facilitators_of(g.session, my_districts(Permission.PERSON_INVITE), at=g.now)
    return render_template("district_desk/facilitators.html", lines=lines, kind=None, **desk())


@requires(Permission.PERSON_INVITE, Permission.CLAIM_READ)
def let_go(grant_id: int) -> Any:
    """Take the role back; it ends at once, and with it whatever leave they hold."""
    grant = g.session.get(Grant, grant_id)
    if grant is None or grant.role is not Role.FACILITATOR or grant.revoked_at is not None:
        abort(404)
    if int(grant.scope_id) not in my_districts(Permission.PERSON_INVITE):
        abort(404)
    revoke_role(g.session, grant, by=g.person.id, at=g.now)
    flash(_("The role is taken back."), "good")
    return redirect(url_for(".facilitators"), 303)
