"""How the desks stand: the nation by State, a State by district; what waits, what is late, since when."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request

from catalog.queries.overview import Standing, standings
from people.queries.places import states
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import KINDS, RARE, clock_words, desk
from storefront.words.tongues import named


@requires(Permission.CLAIM_READ)
def overview() -> Any:
    """By State while more than one is overseen and none is chosen, else by district. Another's State is a 404."""
    lines = standings(g.session, my_districts(Permission.CLAIM_READ), at=g.now)
    names = {line.code: named(line) for line in states(g.session)}
    mine = sorted({line.state_code for line in lines}, key=lambda code: names[code])
    chosen = request.args.get("state", "")
    if chosen and chosen not in mine:
        abort(404)
    by_state = len(mine) > 1 and not chosen
    if by_state:
        rows = [(names[code], code, _sum([x for x in lines if x.state_code == code])) for code in mine]
    else:
        rows = [(line.name, line.slug, line) for line in lines if chosen in {"", line.state_code}]
    total = _sum([row for _name, _key, row in rows])
    return render_template(
        "district_desk/overview.html",
        rows=[
            (name, key, row, clock_words(row.oldest_due, g.now) if row.oldest_due else ("", ""))
            for name, key, row in rows
        ],
        total=total,
        by_state=by_state,
        chosen=names.get(chosen, ""),
        kinds={each: words for each, words in KINDS.items() if each not in RARE or total.waiting[each]},
        kind=None,
        **desk(),
    )


def _sum(lines: list[Standing]) -> Standing:
    due = [line.oldest_due for line in lines if line.oldest_due]
    return Standing(
        "",
        "",
        "",
        {kind: sum(line.waiting.get(kind, 0) for line in lines) for kind in KINDS},
        sum(line.late for line in lines),
        sum(line.asked for line in lines),
        min(due, default=None),
    )
