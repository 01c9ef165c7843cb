"""Pieces that cite no product of the registry: other crafts of the officer's districts, and the way to nominate one."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request

from catalog.queries.others import crafts_without_product, listings_without_product
from people.queries.places import district_by_slug, districts
from people.rules import Permission, may
from storefront.access import requires
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import desk


@requires(Permission.CLAIM_READ)
def other_crafts() -> Any:
    mine = my_districts(Permission.CLAIM_READ)
    within = None
    if slug := request.args.get("district", ""):
        within = district_by_slug(g.session, slug)
        if within is None or within.id not in mine:
            abort(404)
    shown = {within.id} if within else mine
    craft = request.args.get("craft", "")
    return render_template(
        "district_desk/other_crafts.html",
        lines=listings_without_product(g.session, shown, craft=craft or None),
        crafts=crafts_without_product(g.session, shown),
        craft=craft,
        within=within,
        places=[line for line in districts(g.session) if line.id in mine],
        may_nominate=may(g.grants, Permission.REGISTRY_NOMINATE),
        kind=None,
        **desk(),
    )
