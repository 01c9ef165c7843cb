"""How much is left: each kind of piece, place by place, with a minus and a plus, and why each number changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import tell_when_low
from catalog.errors import ListingFieldsWrong
from catalog.queries import offers, own_variants
from catalog.queries.workshop import listing_of_variant
from catalog.rules.listing import HANDS_MAX
from kit.errors import Refusal
from malls.queries.elsewhere import elsewhere
from people.rules import Permission
from stock.actions import change_by_hand, count_by_hand, may_undo, undo
from stock.errors import NotThere
from stock.models import LocationKind, Reason
from stock.queries import own_changes, place, workshop_levels
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.workshop.forms import plain_digits
from storefront.workshop.listings import spoken
from storefront.workshop.own import workshop_id

MORE, FEWER = frozenset({Reason.MADE}), frozenset({Reason.FAIR, Reason.BROKEN})


@requires(Permission.STOCK_EDIT)
def levels() -> Any:
    owner = workshop_id()
    ids = [variant_id for variant_id, *_ in own_variants(g.session, owner)]
    told, held = offers(g.session, ids, spoken()), workshop_levels(g.session, ids)
    lines = [(told[each], *_held(held, each)) for each in ids if each in told]
    return render_template(
        "workshop/levels.html", lines=lines, elsewhere=elsewhere(g.session, owner), count=g.request_id
    )


@requires(Permission.STOCK_EDIT)
def level(variant_id: int) -> Any:
    return _page(_own(variant_id))


@requires(Permission.STOCK_EDIT)
def count(variant_id: int) -> Any:
    """So many made, sold at a fair or broken; or all of them counted. A form sent twice moves once, by its own name."""
    deed = _deed(_own(variant_id))
    if deed is None:
        return _page(variant_id, wrong=_("Write a number between 0 and 99,999.")), 422
    try:
        deed()
    except NotThere:
        wrong = _("So many do not lie there, or buyers were promised them. Send their orders first.")
        return _page(variant_id, wrong=wrong), 422
    return _back(variant_id)


def _deed(variant_id: int) -> Callable[[], object] | None:
    """What the form asks for; None when it says no number or no reason."""
    common = {
        "variant_id": variant_id,
        "owner_id": workshop_id(),
        "key": f"{variant_id}:{request.form.get('count', '')[:40]}",
        "by": g.person.id,
        "at": g.now,
    }
    if "quantity" in request.form:
        counted = _number(request.form["quantity"])
        return None if counted is None else partial(count_by_hand, g.session, quantity=counted, **common)
    pieces = _number(request.form.get("pieces", "1"))
    reason = request.form.get("reason", "")
    if not pieces or reason not in MORE | FEWER:
        return None
    change = pieces if reason in MORE else -pieces
    return partial(change_by_hand, g.session, pieces=change, reason=Reason(reason), **common)


@requires(Permission.STOCK_EDIT)
def take_back(variant_id: int, move_id: int) -> Any:
    """Undo one change by the contrary move."""
    _own(variant_id)
    try:
        undo(g.session, move_id, owner_id=workshop_id(), by=g.person.id, at=g.now)
    except Refusal as refusal:
        return _page(variant_id, wrong=sentence_of(refusal)), 409
    flash(_("Taken back."), "good")
    return redirect(url_for("workshop.stock_level", variant_id=variant_id), 303)


@requires(Permission.STOCK_EDIT)
def mark_low(variant_id: int) -> Any:
    """From how few pieces on the maker wants to be told."""
    listing = listing_of_variant(g.session, _own(variant_id), lock=True)
    typed = request.form.get("low_at", "").strip()
    pieces = _number(typed)
    try:
        if typed and pieces is None:
            raise ListingFieldsWrong(faults={"low_at": "number"})
        tell_when_low(g.session, listing, pieces)
    except ListingFieldsWrong:
        return _page(variant_id, wrong=_("Write a number between 0 and 99,999.")), 422
    flash(_("Saved."), "good")
    return redirect(url_for("workshop.stock_level", variant_id=variant_id), 303)


def _own(variant_id: int) -> int:
    """A kind of piece of this workshop; another's is a 404."""
    if variant_id not in {each for each, *_ in own_variants(g.session, workshop_id())}:
        abort(404)
    return variant_id


def _number(text: str) -> int | None:
    digits = plain_digits(text)
    good = digits.isascii() and digits.isdigit() and len(digits) <= 6 and int(digits) <= HANDS_MAX
    return int(digits) if good else None


def _held(held: Any, variant_id: int) -> tuple[int, int]:
    """Pieces in the workshop, and of them promised."""
    return (held[variant_id].on_hand, held[variant_id].reserved) if variant_id in held else (0, 0)


def _back(variant_id: int) -> Any:
    """To the page the press came from."""
    if request.form.get("to") == "all":
        return redirect(f"{url_for('workshop.stock_levels')}#piece-{variant_id}", 303)
    return redirect(url_for("workshop.stock_level", variant_id=variant_id), 303)


def _page(variant_id: int, *, wrong: str = "") -> str:
    owner = workshop_id()
    on_hand, reserved = _held(workshop_levels(g.session, [variant_id]), variant_id)
    here = place(g.session, LocationKind.WORKSHOP, owner) or 0
    changes = [
        (move, into, undone, not undone and may_undo(move, owner, here, at=g.now))
        for move, into, undone in own_changes(g.session, variant_id, owner)
    ]
    return render_template(
        "workshop/level.html",
        offer=offers(g.session, [variant_id], spoken())[variant_id],
        on_hand=on_hand,
        reserved=reserved,
        places=elsewhere(g.session, owner).get(variant_id, []),
        changes=changes,
        low_at=listing_of_variant(g.session, variant_id).low_at,
        wrong=wrong,
        typed=request.form,
        count=g.request_id,
    )
