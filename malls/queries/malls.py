"""The malls themselves, for those who keep them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from malls.models import Mall


def all_malls(session: Session) -> Sequence[Mall]:
    """Every mall of the programme that is not retired, by State and name."""
    asked = select(Mall).where(Mall.retired_at.is_(None))
    return session.scalars(asked.order_by(Mall.state_code, Mall.name)).all()
