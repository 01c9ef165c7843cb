"""Reads of the ledger. The exact figure is always the sum of postings."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kit.money import Money
from ledger.models import Entry, Posting


def balance(session: Session, account: str) -> Money:
    """What stands on one account now: debits less credits."""
    return Money(
        int(
            session.scalar(select(func.coalesce(func.sum(Posting.paise), 0)).filter_by(account_code=account))
            or 0
        )
    )


def balances(session: Session, accounts: Sequence[str]) -> dict[str, Money]:
    """What stands on each of these accounts now; an account never posted to stands at zero."""
    query = (
        select(Posting.account_code, func.sum(Posting.paise))
        .where(Posting.account_code.in_(accounts))
        .group_by(Posting.account_code)
    )
    found = {code: Money(int(paise)) for code, paise in session.execute(query)}
    return {account: found.get(account, Money(0)) for account in accounts}


def is_posted(session: Session, key: str) -> bool:
    """Whether the entry of this cause stands already."""
    return session.scalar(select(Entry.id).filter_by(key=key)) is not None


def postings_of(session: Session, key: str) -> dict[str, Money]:
    """The lines of one entry, by account."""
    query = (
        select(Posting.account_code, Posting.paise)
        .join(Entry, Entry.id == Posting.entry_id)
        .where(Entry.key == key)
    )
    return dict(session.execute(query).all())
