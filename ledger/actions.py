"""Deeds of the ledger: post, reverse, and fold the cached balances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from ledger.errors import Unbalanced
from ledger.models import INR, Account, Entry, Posting
from ledger.queries import postings_of


@dataclass(frozen=True)
class Draft:
    """An entry about to be posted: its key, its cause, and paise by account (debit +, credit -)."""

    key: str
    cause: str
    lines: Mapping[str, int]


def post(session: Session, drafts: Sequence[Draft], *, at: datetime) -> int:
    """Post entries once each by their key; how many were new. Lines of zero paise are left out.

    Four statements whatever the number of entries. Raises Unbalanced before anything is written.
    """
    for draft in drafts:
        if sum(draft.lines.values()) != 0:
            raise Unbalanced(key=draft.key, off_by=sum(draft.lines.values()))
    accounts = sorted({code for draft in drafts for code, paise in draft.lines.items() if paise})
    if not accounts:
        return 0
    session.execute(
        upsert(Account).on_conflict_do_nothing(), [{"code": code, "currency": INR} for code in accounts]
    )
    rows = [
        {"key": draft.key, "cause": draft.cause, "at": at} for draft in drafts if any(draft.lines.values())
    ]
    made = upsert(Entry).on_conflict_do_nothing(index_elements=["key"]).returning(Entry.key, Entry.id)
    ids = dict(session.execute(made, rows).all())
    lines = [
        {"entry_id": ids[draft.key], "account_code": code, "paise": int(paise), "currency": INR}
        for draft in drafts
        if draft.key in ids
        for code, paise in draft.lines.items()
        if paise
    ]
    if lines:
        session.execute(insert(Posting), lines)
    return len(ids)


def reverse(session: Session, key: str, *, cause: str, at: datetime) -> int:
    """Post the mirror of an entry under `reverse:<key>`; 0 when it was reversed before or never stood."""
    lines = {code: -paise for code, paise in postings_of(session, key).items()}
    return post(session, [Draft(f"reverse:{key}", cause, lines)], at=at)


def fold_balances(session: Session) -> int:
    """Bring the cached balances up to date; how many accounts moved.

    Folds only postings of transactions that everybody can see already: ids are given before commit, so a cursor
    over ids would lose a slow transaction's postings; a cursor over transaction numbers does not. One that waited
    for another's lock looks with an older snapshot, so the cursor never goes back.
    """
    folded = session.execute(
        text(
            """
            WITH cursor AS (SELECT folded_before FROM balance_cursor WHERE id = 1 FOR UPDATE),
            horizon AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid),
            fresh AS (
                SELECT account_code, sum(paise) AS paise FROM postings, cursor, horizon
                WHERE postings.xid >= cursor.folded_before AND postings.xid < horizon.xid GROUP BY account_code
            ),
            moved AS (
                UPDATE balance_cursor SET folded_before = greatest(cursor.folded_before, horizon.xid)
                FROM horizon, cursor WHERE balance_cursor.id = 1
                RETURNING 1
            )
            INSERT INTO balances (account_code, paise) SELECT account_code, paise FROM fresh, moved
            ON CONFLICT (account_code) DO UPDATE SET paise = balances.paise + excluded.paise
            RETURNING account_code
            """
        )
    )
    return len(folded.all())
