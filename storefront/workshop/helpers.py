"""Who acts, or has acted, for the maker: what was done, and the button that ends it. Never open to a helper."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from catalog.queries.trail import acts_for, names_of
from people.actions import end_help
from people.queries import help_given_to, help_of
from people.rules import Help, Permission
from storefront.access import requires
from storefront.words import label
from storefront.words.deeds import DEEDS


@requires(Permission.WORKSHOP_OPEN)
def index() -> Any:
    leaves = help_given_to(g.session, g.person.id)
    named = names_of(g.session, [leave.helper_id for leave in leaves])
    return render_template(
        "workshop/helpers.html",
        lines=[
            (leave, named[leave.helper_id], [label(Help(thing)) for thing in leave.things])
            for leave in leaves
        ],
        acts=[
            (DEEDS.get(event.facts["deed"], _("Something else")), who, event.at)
            for event, who in acts_for(g.session, g.person.id)
        ],
    )


@requires(Permission.WORKSHOP_OPEN)
def end(assistance_id: int) -> Any:
    leave = help_of(g.session, g.person.id, assistance_id) or abort(404)
    end_help(g.session, leave, by=g.person.id, at=g.now)
    flash(_("Ended. Nobody acts for you on this any more."), "good")
    return redirect(url_for("workshop.helpers"), 303)
