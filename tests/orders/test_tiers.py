"""Prices for many in a basket and an order: the tier reached, the slab of the tax, the books."""

from __future__ import annotations

from sqlalchemy import select

from bin.audit import audit
from catalog.actions import set_tiers
from catalog.rules.tiers import Tier
from kit.clock import business_day
from kit.money import Money
from orders.models import OrderLine
from orders.queries.cart import basket
from tests.makers import AT
from tests.sales import a_cart_of, a_confirmed_order, on_sale, total_of


def cheaper(session, listing, *tiers):
    set_tiers(session, listing, listing.variants[0], tiers, by=listing.artisan.person_id, at=AT)


def line_of(session, order):
    return session.scalars(
        select(OrderLine).where(OrderLine.order_id == order.id, OrderLine.variant_id.is_not(None))
    ).one()


def test_the_order_freezes_the_price_of_the_tier_reached(session):
    listing = on_sale(session, pieces=30)
    cheaper(session, listing, Tier(10, 5, Money(900_00)))
    ten = line_of(session, a_confirmed_order(session, [listing], 10))
    assert (ten.unit_price_paise, ten.total_paise) == (900_00, 9_000_00)
    eleven = line_of(session, a_confirmed_order(session, [listing], 11))
    assert eleven.unit_price_paise == 1_050_00
    assert not any(finding.broken for finding in audit(session))


def test_the_slab_of_the_tax_goes_by_the_price_charged(session):
    listing = on_sale(session, pieces=30, craft_id="kurta", price=Money(3_000_00))
    cheaper(session, listing, Tier(4, 1, Money(2_000_00)))
    one = line_of(session, a_confirmed_order(session, [listing], 1))
    four = line_of(session, a_confirmed_order(session, [listing], 4))
    assert one.rate_bp > four.rate_bp


def test_the_basket_says_how_many_more_make_it_cheaper(session):
    listing = on_sale(session, pieces=30)
    cheaper(session, listing, Tier(10, 5, Money(900_00)))
    cart = a_cart_of(session, [listing], 7)
    (line,) = basket(session, cart.id, on=business_day(AT)).wanted
    assert (line.unit_price, line.nudge) == (1_050_00, (3, 900_00))
    assert total_of(session, cart) > 7 * 1_050_00
