"""The queue: what waits in the officer's districts, oldest first, the waiting told in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.queries import Claim, queue_counts, queue_for
from catalog.rules.verification import DUE_AFTER, SubjectKind
from people.models import District
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import my_districts

SOON = timedelta(days=1)
NAMED_MAX = 3


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def queue() -> Any:
    chosen = request.args.get("kind", "")
    kind = SubjectKind(chosen) if chosen in set(SubjectKind) else None
    return render_template("district_desk/queue.html", kind=kind, **desk(kind))


def desk(kind: SubjectKind | None = None) -> dict[str, Any]:
    """What every page of the desk shows: its name, tabs and queue."""
    mine = my_districts()
    return {
        "desk_name": _name_of(mine),
        "counts": queue_counts(g.session, mine),
        "claims": [(claim, *waiting(claim, g.now)) for claim in queue_for(g.session, mine, kind=kind)],
    }


def _name_of(districts: set[int]) -> str:
    if len(districts) > NAMED_MAX:
        return ngettext("%(num)d district", "%(num)d districts", len(districts))
    return ", ".join(g.session.get_one(District, each).name for each in sorted(districts))


def waiting(claim: Claim, at: datetime) -> tuple[str, str]:
    """How the claim's clock stands, in words, and its tone."""
    left = claim.requested_at + DUE_AFTER - at
    days = abs(left).days
    if left < timedelta(0):
        if days == 0:
            return _("late since today"), "bad"
        return ngettext("%(num)d day late", "%(num)d days late", days), "bad"
    if left <= SOON:
        return _("due today"), "warn"
    return ngettext("%(num)d day left", "%(num)d days left", days), ""
