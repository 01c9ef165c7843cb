"""Work of malls that waits on a fact: makers are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kit.tasks import subscriber
from malls.models import Consignment
from malls.queries.consignments import artisans_consignment
from orders.notices import tell_artisan


@subscriber
def tell_artisan_of_consignment(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a maker that a mall asks for goods."""
    _tell(session, "consignment_raised", facts, at)


@subscriber
def tell_artisan_of_receipt(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a maker what was counted of her goods."""
    _tell(session, "goods_received", facts, at)


def _tell(session: Session, kind: str, facts: dict[str, Any], at: datetime) -> None:
    artisan_id = UUID(facts["artisan_id"])
    number = session.get_one(Consignment, UUID(facts["consignment_id"])).number
    view = artisans_consignment(session, artisan_id, number)
    counts = {name: facts.get(name, 0) for name in ("good", "broken", "missing")}
    tell_artisan(session, kind, artisan_id, {"view": view, **counts}, at=at)
