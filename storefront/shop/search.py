"""Searching: one box for any script and spelling, what can be narrowed, what may be meant, and how it is ordered."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

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
from catalog.rules.marks import MarkKind
from catalog.rules.materials import Material
from catalog.rules.search import BAND_TOPS, NameKind, PriceBand, Sort
from kit.clock import business_day
from orders.rules.arriving import LATEST
from people.queries.places import district_by_slug, state_by_slug, states
from storefront.access import public
from storefront.arrivals import arrival, arrivals
from storefront.edge import limiter
from storefront.shop.forms import SearchForm
from storefront.shop.promises import place_here
from storefront.shop.shelves import SHELF, shelf, with_shares
from storefront.words import label
from storefront.words.figures import inr, weekday
from storefront.words.tongues import named, reading

NARROWING = {  # a facet → its word in the address
    "state": "state",
    "district": "district",
    "family": "family",
    "material": "material",
    "mark": "mark",
    "price": "price",
    "ready": "ready",
    "days": "days",
    "arrival": "by",
}


class Link(NamedTuple):
    """One value to narrow by: its words, where it leads, how many goods, whether it is chosen."""

    words: str
    href: str
    goods: int
    chosen: bool


class Facet(NamedTuple):
    """One way to narrow: its words, its values, whether one of them is chosen."""

    name: str
    words: str
    links: list[Link]
    chosen: bool


@public
@limiter.limit("60/minute")
def search() -> Any:
    form = SearchForm(request.args)
    asked = (form.q.data or "")[:100]
    if not asked:
        return render_template("shop/search.html", asked="", found=None, **shelf()._asdict())
    sorted_by = _one_of(Sort, request.args.get("sort")) or Sort.BEST
    after = request.args.get("after")
    narrowed, names = _narrowed()
    found = find(
        g.session,
        asked,
        narrowed=narrowed,
        sort=sorted_by,
        after=after,
        locale=reading(),
        limit=SHELF,
        at=g.now,
        arrivals=arrivals(place_here(), business_day(g.now)),
    )
    if not after:
        _write_down(found)
    return render_template(
        "shop/search.html",
        asked=asked,
        found=found,
        goods=with_shares(found.cards),
        sorts=_sorts(sorted_by),
        facets=_facets(found, names),
        chosen=_chosen(found, names),
        names=[(page_of(name), name.name, name.within) for name in found.asked.names],
        page_of=page_of,
        next_href=_here(after=found.next_key) if found.next_key else "",
        first_href=_here(after=None) if after else "",
        all_href=url_for(".search", q=asked),
        pin_href=url_for(".pin", back=_here()),
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
    if any(request.args.get(name) for name in NARROWING.values()):
        return
    day = business_day(g.now)
    if found.total == 0:
        note_miss(g.session, [group.said for group in found.asked.groups], day=day)
    else:
        for word in found.asked.unknown:
            note_miss(g.session, [word], day=day)


def _narrowed() -> tuple[Narrowed, dict[str, str]]:
    """What the address narrows by, and the words of each choice; 404 where it names a place or family that is not."""
    asked = request.args
    state = district = family = None
    if asked.get("state"):
        state = state_by_slug(g.session, asked["state"]) or abort(404)
    if asked.get("district"):
        district = district_by_slug(g.session, asked["district"]) or abort(404)
    if asked.get("family"):
        family = family_by_slug(g.session, asked["family"]) or abort(404)
    days, place, on = asked.get("days", type=int), place_here(), business_day(g.now)
    by = _day(asked.get("by", ""))
    coming = by is not None and place is not None and 0 <= (by - on).days <= LATEST
    narrowed = Narrowed(
        state=state.code if state else None,
        district=district.id if district else None,
        family=family.id if family else None,
        material=_one_of(Material, asked.get("material")),
        mark=_one_of(MarkKind, asked.get("mark")),
        price=_one_of(PriceBand, asked.get("price")),
        ready={"yes": True, "no": False}.get(asked.get("ready", "")),
        days=days if days in DAYS else None,
        arrival=arrival(by, place.state_code, on) if coming and by and place else None,
    )
    named_choices = {
        "state": named(state) if state else "",
        "district": district.name if district else "",
        "family": named(family) if family else "",
    }
    said = {
        facet: named_choices.get(facet) or _value_words(facet, asked[NARROWING[facet]])
        for facet in narrowed.chosen
    }
    return narrowed, said


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-27") else None
    except ValueError:
        return None


def _one_of(kind: Any, value: str | None) -> Any:
    return kind(value) if value in set(kind) else None


def _here(**changed: str | None) -> str:
    """This page with other choices; a new choice begins at the first page. A page of facets asks for a hundred."""
    if "search_kept" not in g:
        kept = {name: value for name, value in request.args.items() if name != "after" and value}
        g.search_kept = url_for(".search"), {name: urlencode({name: value}) for name, value in kept.items()}
    path, kept = g.search_kept
    told = [pair for name, pair in kept.items() if name not in changed]
    told += [urlencode({name: value}) for name, value in changed.items() if value]
    return f"{path}?{'&'.join(told)}"


def _sorts(chosen: Sort) -> list[Link]:
    return [
        Link(label(each), _here(sort=None if each is Sort.BEST else each.value), 0, each is chosen)
        for each in Sort
    ]


def _facets(found: Found, chosen: dict[str, str]) -> list[Facet]:
    """What there is to narrow by, with values as links. A choice pressed again is undone."""
    told = []
    for facet, choices in found.facets.items():
        if facet == "days" and "arrival" in found.facets and facet not in chosen:
            continue  # a day at the door says more than days at the maker's
        word = NARROWING[facet]
        links = []
        for choice in choices:
            value = choice.slug or choice.value
            here = facet in chosen and request.args.get(word) == value
            href = _here(**{word: None if here else value})
            links.append(Link(_words_of(facet, choice), href, choice.count, here))
        if len(links) > 1 or any(link.chosen for link in links):
            told.append(Facet(facet, _facet_words(facet), links, facet in chosen))
    return told


def _chosen(found: Found, chosen: dict[str, str]) -> list[Link]:
    """Each choice that was made, with the way to take it back and how many goods there are without it."""
    return [
        Link(words, _here(**{NARROWING[facet]: None}), found.without.get(facet, 0), chosen=True)
        for facet, words in chosen.items()
    ]


def _facet_words(facet: str) -> str:
    place = place_here()
    return {
        "state": _("State"),
        "district": _("District"),
        "family": _("Craft"),
        "material": _("Material"),
        "mark": _("Mark"),
        "price": _("Price"),
        "ready": _("Ready or made for you"),
        "days": _("Leaves the maker within"),
        "arrival": _("With you at %(pin)s", pin=place.pin) if place else _("With you"),
    }[facet]


def _words_of(facet: str, choice: Choice) -> str:
    if facet in ("state", "district", "family"):
        return choice.name_hi if reading() == "hi" else choice.name
    return _value_words(facet, choice.value)


def _value_words(facet: str, value: str) -> str:
    """The words of a value that is not the registry's."""
    match facet:
        case "price":
            return _price_words(PriceBand(value))
        case "ready":
            return _("Ready") if value == "yes" else _("Made to order")
        case "days":
            return ngettext("%(num)d day", "%(num)d days", int(value))
        case "arrival":
            return _("By %(day)s", day=weekday(date.fromisoformat(value)))
        case "material":
            return label(Material(value))
        case _:
            return label(MarkKind(value))


def _price_words(band: PriceBand) -> str:
    top = BAND_TOPS[band]
    if top is None:
        tops = [each for each in BAND_TOPS.values() if each is not None]
        return _("Above %(price)s", price=inr(tops[-1]))
    return _("Up to %(price)s", price=inr(top))
