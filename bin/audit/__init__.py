"""Every law of money, goods and papers, each one read of the database: how many rows it looked at, how many break it.

    make audit                       against the running house; exit 1 when a law is broken
    audit(session) -> list[Finding]  the same from a test or a task

The rooms keep these laws as they work, and the database insists on many; this reads the books from the outside and
believes neither. A law is SQL that answers one row for each thing it judges: `what` names the thing, `bad` says
whether it breaks the law.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from bin.audit import goods, money, sales
from bin.audit.law import Law

EXAMPLES_MAX = 5
LAWS: tuple[Law, ...] = (*money.LAWS, *goods.LAWS, *sales.LAWS)


@dataclass(frozen=True)
class Finding:
    """What one law found: the number of things looked at, of those that break it, and the names of a few."""

    law: Law
    seen: int
    broken: int
    examples: tuple[str, ...]


def audit(session: Session) -> list[Finding]:
    """Hold every law against the database, in the order of the paper that numbers them."""
    return [_hold(session, law) for law in LAWS]


def _hold(session: Session, law: Law) -> Finding:
    query = (
        "SELECT count(*), count(*) FILTER (WHERE bad), (array_agg(what::text) FILTER (WHERE bad))"
        f"[1:{EXAMPLES_MAX}] FROM ({law.rows}) AS judged"
    )
    seen, broken, examples = session.execute(text(query.replace(":", r"\:"))).one()
    return Finding(law, seen, broken, tuple(examples or ()))
