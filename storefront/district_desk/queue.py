"""The queue: what waits in the officer's districts, oldest first, the waiting told in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from catalog.queries import Claim, queue_counts, queue_for
from catalog.queries.claims import count_appeals
from catalog.rules.desk import due_at
from catalog.rules.verification import SubjectKind
from orders.queries.complaints import complaints_waiting
from orders.rules.complaints import Desk
from people.models import District
from people.queries.places import district_by_slug
from people.rules import Permission, may, reach
from storefront.access import requires
from storefront.district_desk.own import my_districts, my_states

SOON = timedelta(days=1)
NAMED_MAX = 3
KINDS = {
    "artisan": _l("Makers"),
    "listing": _l("Listings"),
    "mark": _l("Marks"),
    "change": _l("Changed listings"),
    "page": _l("Pages"),
    "voice": _l("Voices"),
}
RARE = frozenset({SubjectKind.PAGE, SubjectKind.VOICE})  # their tabs stand only while something waits


@requires(Permission.CLAIM_READ)
def queue() -> Any:
    chosen = request.args.get("kind", "")
    kind = SubjectKind(chosen) if chosen in set(SubjectKind) else None
    within = None
    if slug := request.args.get("district", ""):
        within = district_by_slug(g.session, slug)
        if within is None or within.id not in my_districts(Permission.CLAIM_READ):
            abort(404)
    return render_template("district_desk/queue.html", kind=kind, within=within, **desk(kind, within))


def desk(kind: SubjectKind | None = None, within: District | None = None) -> dict[str, Any]:
    """What every page of the desk shows: its name, tabs and queue, of one district where one is chosen."""
    mine = my_districts(Permission.CLAIM_READ)
    shown = {within.id} if within else mine
    return {
        "desk_name": _name_of(mine or my_districts(Permission.ARTISAN_ONBOARD)),
        "index_tabs": _tabs(mine, kind),
        "claims": [(claim, *waiting(claim, g.now)) for claim in queue_for(g.session, shown, kind=kind)],
    }


def _tabs(mine: set[int], kind: SubjectKind | None) -> list[tuple[str, str, bool, int]]:
    """The index tabs: words, address, whether here, how many wait."""
    endpoint, path = request.endpoint or "", request.script_root + request.path
    lines = _queue_tabs(mine, kind) if may(g.grants, Permission.CLAIM_READ) else []
    pages = [
        (Permission.COMPLAINT_HANDLE, _("Complaints"), "district_desk.complaints", _complaints),
        (Permission.QUESTION_HIDE, _("Questions of buyers"), "district_desk.questions", None),
        (Permission.ARTISAN_ONBOARD, _("Bring in and help"), "district_desk.help", None),
        (Permission.PERSON_INVITE, _("Facilitators"), "district_desk.facilitators", None),
        (Permission.FACILITY_EDIT, _("Support places"), "district_desk.support", None),
        (Permission.WORDS_EDIT, _("Words of search"), "district_desk.words", None),
        (Permission.REGISTRY_NOMINATE, _("Registry"), "district_desk.registry", None),
        (Permission.REGISTRY_EDIT, _("Registry"), "admin.registry", None),
    ]
    for permission, words, page, number in pages:
        if may(g.grants, permission):
            href = url_for(page)
            lines.append((words, href, path.startswith(href), number() if number else 0))
    if states := my_states():
        href = url_for("district_desk.appeals")
        lines.append(
            (
                _("Appeals"),
                href,
                endpoint.startswith("district_desk.appeal"),
                count_appeals(g.session, states),
            )
        )
    return lines


def _queue_tabs(mine: set[int], kind: SubjectKind | None) -> list[tuple[str, str, bool, int]]:
    """The whole queue, and each kind of claim of its own."""
    counts = queue_counts(g.session, mine)
    here = request.endpoint == "district_desk.queue" and kind is None
    lines = [(_("Queue"), url_for("district_desk.queue"), here, sum(counts.values()))]
    for each in SubjectKind:
        if each in RARE and kind is not each and not counts.get(each):
            continue
        href = url_for("district_desk.queue", kind=each)
        lines.append((str(KINDS[each]), href, kind is each, counts.get(each, 0)))
    if len(mine) > NAMED_MAX:
        here = request.endpoint == "district_desk.overview"
        lines.append((_("Districts"), url_for("district_desk.overview"), here, 0))
    return lines


def _complaints() -> int:
    """How many complaints wait for the person: the State officer's own, or those of the districts."""
    districts = my_districts(Permission.COMPLAINT_HANDLE)
    return complaints_waiting(g.session, districts, desk=Desk.STATE if my_states() else None)


def _name_of(districts: set[int]) -> str:
    if not districts or reach(g.grants, Permission.CLAIM_READ).nation:
        return _("All of India")
    if len(districts) > NAMED_MAX:
        return ngettext("%(num)d district", "%(num)d districts", len(districts))
    return ", ".join(g.session.get_one(District, each).name for each in sorted(districts))


def waiting(claim: Claim, at: datetime) -> tuple[str, str]:
    """How the claim's clock stands, in words, and its tone."""
    if claim.waiting_since is not None:
        return _("the maker was asked; your clock stands"), ""
    due = due_at(claim.requested_at, stopped_s=claim.stopped_s, waiting_since=None, at=at)
    return clock_words(due, at)


def clock_words(due: datetime, at: datetime) -> tuple[str, str]:
    """How far off a last moment is, in words, and its tone."""
    left = due - at
    days = abs(left).days
    if left < timedelta(0):
        if days == 0:
            return _("late since today"), "bad"
        return ngettext("late by %(num)d day", "late by %(num)d days", days), "bad"
    if left <= SOON:
        return _("due today"), "warn"
    return ngettext("due in %(num)d day", "due in %(num)d days", days), ""
