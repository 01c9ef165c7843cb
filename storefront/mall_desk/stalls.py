"""Today's page with the board of stalls, and the page of one stall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, render_template

from malls.queries.consignments import asked_stalls, makers_for, of_mall, tills_of
from malls.queries.shelf import StallTile, board, on_stall, owed_to_makers, sales_since, stall_of, takings
from malls.rules import ConsignmentStatus, StallKind
from people.models import State
from people.rules import Permission
from storefront.access import requires
from storefront.mall_desk.desk import own_mall, since_morning, spoken

MINIMUM_AT = 35  # per cent of the fill bar at which the agreed minimum is marked
BELOW_SHOWN = 8


def percent_full(tile: StallTile) -> int:
    """How far the fill bar reaches: the agreed minimum stands at 35 per cent, three times as much fills it."""
    return min(100, tile.on_hand * MINIMUM_AT // max(1, tile.minimum))


@requires(Permission.MALL_READ)
def today() -> Any:
    mall = own_mall(Permission.MALL_READ)
    since = since_morning(g.now)
    tiles = board(g.session, mall.id, since=since)
    asked = asked_stalls(g.session, mall.id)
    own = [tile for tile in tiles if tile.state_code == mall.state_code]
    below = sorted((tile for tile in own if tile.low), key=lambda tile: (tile.on_hand, tile.name))
    return render_template(
        "mall_desk/today.html",
        mall=mall,
        states=[tile for tile in tiles if tile.kind is StallKind.STATE],
        districts=[tile for tile in tiles if tile.kind is StallKind.DISTRICT],
        state=g.session.get_one(State, mall.state_code),
        percent_full=percent_full,
        minimum_at=MINIMUM_AT,
        below=below,
        below_shown=below[:BELOW_SHOWN],
        asked=asked,
        taken=takings(g.session, mall.id, since=since),
        sales=sales_since(g.session, mall.id, since=since, limit=6),
        owed=owed_to_makers(g.session, mall.id),
        tills=tills_of(g.session, mall.id),
        waiting=[
            view
            for view in of_mall(g.session, mall.id, open_only=True, locale=spoken())
            if view.consignment.status is ConsignmentStatus.DISPATCHED
        ],
    )


@requires(Permission.STALL_READ)
def stall(stall_id: UUID) -> Any:
    mall = own_mall(Permission.STALL_READ)
    found = stall_of(g.session, mall.id, stall_id) or abort(404)
    tile = next(each for each in board(g.session, mall.id, since=since_morning(g.now)) if each.id == found.id)
    return render_template(
        "mall_desk/stall.html",
        mall=mall,
        stall=found,
        tile=tile,
        full=percent_full(tile),
        minimum_at=MINIMUM_AT,
        lines=on_stall(g.session, mall.id, found.id, locale=spoken()),
        makers=makers_for(g.session, found, mall=mall),
        home=found.state_code == mall.state_code,
    )
