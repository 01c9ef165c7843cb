"""Work of stock that waits on a fact: files of goods are read, and written a batch at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kit.tasks import subscriber
from stock import actions


@subscriber
def read_goods_file(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Read a file of goods that a maker sent (`GoodsFileSent`)."""
    actions.read_goods_file(session, UUID(facts["goods_file_id"]), at=at)


@subscriber
def write_goods_rows(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Write the next rows of a file (`GoodsFileConfirmed`, `GoodsRowsWritten`): each batch asks for the next.

    The batch, its fact and the end of the message before it are one transaction, so a worker that is killed loses
    at most a batch that was never written, and another takes it up.
    """
    if facts.get("left", 1):
        actions.write_goods_rows(session, UUID(facts["goods_file_id"]), at=at)
