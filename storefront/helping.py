"""Assisted mode at the edge: which pages of a workshop a helper may open, and for whom they act in this browser.

A helper stays who they are: `g.person` is the helper, every other face is their own. Only on a page named in `OPEN`
do they stand in for the maker whose leave this browser carries, with the permissions agreed to and no more; a page
that is not named is closed to them, so a new one is closed until somebody says otherwise here.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog.models import Artisan
from catalog.queries import own_artisan
from kit.events import record
from people.events import ActedFor
from people.models import Assistance, Person
from people.queries import live_help_by
from people.rules import Help, Permission, Role, Where, may, opened_by
from storefront.edge import SAFE

COOKIE = "acting"
FACE = "workshop"
ANY = frozenset(Help)
_GOODS, _ORDERS, _STOCK = (frozenset({each}) for each in (Help.LISTINGS, Help.ORDERS, Help.STOCK))

# Every page of the workshop that is open to a helper, and with leave for what. Money, own data, keys and
# who helps stand nowhere here.
OPEN: dict[str, frozenset[Help]] = {
    "workshop.home": ANY,
    "workshop.register": frozenset({Help.WORKSHOP}),
    **{
        f"workshop.{name}": _GOODS
        for name in (
            *("listings", "new", "listing", "voice", "play_voice", "take_off_voice"),
            *("page", "take_back_page", "page_voice"),
            *("craft", "finer", "words", "price", "stock", "variants"),
            *("details", "marks", "send", "publish", "withdraw"),
            *("photos", "place", "describe", "remove", "begin_upload", "upload", "add_piece"),
            *("leave_change", "copy", "goods_files", "goods_empty", "goods_choices", "goods_export"),
            *("goods_file", "confirm_goods", "drop_goods", "goods_to_mend"),
            *("claim", "answer_claim", "appeal", "questions", "answer", "holiday", "back", "tiers"),
        )
    },
    **{
        f"workshop.{name}": _STOCK
        for name in ("stock_levels", "stock_level", "count", "undo_move", "mark_low")
    },
    **{
        f"workshop.{name}": _ORDERS
        for name in (
            *("orders", "order", "accept", "pack", "ship", "deliver", "decline"),
            *("complaints", "complaint", "complaint_photo"),
            *("consignments", "consignment", "accept_consignment", "decline_consignment", "dispatch"),
        )
    },
}

UNTOLD = frozenset({"workshop.add_piece"})  # a piece of a file, told when the file was begun


@dataclass(frozen=True)
class Acting:
    """For whom somebody acts in this request. `artisan` is none until a newcomer's workshop is registered."""

    leave: Assistance
    person: Person
    artisan: Artisan | None

    def covers(self, endpoint: str) -> bool:
        """Whether a page is open with this leave."""
        return any(self.leave.covers(thing) for thing in OPEN.get(endpoint, ()))


def stand_in(permissions: tuple[Permission, ...]) -> Response | tuple[str, int] | None:
    """In a workshop, let a helper stand in for the maker; an answer when they may not be here, else None.

    What was agreed to is asked anew in every request: leave that ran out or was ended, a role taken back, a workshop
    that moved away end it at once, and nothing of the request is done.
    """
    if request.blueprint != FACE:
        return None
    if COOKIE not in cookie:
        return None if not _only_helps() else redirect(url_for("district_desk.help"), 303)
    acting = acting_now()
    if acting is None:
        leave_browser()
        flash(_("Your leave to act is over, so nothing was done. Ask for it again."), "warn")
        return redirect(url_for("district_desk.help"), 303)
    g.acting, g.acting_may = acting, opened_by(acting.leave.things) | {Permission.WORKSHOP_OPEN}
    if not acting.covers(request.endpoint or "") or not set(permissions) <= g.acting_may:
        return render_template("workshop/closed.html"), 403
    g.grants = ()
    g.session.info["acting_for"] = acting.person.id
    if (
        request.method not in SAFE and request.endpoint not in UNTOLD
    ):  # kept with what the page does, and taken back with it when it refuses
        done = ActedFor(acting.person.id, acting.leave.id, request.endpoint or "")
        record(g.session, done, by=g.person.id, at=g.now)
    return None


def acting_now() -> Acting | None:
    """For whom this browser's helper may act at this moment; None when it is for nobody (any more)."""
    leave = live_help_by(g.session, g.person.id, g.now)
    if leave is None or leave.id != cookie.get(COOKIE) or not may_still(leave):
        return None
    person = g.session.get_one(Person, leave.person_id)
    artisan = own_artisan(g.session, person.id)
    moved = artisan is not None and artisan.district_id != leave.district_id
    return None if person.disabled or moved else Acting(leave, person, artisan)


def may_still(leave: Assistance) -> bool:
    """Whether the helper's own grants still allow what the leave is for, in its district."""
    where = Where(district=str(leave.district_id))
    brings_in = may(g.grants, Permission.ARTISAN_ONBOARD, where)
    return brings_in if leave.things == [Help.WORKSHOP] else may(g.grants, Permission.ARTISAN_HELP, where)


def enter_browser(leave: Assistance) -> None:
    """From now on this browser acts on the leave; forms that were open before are void."""
    cookie[COOKIE] = leave.id
    cookie.pop("csrf_token", None)


def leave_browser() -> None:
    """This browser acts for nobody; forms that were open are void."""
    cookie.pop(COOKIE, None)
    cookie.pop("csrf_token", None)


def _only_helps() -> bool:
    """Whether somebody comes to workshops as a helper only, and so never opens one of their own by mistake."""
    keeps_one = any(grant.role == Role.ARTISAN for grant in g.grants)
    return not keeps_one and may(g.grants, Permission.ARTISAN_ONBOARD)
