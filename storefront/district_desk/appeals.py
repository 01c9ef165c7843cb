"""Appeals before the State officer: the refusal and the maker's word side by side, and the decision with its reason."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import decide_appeal
from catalog.errors import CatalogRefusal
from catalog.models import Appeal, Artisan, Verification
from catalog.queries import claimed_listing
from catalog.queries.claims import waiting_appeals
from catalog.rules.verification import REASON_MAX
from people.models import Person
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import appeal as own
from storefront.district_desk.own import my_states
from storefront.district_desk.queue import desk
from storefront.words import refusal as sentence_of


@requires(Permission.APPEAL_DECIDE)
def appeals() -> Any:
    waiting = waiting_appeals(g.session, my_states())
    return render_template("district_desk/appeals.html", appeals=waiting, kind=None, **desk())


@requires(Permission.APPEAL_DECIDE)
def show(appeal_id: int) -> Any:
    return _page(own(appeal_id))


def _page(made: Appeal, wrong: str = "") -> str:
    claim = g.session.get_one(Verification, made.verification_id)
    return render_template(
        "district_desk/appeal.html",
        appeal=made,
        claim=claim,
        artisan=g.session.get_one(Artisan, claim.artisan_id),
        listing=claimed_listing(g.session, claim),
        refuser=g.session.get(Person, claim.decided_by) if claim.decided_by else None,
        judge=g.session.get(Person, made.decided_by) if made.decided_by else None,
        wrong=wrong,
        reason=request.form.get("reason", ""),
        reason_max=REASON_MAX,
        kind=None,
        **desk(),
    )


@requires(Permission.APPEAL_DECIDE)
def decide(appeal_id: int) -> Any:
    made = own(appeal_id, lock=True)
    allowed = request.form.get("allowed", "")
    if allowed not in {"yes", "no"}:
        return _page(made, _("Choose one of the two.")), 422
    try:
        decide_appeal(
            g.session,
            made,
            allowed=allowed == "yes",
            reason=request.form.get("reason", ""),
            by=g.person.id,
            at=g.now,
        )
    except CatalogRefusal as refusal:
        return _page(made, sentence_of(refusal)), 422
    flash(_("Decided. The maker is told by SMS."), "good")
    return redirect(url_for(".appeals"), 303)
