"""The facilitator's page: ask a maker for leave to act for them, bring a new maker in, see whom one has helped."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from catalog.queries.makers import helped_makers, maker_of_mobile
from kit.errors import Refusal
from people.actions import ask_for_help, begin_help, end_help
from people.errors import CodesSpent, HelpKnown, HelpNotHere, WrongCode, WrongMobile
from people.models import Assistance, District, Person
from people.queries import helps_by, live_help_by, person_by_mobile, waiting_help
from people.queries.places import districts
from people.rules import CODE_LIFE, HELP_HOURS, LANGUAGES, Help, Permission, may, normal_mobile, reach
from storefront.access import requires
from storefront.district_desk.queue import desk
from storefront.door.coming_in import browser_id, keep_browser
from storefront.edge import limiter
from storefront.helping import enter_browser, leave_browser, may_still
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.tongues import OWN_NAMES

ASKED = "asked"  # in the browser's cookie: who was asked, until the code comes back
NAME_MAX = 80
SENDS_PER_ADDRESS = "60 per 15 minutes"
TRIES_PER_ADDRESS = "100 per 15 minutes"


@requires(Permission.ARTISAN_ONBOARD)
def home() -> Any:
    return _page()


@limiter.limit(SENDS_PER_ADDRESS, methods=["POST"])
@requires(Permission.ARTISAN_HELP)
def ask() -> Any:
    """Ask a maker of the district for leave to act for them."""
    things = [thing for thing in request.form.getlist("things") if thing in set(Help)]
    try:
        number = _typed_number()
        maker = maker_of_mobile(g.session, number)
        if maker is None or maker.district_id not in _my(Permission.ARTISAN_HELP):
            raise HelpNotHere
        _send(number, g.session.get(Person, maker.person_id), maker.district_id, things, _hours())
    except Refusal as refusal:
        return _refused("ask", refusal)
    return keep_browser(redirect(url_for(".help_code"), 303))


@limiter.limit(SENDS_PER_ADDRESS, methods=["POST"])
@requires(Permission.ARTISAN_ONBOARD)
def bring_in() -> Any:
    """Ask somebody new, by a code to any telephone, to be registered as a maker of the district."""
    chosen = request.form.get("district", "")
    mine = _my(Permission.ARTISAN_ONBOARD)
    district_id = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
    if district_id not in mine:
        abort(404)
    things = [Help.WORKSHOP]
    if may(g.grants, Permission.ARTISAN_HELP):
        things += [Help.LISTINGS, Help.STOCK]
    language = request.form.get("language", "")
    try:
        number = _typed_number()
        person = person_by_mobile(g.session, number)
        if maker_of_mobile(g.session, number) is not None:
            raise HelpKnown
        _send(
            number,
            person,
            district_id,
            things,
            _hours(),
            name=request.form.get("name", "").strip()[:NAME_MAX],
            language=language if language in LANGUAGES else LANGUAGES[0],
        )
    except Refusal as refusal:
        return _refused("bring_in", refusal)
    return keep_browser(redirect(url_for(".help_code"), 303))


@limiter.limit(TRIES_PER_ADDRESS, methods=["POST"])
@requires(Permission.ARTISAN_ONBOARD)
def code() -> Any:
    """Type what the maker reads out; right, and the helper stands in the maker's workshop."""
    asked, leave = _asked()
    if leave is None:
        return redirect(url_for(".help"), 303)
    if request.method == "GET":
        return _code_page(leave)
    if not may_still(leave):
        abort(403)
    g.keep_writes = True
    try:
        leave = begin_help(
            g.session,
            g.person,
            leave.id,
            asked["mobile"],
            request.form.get("code", ""),
            browser=browser_id(),
            name=asked["name"],
            language=asked["language"],
            at=g.now,
        )
    except Refusal as refusal:
        spent = isinstance(refusal, WrongCode) and not refusal.details["tries_left"]
        told = _("That code is good no more. Send another one.") if spent else sentence_of(refusal)
        return _code_page(leave, told), 422
    cookie.pop(ASKED, None)
    enter_browser(leave)
    return redirect(url_for("workshop.home"), 303)


