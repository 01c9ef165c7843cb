"""Searching: one box for any script and spelling, what can be narrowed, what may be meant, and how it is ordered."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import abort, g, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.actions.synonyms import note_miss
from catalog.queries.narrowing import DAYS, Choice, Narrowed
from catalog.queries.registry import family_by_slug
from catalog.queries.search import Found, find
from catalog.queries.suggest import suggest
from catalog.queries.words import Place
from catalog.rules import ranking
from catalog.rules.search import BAND_TOPS, NameKind, PriceBand, Sort
from kit.clock import business_day
from people.queries.places import district_by_slug, state_by_slug, states
from storefront.access import public
from storefront.edge import limiter
from storefront.shop.forms import SearchForm
from storefront.shop.shelves import SHELF, shelf, with_shares
from storefront.words import label
from storefront.words.figures import inr
from storefront.words.tongues import named, reading

NARROWING = ("state", "district", "family", "price", "ready", "days")


class Link(NamedTuple):
    """One value to narrow by: its words, where it leads, how many goods, whether it is chosen."""

    words: str
    href: str
    goods: int
    chosen: bool


@public
@limiter.limit("60/minute")
def search() -> Any:
    form = SearchForm(request.args)
    asked = (form.q.data or "")[:100]
    if not asked:
        return render_template("shop/search.html", asked="", found=None, **shelf()._asdict())
    chosen = _one_of(Sort, request.args.get("sort")) or Sort.BEST
    after = request.args.get("after")
    found = find(
        g.session,
        asked,
        narrowed=_narrowed(),
        sort=chosen,
        after=after,
        locale=reading(),
        limit=SHELF,
        at=g.now,
    )
    if not after:
        _write_down(found)
    return render_template(
        "shop/search.html",
        asked=asked,
        found=found,
        goods=with_shares(found.cards),
        sorts=_sorts(chosen),
        facets=_facets(found),
        narrowed=any(request.args.get(name) for name in NARROWING),
        names=[(page_of(name), name.name, name.within) for name in found.asked.names],
        page_of=page_of,
        next_href=_here(after=found.next_key) if found.next_key else "",
        first_href=_here(after=None) if after else "",
        all_href=url_for(".search", q=asked),
    )


@public
@limiter.limit("240/minute")
def suggestions() -> Any:
    typed = request.args.get("q", "")[:100]
    found = suggest(g.session, typed)
    if request.args.get("as") == "json":
        words = [*found.searches, *(name.name for name in found.names)]
        return jsonify(list(dict.fromkeys(words)))
    return render_template(
        "shop/suggestions.html",
        typed=typed,
        searches=found.searches,
        names=[(page_of(name), name.name, name.within) for name in found.names],
    )


@public
def ordering() -> Any:
    """The page "How results are ordered", written from the figures of `rules.ranking`."""
    return render_template(
        "shop/ordering.html",
        fields=[(label(each), weight) for each, weight in ranking.FIELD_WEIGHTS.items()],
        matches=[(label(each), weight) for each, weight in ranking.MATCH_WEIGHTS.items()],
        cover=ranking.COVER_WEIGHT,
        bands=ranking.BANDS,
        turn=ranking.TURN,
        new_days=ranking.NEW_FOR.days,
        remote=sorted(named(state) for state in states(g.session) if state.code in ranking.REMOTE_STATES),
    )


def page_of(name: Place) -> str:
    """The page of something a search names; of a product, the search for it."""
    match name.kind:
        case NameKind.STATE:
            return url_for("shop.state", slug=name.ref)
        case NameKind.DISTRICT:
            return url_for("shop.district", slug=name.ref)
        case NameKind.FAMILY:
            return url_for("shop.family", slug=name.ref)
        case _:
            return url_for("shop.search", q=name.name)


def _write_down(found: Found) -> None:
    """Count what was not found: the words that no good has, or all of them where nothing fits."""
    if any(request.args.get(name) for name in NARROWING):
        return
    day = business_day(g.now)
    if found.total == 0:
        note_miss(g.session, [group.said for group in found.asked.groups], day=day)
    else:
        for word in found.asked.unknown:
            note_miss(g.session, [word], day=day)


def _narrowed() -> Narrowed:
    """What the address narrows by; 404 where it names a place or family that is not."""
    asked = request.args
    state = district = family = None
    if asked.get("state"):
        state = (state_by_slug(g.session, asked["state"]) or abort(404)).code
    if asked.get("district"):
        district = (district_by_slug(g.session, asked["district"]) or abort(404)).id
    if asked.get("family"):
        family = (family_by_slug(g.session, asked["family"]) or abort(404)).id
    days = asked.get("days", type=int)
    return Narrowed(
        state=state,
        district=district,
        family=family,
        price=_one_of(PriceBand, asked.get("price")),
        ready={"yes": True, "no": False}.get(asked.get("ready", "")),
        days=days if days in DAYS else None,
    )


def _one_of(kind: Any, value: str | None) -> Any:
    return kind(value) if value in set(kind) else None


def _here(**changed: str | None) -> str:
    """This page with other choices; a new choice begins at the first page."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "after"} | changed
    return url_for(".search", **{name: value for name, value in kept.items() if value})


def _sorts(chosen: Sort) -> list[Link]:
    return [
        Link(label(each), _here(sort=None if each is Sort.BEST else each.value), 0, each is chosen)
        for each in Sort
    ]


def _facets(found: Found) -> list[tuple[str, str, list[Link], bool]]:
    """Each facet: its name, its words, its values as links, whether one is chosen. A choice pressed again is undone."""
    words = {
        "state": _("State"),
        "district": _("District"),
        "family": _("Craft"),
        "price": _("Price"),
        "ready": _("Ready or made for you"),
        "days": _("Leaves the maker within"),
    }
    told = []
    for facet, choices in found.facets.items():
        links = []
        for choice in choices:
            value = choice.slug or choice.value
            here = request.args.get(facet) == value
            links.append(
                Link(_words_of(facet, choice), _here(**{facet: None if here else value}), choice.count, here)
            )
        if len(links) > 1 or any(link.chosen for link in links):
            told.append((facet, words[facet], links, any(link.chosen for link in links)))
    return told


def _words_of(facet: str, choice: Choice) -> str:
    if facet == "price":
        band = PriceBand(choice.value)
        top = BAND_TOPS[band]
        if top is None:
            tops = [each for each in BAND_TOPS.values() if each is not None]
            return _("Above %(price)s", price=inr(tops[-1]))
        return _("Up to %(price)s", price=inr(top))
    if facet == "ready":
        return _("Ready") if choice.value == "yes" else _("Made to order")
    if facet == "days":
        return ngettext("%(num)d day", "%(num)d days", int(choice.value))
    return choice.name_hi if reading() == "hi" else choice.name
