"""What goes on in workshops of the demo world once their goods are on sale: prices for many, new words, days away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from catalog.actions import edit_listing, go_away, set_tiers
from catalog.models import Variant
from catalog.queries.proposals import open_change
from catalog.queries.tiers import tiers_of
from catalog.rules.tiers import Tier
from demo.people.makers import Maker
from kit.clock import business_day
from kit.money import Money

EVERY_TENTH, EVERY_TWENTIETH, THIRD = 10, 20, 3
TENS, FIFTIES = 10, 50
TEN_PERCENT_LESS, FIFTEEN_PERCENT_LESS = 90, 85
RUPEE = 100
AWAY_DAYS = 9
CARE = "Keep it away from strong sun."


def goes_on(maker: Maker) -> bool:
    """Whether something goes on in this workshop."""
    return bool(maker.goods) and (bool(maker.plays) or maker.serial % EVERY_TWENTIETH in {1, 2, 3, 11})


def go_on(session: Session, maker: Maker, *, at: datetime, forms: Mapping[str, int]) -> None:
    """Some makers sell in tens, some have new words before the district, some are away. What stands is left so."""
    variant = session.get_one(Variant, forms[maker.goods[0].slug])
    listing, artisan = variant.listing, variant.listing.artisan
    by, turn = artisan.person_id, maker.serial % EVERY_TWENTIETH
    if maker.plays or turn % EVERY_TENTH == 1:
        if not tiers_of(session, [variant.id]):
            set_tiers(session, listing, variant, _cheaper(variant.price_paise), by=by, at=at)
    elif turn == 2 and maker.serial % THIRD == 0 and open_change(session, listing.id) is None:
        said = listing.texts["en"].care
        edit_listing(session, listing, care=f"{said} {CARE}".strip(), by=by, at=at)
    elif turn == 3 and artisan.away is None:
        today = business_day(at)
        go_away(session, artisan, today, today + timedelta(days=AWAY_DAYS), by=by, at=at)


def _cheaper(price: Money) -> tuple[Tier, ...]:
    """One costs a tenth less in tens, and more off from fifty on, in whole rupees."""
    steps = ((TENS, TEN_PERCENT_LESS), (FIFTIES, FIFTEEN_PERCENT_LESS))
    return tuple(
        Tier(number, TENS, Money(int(price) * percent // 100 // RUPEE * RUPEE)) for number, percent in steps
    )
