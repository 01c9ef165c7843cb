"""The laws of money: the ledger by itself, and the ledger against payments, refunds and parcels."""

from __future__ import annotations

from bin.audit.law import Law
from orders.rules.postings import COMMISSION, TDS, UNAPPLIED
from payments.actions import CLEARING, FEES, REFUNDS, SUSPENSE

SUSPENSE_HOURS_MAX = 24
CONFIRM_MINUTES_MAX = 10


def _stands(account: str) -> str:
    """What stands on one account, as SQL."""
    return f"(SELECT coalesce(sum(paise), 0) FROM postings WHERE account_code = '{account}')"


def _owed(account: str, rows: str) -> str:
    """One row: an account that must stand at the negative of a sum."""
    return f"SELECT '{account}' AS what, {_stands(account)} <> -coalesce(sum(paise), 0) AS bad FROM ({rows}) AS owed"


# Parcels whose sale stands: confirmed and not given back.
SOLD = "fulfillments WHERE confirmed_at IS NOT NULL AND status <> 'canceled'"

LAWS = (
    Law(
        "I1",
        "every entry has two postings or more, and they sum to zero",
        """
        SELECT entries.key AS what, count(postings.id) < 2 OR sum(postings.paise) <> 0 AS bad
        FROM entries LEFT JOIN postings ON postings.entry_id = entries.id
        GROUP BY entries.id, entries.key, postings.currency
        """,
    ),
    Law(
        "I1",
        "all postings of a currency sum to zero",
        "SELECT currency AS what, sum(paise) <> 0 AS bad FROM postings GROUP BY currency",
    ),
    Law(
        "I1",
        "every cached balance is the sum of the postings folded into it",
        """
        SELECT coalesce(sums.account_code, balances.account_code) AS what,
               coalesce(sums.paise, 0) <> coalesce(balances.paise, 0) AS bad
        FROM (
            SELECT account_code, sum(postings.paise) AS paise FROM postings, balance_cursor
            WHERE postings.xid < balance_cursor.folded_before GROUP BY account_code
        ) AS sums FULL JOIN balances ON balances.account_code = sums.account_code
        """,
    ),
    Law(
        "I4",
        "money that came has one entry, money that did not has none",
        """
        SELECT payments.id AS what, (payments.status = 'captured') <> (entries.id IS NOT NULL) AS bad
        FROM payments LEFT JOIN entries ON entries.key = 'capture:' || payments.id
        """,
    ),
    Law(
        "I4",
        "every payment is for something that is there",
        """
        SELECT payments.id AS what, orders.id IS NULL AS bad
        FROM payments LEFT JOIN orders ON payments.subject_kind = 'order' AND orders.id = payments.subject_id
        """,
    ),
    Law(
        "I4",
        "a confirmed order was paid in full, once",
        """
        SELECT orders.number AS what,
               count(payments.id) <> 1 OR bool_or(payments.amount_paise <> orders.total_paise) AS bad
        FROM orders LEFT JOIN payments
          ON payments.subject_kind = 'order' AND payments.subject_id = orders.id AND payments.status = 'captured'
        WHERE orders.confirmed_at IS NOT NULL GROUP BY orders.id, orders.number
        """,
    ),
    Law(
        "I4",
        f"money that came for an order confirms it or goes back, within {CONFIRM_MINUTES_MAX} minutes",
        f"""
        SELECT payments.id AS what,
               CASE WHEN orders.status IN ('confirmed', 'completed') THEN false
                    WHEN orders.status = 'canceled' THEN payments.refunded_paise <> payments.amount_paise
                    ELSE payments.captured_at < now() - interval '{CONFIRM_MINUTES_MAX} minutes'
                         AND NOT EXISTS (
                             SELECT 1 FROM entries JOIN postings ON postings.entry_id = entries.id
                             WHERE entries.key = 'capture:' || payments.id AND postings.account_code = '{SUSPENSE}')
               END AS bad
        FROM payments JOIN orders ON payments.subject_kind = 'order' AND orders.id = payments.subject_id
        WHERE payments.status = 'captured'
        """,
    ),
    Law(
        "I5",
        "what buyers paid and nobody was yet given is exactly what waits for its order",
        _owed(
            UNAPPLIED,
            f"""
            SELECT payments.amount_paise AS paise
            FROM payments JOIN orders ON payments.subject_kind = 'order' AND orders.id = payments.subject_id
            WHERE payments.status = 'captured' AND orders.status IN ('placed', 'expired')
              AND NOT EXISTS (
                  SELECT 1 FROM entries JOIN postings ON postings.entry_id = entries.id
                  WHERE entries.key = 'capture:' || payments.id AND postings.account_code = '{SUSPENSE}')
            """,
        ),
    ),
    Law(
        "I5",
        "what is owed back to buyers is exactly the refunds that have not reached them",
        _owed(REFUNDS, "SELECT amount_paise AS paise FROM refunds WHERE status <> 'settled'"),
    ),
    Law(
        "I5",
        "what each maker has held and payable is exactly what her parcels say",
        f"""
        SELECT coalesce(books.account, parcels.account) AS what,
               coalesce(books.paise, 0) <> -coalesce(parcels.paise, 0) AS bad
        FROM (
            SELECT account_code AS account, sum(paise) AS paise FROM postings
            WHERE account_code LIKE 'artisan:%:held' OR account_code LIKE 'artisan:%:payable' GROUP BY account_code
        ) AS books FULL JOIN (
            SELECT concat('artisan:', artisan_id, CASE WHEN released_at IS NULL THEN ':held' ELSE ':payable' END)
                   AS account,
                   sum(payable_paise) AS paise
            FROM {SOLD} GROUP BY 1
        ) AS parcels USING (account)
        """,
    ),
    Law(
        "I5",
        "commission is exactly what parcels paid",
        _owed(COMMISSION, f"SELECT fee_paise AS paise FROM {SOLD}"),
    ),
    Law(
        "I5",
        "income tax kept is exactly what parcels say",
        _owed(TDS, f"SELECT tds_paise AS paise FROM {SOLD}"),
    ),
    Law(
        "I5",
        "GST on commission and GST collected at source are exactly what parcels say",
        f"""
        SELECT kinds.prefix AS what,
               (SELECT coalesce(sum(paise), 0) FROM postings WHERE starts_with(account_code, kinds.prefix))
               <> -kinds.paise AS bad
        FROM (
            SELECT 'tax:gst:' AS prefix, coalesce(sum(fee_tax_paise), 0) AS paise FROM {SOLD}
            UNION ALL SELECT 'tax:tcs:', coalesce(sum(tcs_paise), 0) FROM {SOLD}
        ) AS kinds
        """,
    ),
    Law(
        "I5",
        "what lies at the provider, with its fees, is what came through it less what went back",
        f"""
        SELECT '{CLEARING}' AS what, {_stands(CLEARING)} + {_stands(FEES)} <> (
            SELECT coalesce(sum(-postings.paise), 0) FROM payments
            JOIN entries ON entries.key = 'capture:' || payments.id JOIN postings ON postings.entry_id = entries.id
            WHERE payments.method = 'stripe' AND postings.account_code IN ('{UNAPPLIED}', '{SUSPENSE}')
        ) - (
            SELECT coalesce(sum(refunds.amount_paise), 0) FROM refunds JOIN payments ON payments.id = refunds.payment_id
            WHERE payments.method = 'stripe' AND refunds.status = 'settled'
        ) AS bad
        """,
    ),
    Law(
        "I5",
        "every account is one that is known",
        f"""
        SELECT code AS what, code NOT IN ('{CLEARING}', '{FEES}', '{UNAPPLIED}', '{REFUNDS}', '{SUSPENSE}',
                                         '{COMMISSION}', '{TDS}', 'till:over_short')
               AND code !~ '^(artisan:[^:]+:(held|payable)|tax:(gst|tcs):.+|till:[^:]+:cash|mall:[^:]+:safe)$' AS bad
        FROM accounts
        """,
    ),
    Law(
        "I5",
        f"nothing lies in suspense for more than {SUSPENSE_HOURS_MAX} hours",
        f"""
        SELECT entries.key AS what, entries.at < now() - interval '{SUSPENSE_HOURS_MAX} hours' AS bad
        FROM entries JOIN postings ON postings.entry_id = entries.id
        WHERE postings.account_code = '{SUSPENSE}' AND {_stands(SUSPENSE)} <> 0
        """,
    ),
    Law(
        "I6",
        "no more goes back than came, and each payment knows how much",
        """
        SELECT payments.id AS what,
               coalesce(sum(refunds.amount_paise), 0) <> payments.refunded_paise
               OR payments.refunded_paise > payments.amount_paise
               OR payments.refunded_paise > 0 AND payments.status <> 'captured' AS bad
        FROM payments LEFT JOIN refunds ON refunds.payment_id = payments.id GROUP BY payments.id
        """,
    ),
    Law(
        "I6",
        "a refund that reached the buyer has its entry, another has none that stands",
        """
        SELECT refunds.id AS what,
               (refunds.status = 'settled') <> (made.id IS NOT NULL AND undone.id IS NULL) OR owed.id IS NULL AS bad
        FROM refunds LEFT JOIN entries AS made ON made.key = 'refund:' || refunds.id
        LEFT JOIN entries AS undone ON undone.key = 'reverse:refund:' || refunds.id
        LEFT JOIN entries AS owed ON owed.key = 'refund-owed:' || refunds.id
        """,
    ),
)
