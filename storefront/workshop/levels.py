"""How much is left: each kind of piece in the workshop, with a minus and a plus."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.queries import offers, own_variants
from catalog.rules.listing import HANDS_MAX
from people.rules import Permission
from stock.actions import set_on_hand
from stock.errors import NotThere
from stock.queries import workshop_levels
from storefront.access import requires
from storefront.workshop.forms import plain_digits
from storefront.workshop.listings import spoken
from storefront.workshop.own import workshop_id


@requires(Permission.STOCK_EDIT)
def levels() -> Any:
    return _page()


@requires(Permission.STOCK_EDIT)
def count(variant_id: int) -> Any:
    """One more, one less, or a number typed: the page says what it showed, so a second press moves nothing."""
    owner = workshop_id()
    if variant_id not in {each for each, *_ in own_variants(g.session, owner)}:
        abort(404)
    seen = _number(request.form.get("seen", ""))
    typed = request.form.get("quantity", "")
    change = {"-1": -1, "1": 1}.get(request.form.get("change", ""), 0)
    wanted = seen + change if change and seen is not None else _number(typed)
    if wanted is None or not 0 <= wanted <= HANDS_MAX:
        return _page(wrong=variant_id, typed=typed), 422
    try:
        set_on_hand(
            g.session,
            variant_id=variant_id,
            owner_id=owner,
            quantity=wanted,
            key=f"{variant_id}:{request.form.get('count', '')[:40]}",
            by=g.person.id,
            at=g.now,
        )
    except NotThere:
        flash(_("Buyers were promised more than that. Send their orders first."), "error")
    return redirect(url_for("workshop.stock_levels"), 303)


def _number(text: str) -> int | None:
    digits = plain_digits(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None


def _page(*, wrong: int | None = None, typed: str = "") -> str:
    variants = own_variants(g.session, workshop_id())
    ids = [variant_id for variant_id, *_ in variants]
    told, held = offers(g.session, ids, spoken()), workshop_levels(g.session, ids)
    lines = [
        (told[each], held[each].on_hand if each in held else 0, held[each].reserved if each in held else 0)
        for each in ids
        if each in told
    ]
    return render_template("workshop/levels.html", lines=lines, wrong=wrong, typed=typed, count=g.request_id)