@limiter.limit(SENDS_PER_ADDRESS)
@requires(Permission.ARTISAN_ONBOARD)
def again() -> Any:
    asked, leave = _asked()
    if leave is None:
        return redirect(url_for(".help"), 303)
    person = person_by_mobile(g.session, asked["mobile"])
    try:
        _send(
            asked["mobile"],
            person,
            leave.district_id,
            leave.things,
            leave.hours,
            name=asked["name"],
            language=asked["language"],
        )
    except Refusal as refusal:
        flash(sentence_of(refusal), "warn")
    else:
        flash(_("A code is on its way. The last one sent is the one that counts."), "good")
    return redirect(url_for(".help_code"), 303)


@requires(Permission.ARTISAN_ONBOARD)
def resume(assistance_id: int) -> Any:
    """Go on in this browser with leave that still stands."""
    leave = live_help_by(g.session, g.person.id, g.now)
    if leave is None or leave.id != assistance_id or not may_still(leave):
        abort(404)
    enter_browser(leave)
    return redirect(url_for("workshop.home"), 303)


@requires(Permission.ARTISAN_ONBOARD)
def end(assistance_id: int) -> Any:
    """The helper is done. Ended already, nothing changes."""
    leave = next((each for each in helps_by(g.session, g.person.id) if each.id == assistance_id), None)
    end_help(g.session, leave or abort(404), by=g.person.id, at=g.now)
    leave_browser()
    flash(_("Ended. The maker is told by SMS."), "good")
    return redirect(url_for(".help"), 303)


def _send(
    number: str,
    person: Person | None,
    district_id: int,
    things: list[Any],
    hours: int,
    *,
    name: str = "",
    language: str = LANGUAGES[0],
) -> None:
    """Send the code, in the maker's own language, and remember in this browser who was asked."""
    language = person.language if person else language
    leave = ask_for_help(
        g.session,
        g.person,
        number,
        person=person,
        district=g.session.get_one(District, district_id),
        things=things,
        hours=hours,
        browser=browser_id(),
        language=language,
        at=g.now,
    )
    cookie[ASKED] = {"id": leave.id, "mobile": number, "name": name, "language": language}


def _asked() -> tuple[dict[str, Any], Assistance | None]:
    """Whom this browser asked last, and the leave that waits for its code; none when it is over."""
    asked: dict[str, Any] = cookie.get(ASKED) or {}
    return asked, waiting_help(g.session, g.person.id, asked["id"]) if asked else None


def _typed_number() -> str:
    number = normal_mobile(request.form.get("mobile", ""))
    if number is None:
        raise WrongMobile
    return number


def _hours() -> int:
    typed = request.form.get("hours", "")
    return int(typed) if typed in {str(hours) for hours in HELP_HOURS} else 0


def _my(permission: Permission) -> set[int]:
    """The districts in which the person helps, or brings makers in."""
    return set(reach(g.grants, permission).districts)


def _refused(form: str, refusal: Refusal) -> Any:
    return _page(form, sentence_of(refusal)), 429 if isinstance(refusal, CodesSpent) else 422


def _page(form: str = "", wrong: str = "") -> str:
    mine = _my(Permission.ARTISAN_ONBOARD)
    live = live_help_by(g.session, g.person.id, g.now)
    return render_template(
        "district_desk/help.html",
        live=live,
        helped=g.session.get(Person, live.person_id) if live else None,
        things_of=lambda leave: [str(label(Help(thing))) for thing in leave.things],
        may_help=may(g.grants, Permission.ARTISAN_HELP),
        places=[line for line in districts(g.session) if line.id in mine],
        choices=[(thing.value, label(thing)) for thing in Help],
        hours=HELP_HOURS,
        languages={code: OWN_NAMES[code] for code in LANGUAGES},
        lines=helped_makers(g.session, g.person.id),
        form=form,
        typed=request.form,
        picked=request.form.getlist("things"),
        wrong=wrong,
        kind=None,
        **desk(),
    )


def _code_page(leave: Assistance, wrong: str = "") -> Any:
    return render_template(
        "district_desk/help_code.html",
        leave=leave,
        mobile=cookie[ASKED]["mobile"],
        things=[label(Help(thing)) for thing in leave.things],
        minutes=int(CODE_LIFE.total_seconds()) // 60,
        typed=request.form.get("code", ""),
        wrong=wrong,
        kind=None,
        **desk(),
    )
