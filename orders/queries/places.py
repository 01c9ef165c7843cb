"""Where orders are made: by the district of the maker."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from orders.models import Fulfillment


def orders_by_district(session: Session) -> dict[int, int]:
    """Count by the makers' district the parcels that were ever confirmed: one a maker and order."""
    counted = session.execute(
        select(Artisan.district_id, func.count())
        .select_from(Fulfillment)
        .join(Artisan, Artisan.id == Fulfillment.artisan_id)
        .where(Fulfillment.confirmed_at.is_not(None))
        .group_by(Artisan.district_id)
    )
    return {int(district): int(number) for district, number in counted}
