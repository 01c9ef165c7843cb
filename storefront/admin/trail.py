"""The trail: what happened, to what, when, by whom; ids and numbers, as they were recorded."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from kit.trail import PAGE, names, trail
from people.rules import Permission, may
from storefront.access import requires
from storefront.admin.forms import TrailForm


@requires(Permission.TRAIL_READ)
def index() -> Any:
    form = TrailForm(request.args)
    form.name.choices = [("", _("Everything")), *((name, name) for name in names(g.session))]
    if not form.validate():
        return render_template("admin/trail.html", form=form, lines=[], more=None, may_see=False), 422
    before = request.args.get("before", type=int)
    asked = {"subject": form.subject.data, "name": form.name.data or ""}
    lines = trail(g.session, **asked, before=before)
    more = None
    if len(lines) == PAGE:
        more = url_for(".trail", **{key: value for key, value in asked.items() if value}, before=lines[-1].id)
    may_see = may(g.grants, Permission.PERSON_SEE)
    return render_template("admin/trail.html", form=form, lines=lines, more=more, may_see=may_see)
