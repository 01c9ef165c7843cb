"""Up to four pieces side by side. The page depends on its address alone, so anyone may keep it."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from catalog.queries.compare import Compared, compared
from catalog.queries.shelf import cards
from catalog.rules.registry import Proof, Returnability
from storefront.access import public
from storefront.shop.shelves import with_shares
from storefront.words.figures import inr, weight
from storefront.words.spoken import label
from storefront.words.tongues import reading

COMPARED_MAX = 4
OTHERS = 8


@public
def compare() -> Any:
    slugs = asked_for()
    found = compared(g.session, slugs, locale=reading())
    with_shares([each.card for each in found])
    here = [each.card.slug for each in found]
    room = len(here) < COMPARED_MAX
    narrowed: dict[str, Any] = {"craft": found[0].craft_id} if found else {}
    others = cards(g.session, locale=reading(), limit=OTHERS + COMPARED_MAX, **narrowed) if room else []
    return render_template(
        "shop/compare.html",
        found=found,
        rows=rows(found),
        without={slug: address([each for each in here if each != slug]) for slug in here},
        others=[
            (card, address([*here, card.slug]))
            for card in with_shares([card for card in others if card.slug not in here][:OTHERS])
        ],
        most=COMPARED_MAX,
    )


def asked_for() -> list[str]:
    """The pieces an address names, `?goods=a,b` or `?goods=a&goods=b`: four of them, each once."""
    named = [slug.strip() for each in request.args.getlist("goods") for slug in each.split(",")]
    return list(dict.fromkeys(slug[:200] for slug in named if slug))[:COMPARED_MAX]


def address(slugs: list[str]) -> str:
    """The address of these pieces side by side."""
    return url_for("shop.compare", goods=",".join(slugs)) if slugs else url_for("shop.compare")


def rows(found: list[Compared]) -> list[tuple[str, list[Any]]]:
    """The table's rows: what is compared, and what each piece says to it."""
    told: list[tuple[str, list[Any]]] = [
        (_("Price"), [inr(each.card.price_paise) for each in found]),
        (_("The maker gets"), [inr(each.card.maker_gets_paise) for each in found]),
        (
            _("What it is"),
            [each.craft_name_hi if reading() == "hi" else each.craft_name_en for each in found],
        ),
        (_("Maker"), [each.card.artisan_name for each in found]),
        (_("District"), [f"{each.card.district_name}, {each.card.state_name}" for each in found]),
        (_("Weight, packed"), [weight(each.weight_g) for each in found]),
        (
            _("Marks"),
            [", ".join(f"{label(Proof(kind))} {no}" for kind, no in each.proofs.items()) for each in found],
        ),
        (_("Care"), [each.care for each in found]),
        (_("Returns"), [returns_of(each) for each in found]),
    ]
    return [(words, said) for words, said in told if any(said)]


def returns_of(each: Compared) -> str:
    """How far it can go back, in a few words."""
    if each.returnable is Returnability.FREE_CHOICE:
        return _("7 days, also if you changed your mind")
    return _("7 days, if damaged or not as described")
