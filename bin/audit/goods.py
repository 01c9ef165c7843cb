"""The laws of goods: moves, levels, promises, and what malls were sent."""

from __future__ import annotations

from bin.audit.law import Law, listed
from stock.models import VIRTUAL

WORLDS_ENDS = listed([str(kind) for kind in VIRTUAL])
ENDS = """
    SELECT target_id AS location_id, variant_id, owner_id, quantity FROM moves
    UNION ALL SELECT source_id, variant_id, owner_id, -quantity FROM moves
"""

LAWS = (
    Law(
        "I2",
        "every level is the sum of its moves, and none is negative",
        f"""
        SELECT concat_ws(' ', 'location', coalesce(sums.location_id, levels.location_id), 'variant',
                         coalesce(sums.variant_id, levels.variant_id)) AS what,
               coalesce(sums.pieces, 0) <> coalesce(levels.on_hand, 0) OR levels.on_hand < 0 AS bad
        FROM (
            SELECT location_id, variant_id, owner_id, sum(quantity) AS pieces
            FROM ({ENDS}) AS ends JOIN locations ON locations.id = ends.location_id
            WHERE locations.kind NOT IN ({WORLDS_ENDS}) GROUP BY location_id, variant_id, owner_id
        ) AS sums FULL JOIN levels USING (location_id, variant_id, owner_id)
        """,
    ),
    Law(
        "I2",
        "what is reserved is the sum of live promises, and never more than is on hand",
        """
        SELECT concat_ws(' ', 'location', coalesce(promised.location_id, levels.location_id), 'variant',
                         coalesce(promised.variant_id, levels.variant_id)) AS what,
               coalesce(promised.pieces, 0) <> coalesce(levels.reserved, 0)
               OR levels.reserved NOT BETWEEN 0 AND levels.on_hand AS bad
        FROM (
            SELECT location_id, variant_id, owner_id, sum(quantity) AS pieces FROM reservations
            WHERE ended_at IS NULL GROUP BY location_id, variant_id, owner_id
        ) AS promised FULL JOIN levels USING (location_id, variant_id, owner_id)
        """,
    ),
    Law(
        "I3",
        "what was made or found is on hand, on the road, sold or lost",
        f"""
        SELECT concat_ws(' ', 'variant', ends.variant_id) AS what,
               -sum(ends.quantity) FILTER (WHERE locations.kind IN ('made', 'found'))
               <> coalesce(sum(ends.quantity) FILTER (WHERE locations.kind IN ('customer', 'loss')), 0)
                  + coalesce((SELECT sum(on_hand) FROM levels
                              WHERE levels.variant_id = ends.variant_id AND levels.owner_id = ends.owner_id), 0) AS bad
        FROM ({ENDS}) AS ends JOIN locations ON locations.id = ends.location_id
        GROUP BY ends.variant_id, ends.owner_id
        """,
    ),
    Law(
        "I3",
        "goods that were sent left once, and those that arrived came once",
        """
        SELECT order_lines.id AS what,
               CASE WHEN fulfillments.shipped_at IS NOT NULL THEN coalesce(shipped.quantity, 0)
                    WHEN fulfillments.status = 'handed_over' THEN coalesce(sold.quantity, 0)
                    ELSE order_lines.quantity + coalesce(shipped.quantity, 0) + coalesce(sold.quantity, 0) END
               <> order_lines.quantity
               OR (fulfillments.status = 'delivered') <> (delivered.id IS NOT NULL) AS bad
        FROM order_lines JOIN fulfillments ON fulfillments.id = order_lines.fulfillment_id
        LEFT JOIN moves AS shipped ON shipped.key = concat('ship:', fulfillments.id, ':', order_lines.variant_id)
        LEFT JOIN moves AS sold ON sold.key = concat('sale:', fulfillments.id, ':', order_lines.variant_id)
        LEFT JOIN moves AS delivered ON delivered.key = concat('deliver:', fulfillments.id, ':', order_lines.variant_id)
        WHERE order_lines.variant_id IS NOT NULL
        """,
    ),
    Law(
        "I2",
        "every live promise is to a parcel that still waits for its goods",
        """
        SELECT reservations.id AS what,
               fulfillments.id IS NULL OR fulfillments.status NOT IN ('pending', 'accepted', 'packed')
               OR orders.status NOT IN ('placed', 'confirmed') AS bad
        FROM reservations LEFT JOIN fulfillments ON fulfillments.id = reservations.cause_id
        LEFT JOIN orders ON orders.id = fulfillments.order_id
        WHERE reservations.ended_at IS NULL AND reservations.cause_kind = 'fulfillment'
        """,
    ),
    Law(
        "I2",
        "every piece to be made has its place in a queue while a parcel waits for it, and none afterwards",
        """
        SELECT concat_ws(' ', 'line', order_lines.id) AS what,
               coalesce(sum(makings.pieces) FILTER (WHERE makings.ended_at IS NULL), 0)
               <> CASE WHEN fulfillments.status IN ('pending', 'accepted') AND orders.status IN ('placed', 'confirmed')
                       THEN order_lines.quantity ELSE 0 END AS bad
        FROM order_lines JOIN fulfillments ON fulfillments.id = order_lines.fulfillment_id
        JOIN orders ON orders.id = order_lines.order_id
        LEFT JOIN makings ON makings.fulfillment_id = fulfillments.id AND makings.variant_id = order_lines.variant_id
        WHERE order_lines.to_make GROUP BY order_lines.id, fulfillments.id, orders.id
        """,
    ),
    Law(
        "I14",
        "what was consigned came whole, broken or not at all, and its moves say so",
        """
        SELECT concat_ws(' ', consignments.number, 'line', lines.id) AS what,
               CASE consignments.status
                   WHEN 'received' THEN
                        coalesce(receipts.good + receipts.broken + receipts.missing, 0) <> lines.quantity
                        OR coalesce(came.pieces, 0) <> lines.quantity OR coalesce(sent.quantity, 0) <> lines.quantity
                   WHEN 'dispatched' THEN receipts.id IS NOT NULL OR coalesce(sent.quantity, 0) <> lines.quantity
                   ELSE receipts.id IS NOT NULL OR sent.id IS NOT NULL END AS bad
        FROM consignment_lines AS lines JOIN consignments ON consignments.id = lines.consignment_id
        LEFT JOIN goods_receipts AS receipts ON receipts.line_id = lines.id
        LEFT JOIN moves AS sent ON sent.key = concat('dispatch:', consignments.id, ':', lines.id)
        LEFT JOIN LATERAL (
            SELECT sum(quantity) AS pieces FROM moves
            WHERE starts_with(moves.key, concat('receive:', consignments.id, ':', lines.id, ':'))
        ) AS came ON true
        """,
    ),
    Law(
        "I14",
        "what stalls were given is on their shelves, sold, sent back or lost",
        f"""
        SELECT concat_ws(' ', 'stall', ends.location_id, 'variant', ends.variant_id) AS what,
               sum(ends.quantity) <> coalesce(min(levels.on_hand), 0) OR sum(ends.quantity) < 0 AS bad
        FROM ({ENDS}) AS ends JOIN locations ON locations.id = ends.location_id AND locations.kind = 'stall'
        LEFT JOIN levels USING (location_id, variant_id, owner_id)
        GROUP BY ends.location_id, ends.variant_id, ends.owner_id
        """,
    ),
)
