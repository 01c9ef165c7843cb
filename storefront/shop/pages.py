"""Pages of plain words: who we are, what we take, how goods go back, what we keep, where to complain."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, render_template

from people.queries.places import districts, states
from storefront.access import public
from tax.queries import tariff


@public
def about() -> Any:
    return render_template("shop/about.html", demo=_demo())


@public
def fees() -> Any:
    levies = tariff(g.session, g.now).levies
    return render_template("shop/fees.html", levies=levies)


@public
def returns() -> Any:
    return render_template("shop/returns.html")


@public
def privacy() -> Any:
    return render_template("shop/privacy.html")


@public
def grievance() -> Any:
    return render_template("shop/grievance.html", demo=_demo())


@public
def left() -> Any:
    """Said to whoever has just closed an account."""
    return render_template("shop/left.html")


@public
def sitemap() -> Any:
    of_state: dict[str, list[Any]] = {}
    for district in districts(g.session):
        of_state.setdefault(district.state_code, []).append(district)
    return render_template("shop/sitemap.html", states=states(g.session), of_state=of_state)


def _demo() -> bool:
    return bool(current_app.extensions["zila_config"].demo_people)
