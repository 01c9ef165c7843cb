"""A buyer and what she buys: carts, orders placed, paid and carried through, by the same deeds as the site's.

Every word of `tests.makers` holds here too. Devi lives in Kolkata (West Bengal): what Asha sends her stays in the
State, what Chandan sends crosses a border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from kit.clock import business_day
from kit.money import Money
from orders.actions.carts import open_cart, put_in
from orders.actions.confirming import confirm_order
from orders.actions.placing import Recipient, place_order, quote_now
from orders.models import Cart, Fulfillment, Order
from orders.queries.cart import basket
from payments.actions import settle
from payments.models import Payment
from payments.queries import payment_of
from payments.rules import PaymentStatus, Seen
from stock.actions import set_on_hand
from tests.makers import AT, a_listing, a_workshop

WEST_BENGAL, RAJASTHAN, LADAKH = "19", "08", "38"
DEVI = Recipient(
    name="Devi Sen",
    place=WEST_BENGAL,
    mobile="+919831000001",
    email="devi@example.in",
    address={"line": "7 Lake Road", "landmark": "by the tram stop", "pin": "700029", "district": "Kolkata"},
)


def later(hours: float = 0, minutes: float = 0, days: float = 0) -> datetime:
    """So long after the tests' noon."""
    return AT + timedelta(days=days, hours=hours, minutes=minutes)


def on_sale(session: Session, of: str = "Asha", *, pieces: int = 3, **said: object) -> Listing:
    """A listing on sale with so many pieces in the workshop (three, unless said)."""
    artisan = session.scalars(select(Artisan).where(Artisan.name == f"{of}'s workshop")).one_or_none()
    listing = a_listing(session, artisan or a_workshop(session, of), **said)
    stock_up(session, listing, pieces)
    return listing


def stock_up(session: Session, listing: Listing, pieces: int, *, key: str = "test") -> None:
    """Say that the workshop holds so many pieces of the first variant."""
    variant = listing.variants[0]
    set_on_hand(
        session,
        variant_id=variant.id,
        owner_id=listing.artisan_id,
        quantity=pieces,
        key=f"{key}:{variant.id}:{pieces}",
        by=None,
        at=AT,
    )


def a_cart(session: Session, wanted: Mapping[int, int], *, at: datetime = AT) -> Cart:
    """A guest's cart with so many pieces by variant."""
    cart, _ = open_cart(session, person_id=None, at=at)
    for variant_id, pieces in wanted.items():
        put_in(session, cart, variant_id, pieces, at=at)
    session.flush()
    return cart


def a_cart_of(session: Session, listings: Sequence[Listing], pieces: int = 1) -> Cart:
    """A cart with so many pieces of the first variant of each listing."""
    return a_cart(session, {listing.variants[0].id: pieces for listing in listings})


def total_of(session: Session, cart: Cart, place: str = WEST_BENGAL) -> Money:
    """What the buyer is shown."""
    return quote_now(session, basket(session, cart.id, on=business_day(AT)).wanted, place=place, at=AT).total


def an_order(
    session: Session, listings: Sequence[Listing], pieces: int = 1, *, to: Recipient = DEVI, at: datetime = AT
) -> Order:
    """An order placed and not paid."""
    cart = a_cart_of(session, listings, pieces)
    return place_order(session, cart, to, total_seen=total_of(session, cart, to.place), at=at)


def the_payment(session: Session, order: Order) -> Payment:
    """The order's payment."""
    session.flush()
    payment = payment_of(session, "order", order.id)
    assert payment is not None
    return payment


def seen(payment: Payment, status: PaymentStatus = PaymentStatus.CAPTURED, **other: object) -> Seen:
    """What the provider says today: captured in full, unless said."""
    fields: dict[str, object] = {
        "status": status,
        "amount": payment.amount_paise,
        "currency": "INR",
        "intent_id": f"pi_{payment.id}",
        "charge_id": f"ch_{payment.id}",
        "fee": Money(int(payment.amount_paise) * 2 // 100),
    }
    return Seen(**(fields | other))  # type: ignore[arg-type]


def paid(session: Session, order: Order, *, at: datetime = AT) -> Payment:
    """The buyer's money is captured; nobody has confirmed the order yet."""
    payment = the_payment(session, order)
    settle(session, payment.id, seen(payment), at=at)
    return payment


def a_confirmed_order(
    session: Session, listings: Sequence[Listing], pieces: int = 1, *, to: Recipient = DEVI, at: datetime = AT
) -> Order:
    """An order paid and confirmed."""
    order = an_order(session, listings, pieces, to=to, at=at)
    confirm_order(session, order.id, paid(session, order, at=at), at=at)
    session.flush()
    return order


def parcels_of(session: Session, order: Order) -> list[Fulfillment]:
    """The order's parcels, in their order."""
    session.flush()
    query = select(Fulfillment).filter_by(order_id=order.id).order_by(Fulfillment.position)
    return list(session.scalars(query))


def maker_of(session: Session, parcel: Fulfillment) -> UUID:
    """The person who sends a parcel."""
    return session.get_one(Artisan, parcel.artisan_id).person_id
