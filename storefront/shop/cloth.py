"""The woven map as pages show it: stitches kept at hand, the map of a layer, a State's patch and its neighbours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from flask import g, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from catalog.queries.registry import Stitch, stitches
from people.queries.places import StateLine, states
from storefront.shop.choropleth import shade_of, step_of, steps
from storefront.shop.layers import NAMES, Layer, legend_of, rows_of
from storefront.shop.weave import bordering, patch, weave
from storefront.words.figures import grouped
from storefront.words.tongues import named, reading

KEPT = timedelta(minutes=10)


class Woven(NamedTuple):
    """The map of a layer, and its legend: class and words of each colour; none where the threads are the colours."""

    drawn: Markup
    legend: list[tuple[str, str]]


@dataclass(frozen=True)
class Cloth:
    """The stitches of the map, and the maps woven of them, once for each layer and language."""

    stitches: list[Stitch]
    woven: dict[tuple[str, str], Woven]
    read_at: datetime


_kept: WeakKeyDictionary[Any, Cloth] = WeakKeyDictionary()  # one for each database of the process


def cloth() -> Cloth:
    """The stitches, read at most every ten minutes: places change by a newer registry only, figures need no haste."""
    bound = g.session.get_bind()
    kept = _kept.get(bound)
    if kept is None or abs(g.now - kept.read_at) > KEPT or not kept.stitches:
        kept = _kept[bound] = Cloth(stitches(g.session), {}, g.now)
    return kept


def map_of_india(all_states: list[StateLine], layer: Layer | None = None) -> Woven:
    """The woven map in the reader's language, coloured by threads or by a layer; empty while no place is known."""
    known = cloth()
    if not known.stitches:
        return Woven(Markup(""), [])
    key = (layer or "", request.script_root + reading())
    if key not in known.woven:
        known.woven[key] = _woven(known.stitches, all_states, layer)
    return known.woven[key]


def _woven(found: list[Stitch], all_states: list[StateLine], layer: Layer | None) -> Woven:
    names = {state.slug: named(state) for state in all_states}

    def href(slug: str) -> str:
        return url_for("shop.state", slug=slug)

    if layer is None:
        return Woven(weave(found, href, _("Woven map of India: each State is a link"), names), [])
    rows = rows_of(layer)
    floors = steps(row.figure for row in rows)
    colours = {stitch.district_slug: "z0" for stitch in found}
    sums = dict.fromkeys(names, 0)
    for row in rows:
        colours[row.district.slug] = f"z{shade_of(step_of(row.figure, floors), floors)}"
        sums[row.district.state_slug] += row.figure
    label = _("Woven map of India by %(layer)s: each State is a link", layer=NAMES[layer])
    told = {slug: grouped(number) for slug, number in sums.items()}
    drawn = weave(found, href, label, names, colours=colours, sums=told)
    return Woven(
        drawn, [(f"z{shade_of(step, floors)}", words) for step, words in enumerate(legend_of(floors))]
    )


def patch_of(
    state_slug: str, name: str, here: str | Collection[str] = "", *, threads: bool = False
) -> Markup:
    """A State's patch, each stitch a link to its district; nothing for a State without a stitch."""
    stitched = [stitch for stitch in cloth().stitches if stitch.state_slug == state_slug]
    if not stitched:
        return Markup("")
    return patch(stitched, here, lambda slug: url_for("shop.district", slug=slug), name, threads=threads)


def states_around(slug: str) -> list[StateLine]:
    """The States that a State touches on the cloth, by name."""
    near = bordering(cloth().stitches, slug)
    return [state for state in states(g.session) if state.slug in near]
