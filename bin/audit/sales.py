"""The laws of orders: statuses, notices, papers and drawers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bin.audit.law import Law, listed, steps_as_rows
from kit.steps import Steps
from orders.rules.steps import FULFILLMENT_STEPS, ORDER_STEPS
from payments.rules import PAYMENT_STEPS

OUTBOX_HOURS_MAX = 1


def _along_its_steps(table: str, steps: Steps[Any], events: Mapping[str, str], start: str) -> str:
    """Rows: each recorded step of a thing, and its status now, against the table of steps.

    `events` maps an event's name to the status it tells of; `start` is the status without an event.
    """
    told = ", ".join(f"('{name}', '{status}')" for name, status in events.items())
    return f"""
        SELECT concat_ws(' ', '{table}', subject, coalesce(came_from, '{start}'), '→', status) AS what,
               coalesce(came_from, '{start}') <> status
               AND (coalesce(came_from, '{start}'), status) NOT IN (VALUES {steps_as_rows(steps)}) AS bad
        FROM (
            SELECT events.subject, told.status, lag(told.status) OVER (PARTITION BY events.subject ORDER BY events.id)
                   AS came_from
            FROM events JOIN (VALUES {told}) AS told (name, status) ON told.name = events.name
        ) AS walked
        UNION ALL
        SELECT concat_ws(' ', '{table}', things.id, 'is', things.status), last.status <> things.status
        FROM {table} AS things JOIN LATERAL (
            SELECT told.status FROM events JOIN (VALUES {told}) AS told (name, status) ON told.name = events.name
            WHERE events.subject = things.id::text ORDER BY events.id DESC LIMIT 1
        ) AS last ON true
    """


ORDER_EVENTS = {
    "order.placed": "placed",
    "order.confirmed": "confirmed",
    "order.expired": "expired",
    "order.canceled": "canceled",
    "order.completed": "completed",
}
PARCEL_EVENTS = {
    "fulfillment.accepted": "accepted",
    "fulfillment.packed": "packed",
    "fulfillment.shipped": "shipped",
    "fulfillment.delivered": "delivered",
    "fulfillment.handed_over": "handed_over",
    "fulfillment.declined": "canceled",
}
PAYMENT_EVENTS = {"payment.captured": "captured", "payment.failed": "failed"}
SHIFT_OPEN = "SELECT shifts.id FROM shifts WHERE shifts.till_id = tills.id AND shifts.closed_at IS NULL"

LAWS = (
    Law(
        "I8",
        "every order went along its steps and stands where the last one led",
        _along_its_steps("orders", ORDER_STEPS, ORDER_EVENTS, "placed"),
    ),
    Law(
        "I8",
        "every parcel went along its steps and stands where the last one led",
        _along_its_steps("fulfillments", FULFILLMENT_STEPS, PARCEL_EVENTS, "pending"),
    ),
    Law(
        "I8",
        "every payment went along its steps and stands where the last one led",
        _along_its_steps("payments", PAYMENT_STEPS, PAYMENT_EVENTS, "created"),
    ),
    Law(
        "I9",
        "every confirmed order was confirmed once, and no other",
        """
        SELECT orders.number AS what, count(events.id) <> (orders.confirmed_at IS NOT NULL)::int AS bad
        FROM orders LEFT JOIN events ON events.name = 'order.confirmed' AND events.subject = orders.id::text
        GROUP BY orders.id
        """,
    ),
    Law(
        "I9",
        "no one waits twice for one fact",
        """
        SELECT concat_ws(' ', event_id, subscriber) AS what, count(*) > 1 AS bad
        FROM outbox GROUP BY event_id, subscriber
        """,
    ),
    Law(
        "I9",
        f"no work is parked, or waits for more than {OUTBOX_HOURS_MAX} hour",
        f"""
        SELECT concat_ws(' ', 'message', id, subscriber, last_error) AS what,
               done_at IS NULL
               AND (parked_at IS NOT NULL OR due_at < now() - interval '{OUTBOX_HOURS_MAX} hours') AS bad
        FROM outbox
        """,
    ),
    Law(
        "I9",
        "nobody is told the same of one order twice",
        """
        SELECT concat_ws(' ', kind, channel, body) AS what, count(*) > 1 AS bad FROM notices
        WHERE kind IN ('order_confirmed', 'order_for_artisan', 'order_canceled')
        GROUP BY kind, channel, "to", subject, body
        """,
    ),
    Law(
        "I10",
        "no two papers of one maker have one number, and no number is too long",
        """
        SELECT concat_ws(' ', supplier_key, number) AS what, count(*) > 1 OR length(number) > 16 AS bad
        FROM invoices GROUP BY supplier_key, number
        """,
    ),
    Law(
        "I10",
        "every series of papers is without a gap, up to where its counter stands",
        """
        SELECT concat_ws(' ', series.supplier_key, series.state_code, series.series, series.fy_start) AS what,
               count(papers.number) <> series.next_number - 1
               OR coalesce(max(split_part(papers.number, '/', 2)::int), 0) <> series.next_number - 1 AS bad
        FROM document_series AS series LEFT JOIN invoices AS papers
          ON papers.supplier_key = series.supplier_key
         AND split_part(papers.number, '/', 1)
             = concat(series.state_code, series.series, to_char(series.fy_start % 100, 'FM00'))
        GROUP BY series.id
        """,
    ),
    Law(
        "I10",
        "in every series a later number has no earlier day",
        """
        SELECT concat_ws(' ', supplier_key, number) AS what, day < before AS bad
        FROM (
            SELECT supplier_key, number, day, lag(day) OVER (
                PARTITION BY supplier_key, split_part(number, '/', 1) ORDER BY number
            ) AS before FROM invoices
        ) AS papers
        """,
    ),
    Law(
        "I11",
        "every paper is the sum of its lines and of its parcel",
        """
        SELECT concat_ws(' ', papers.supplier_key, papers.number) AS what,
               papers.total_paise <> parcels.total_paise OR papers.tax_paise <> parcels.tax_paise
               OR papers.total_paise <> sum(lines.total_paise) OR papers.taxable_paise <> sum(lines.taxable_paise)
               OR papers.tax_paise
                  <> sum(lines.cgst_paise + lines.sgst_paise + lines.utgst_paise + lines.igst_paise) AS bad
        FROM invoices AS papers JOIN fulfillments AS parcels ON parcels.id = papers.fulfillment_id
        JOIN order_lines AS lines ON lines.fulfillment_id = parcels.id
        GROUP BY papers.id, parcels.id
        """,
    ),
    Law(
        "I11",
        "every line of goods costs its number times the price of one that was agreed",
        """
        SELECT order_lines.id AS what, total_paise <> quantity * unit_price_paise AS bad
        FROM order_lines WHERE variant_id IS NOT NULL
        """,
    ),
    Law(
        "I11",
        "every sold parcel has its paper, and no other has one",
        """
        SELECT parcels.id AS what, count(papers.id) <> (parcels.confirmed_at IS NOT NULL)::int AS bad
        FROM fulfillments AS parcels LEFT JOIN invoices AS papers ON papers.fulfillment_id = parcels.id
        GROUP BY parcels.id
        """,
    ),
    Law(
        "I11",
        "every order is the sum of its parcels, and every parcel of its lines",
        """
        SELECT orders.number AS what,
               orders.total_paise <> sum(parcels.total_paise) OR orders.tax_paise <> sum(parcels.tax_paise)
               OR orders.total_paise
                  <> (SELECT sum(total_paise) FROM order_lines WHERE order_lines.order_id = orders.id) AS bad
        FROM orders LEFT JOIN fulfillments AS parcels ON parcels.order_id = orders.id GROUP BY orders.id
        """,
    ),
    Law(
        "I11",
        "a sale stands for every sold parcel, reversed where it was given back, released where it was due",
        """
        SELECT parcels.id AS what,
               (sale.id IS NOT NULL) <> (parcels.confirmed_at IS NOT NULL)
               OR (undone.id IS NOT NULL) <> (parcels.confirmed_at IS NOT NULL AND parcels.status = 'canceled')
               OR (freed.id IS NOT NULL) <> (parcels.released_at IS NOT NULL AND parcels.payable_paise <> 0) AS bad
        FROM fulfillments AS parcels LEFT JOIN entries AS sale ON sale.key = 'sale:' || parcels.id
        LEFT JOIN entries AS undone ON undone.key = 'reverse:sale:' || parcels.id
        LEFT JOIN entries AS freed ON freed.key = 'release:' || parcels.id
        """,
    ),
    Law(
        "I13",
        "every drawer holds what its open shift began with and took, and nothing when closed",
        f"""
        SELECT tills.name AS what,
               (SELECT coalesce(sum(paise), 0) FROM postings WHERE account_code = concat('till:', tills.id, ':cash'))
               <> coalesce((SELECT float_paise FROM shifts WHERE id IN ({SHIFT_OPEN})), 0)
                  + coalesce((SELECT sum(orders.total_paise) FROM sales JOIN orders ON orders.id = sales.order_id
                              WHERE sales.shift_id IN ({SHIFT_OPEN})), 0)
                  - coalesce((SELECT sum(refunds.amount_paise) FROM refunds
                              JOIN payments ON payments.id = refunds.payment_id
                              JOIN shifts ON shifts.till_id = tills.id AND shifts.closed_at IS NULL
                              WHERE payments.cash_account = concat('till:', tills.id, ':cash')
                                AND refunds.settled_at >= shifts.opened_at), 0) AS bad
        FROM tills
        """,
    ),
    Law(
        "I13",
        "every closed shift expected its float and its sales, and every sale is an order paid in cash",
        f"""
        SELECT concat_ws(' ', 'shift', shifts.id) AS what,
               shifts.expected_paise <> shifts.float_paise + coalesce(sum(orders.total_paise), 0)
               - coalesce((SELECT sum(refunds.amount_paise) FROM refunds
                           JOIN payments ON payments.id = refunds.payment_id
                           WHERE payments.cash_account = concat('till:', shifts.till_id, ':cash')
                             AND refunds.settled_at BETWEEN shifts.opened_at AND shifts.closed_at), 0) AS bad
        FROM shifts LEFT JOIN sales ON sales.shift_id = shifts.id LEFT JOIN orders ON orders.id = sales.order_id
        WHERE shifts.closed_at IS NOT NULL GROUP BY shifts.id
        UNION ALL
        SELECT concat_ws(' ', 'sale', sales.order_id),
               orders.channel <> 'stall' OR orders.status NOT IN ({listed(["confirmed", "completed", "canceled"])})
               OR payments.id IS NULL
        FROM sales JOIN orders ON orders.id = sales.order_id
        LEFT JOIN payments ON payments.subject_id = orders.id AND payments.method = 'cash'
    """,
    ),
)
