"""Putting things into a cart and taking them out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from kit.ids import new_id, token
from orders.errors import CartTooFull, NotOnSale
from orders.models import Cart, CartLine
from orders.queries.cart import token_hash, wanted_of
from orders.rules.quote import LINES_MAX, PIECES_MAX


def open_cart(
    session: Session, *, person_id: UUID | None, at: datetime, cart_id: UUID | None = None
) -> tuple[Cart, str]:
    """A fresh cart and the token by which its browser knows it; `cart_id` where the caller has named it already."""
    secret = token()
    cart = Cart(
        id=cart_id or new_id(),
        token_hash=token_hash(secret),
        person_id=person_id,
        created_at=at,
        touched_at=at,
    )
    session.add(cart)
    session.flush()
    return cart, secret


def put_in(session: Session, cart: Cart, variant_id: int, quantity: int, *, at: datetime) -> None:
    """Add pieces of a variant on sale. Raises NotOnSale, or CartTooFull past 999 pieces or 40 lines."""
    found = wanted_of(session, {variant_id: max(quantity, 1)}, on_sale_only=True)
    if not found or quantity < 1 or quantity > PIECES_MAX:
        raise (NotOnSale(lines=[variant_id]) if not found else CartTooFull(most=PIECES_MAX))
    lines = session.scalar(select(func.count()).select_from(CartLine).filter_by(cart_id=cart.id)) or 0
    insert = upsert(CartLine).values(
        cart_id=cart.id, variant_id=variant_id, quantity=quantity, price_seen_paise=found[0].price
    )
    together = func.least(CartLine.quantity + insert.excluded.quantity, PIECES_MAX)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["cart_id", "variant_id"],
            set_={"quantity": together, "price_seen_paise": insert.excluded.price_seen_paise},
        )
    )
    if lines >= LINES_MAX:
        now_in = session.scalar(select(func.count()).select_from(CartLine).filter_by(cart_id=cart.id)) or 0
        if now_in > LINES_MAX:
            raise CartTooFull(most=LINES_MAX)
    cart.touched_at = at


def change_quantity(session: Session, cart: Cart, variant_id: int, quantity: int, *, at: datetime) -> None:
    """Set how many pieces are wanted; none takes the line out. Raises CartTooFull past 999."""
    if quantity > PIECES_MAX or quantity < 0:
        raise CartTooFull(most=PIECES_MAX)
    line = (CartLine.cart_id == cart.id) & (CartLine.variant_id == variant_id)
    if quantity == 0:
        session.execute(delete(CartLine).where(line))
    else:
        session.execute(update(CartLine).where(line).values(quantity=quantity))
    cart.touched_at = at


def agree_to_prices(session: Session, cart: Cart, prices: dict[int, int]) -> None:
    """Note that the buyer has now seen these prices."""
    for variant_id, paise in prices.items():
        line = (CartLine.cart_id == cart.id) & (CartLine.variant_id == variant_id)
        session.execute(update(CartLine).where(line).values(price_seen_paise=paise))
