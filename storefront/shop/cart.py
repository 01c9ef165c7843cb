"""The basket: put in, change, take out; a parcel for each maker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import (
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from catalog.queries.offers import Offer, offers
from catalog.queries.pages import listing_page
from kit.clock import business_day
from kit.errors import Refusal
from kit.money import Money
from orders.actions.carts import change_quantity, open_cart, put_in
from orders.actions.placing import quote_now
from orders.models import Cart
from orders.queries.cart import Basket, basket, cart_of, pieces_in
from orders.queries.orders import order_of_cart
from orders.rules.quote import Parcel, Quote, Wanted
from people.queries.places import PinPlace, place_of_pin
from storefront import words
from storefront.access import anyone
from storefront.shop.forms import QuantityForm
from storefront.shop.listing import add_form, show
from storefront.shop.pin import buyer_pin
from storefront.words.tongues import reading
from tax.queries import tariff
from tax.rules import accruals

CART_COOKIE = "cart"
PIECES_COOKIE = "pieces"  # a number for the head of public pages, which are the same for everyone
KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class ParcelLook:
    """One maker's goods in a basket: what bringing them costs is known once a PIN code is."""

    artisan_name: str
    district_name: str
    lines: Sequence[Wanted]
    goods: Money
    days_to_make: int
    parcel: Parcel | None
    fault: str | None
    comes: date | None  # the last day by which it is there; known once we know where


@dataclass(frozen=True)
class BasketLook:
    """A basket as its pages show it."""

    basket: Basket
    offers: dict[int, Offer]
    parcels: list[ParcelLook]
    place: PinPlace | None
    quote: Quote | None

    @property
    def goods(self) -> Money:
        """All goods, tax included."""
        return Money(sum(int(parcel.goods) for parcel in self.parcels))

    @property
    def comes(self) -> date | None:
        """The last day by which all of it is there; known once all may go where it is wanted."""
        days = [parcel.comes for parcel in self.parcels if parcel.comes is not None]
        return max(days) if self.quote is not None else None

    @property
    def for_makers(self) -> Money:
        """What of the total is the makers', income tax held in their names included."""
        if self.quote is None:
            return Money(0)
        levies = tariff(g.session, g.now).levies
        kept = [accruals(parcel.paper, parcel.seller, levies=levies) for parcel in self.quote.parcels]
        return Money(sum(int(each.seller_payable) + int(each.tds) for each in kept))


@anyone
def cart() -> Any:
    current = current_cart()
    if current is None or not (looked := look(current, buyer_pin())).basket.seen:
        return keep_count(make_response(render_template("shop/cart_empty.html")), 0)
    return keep_count(
        make_response(render_template("shop/cart.html", **_shown(looked))), looked.basket.pieces
    )


@anyone(csrf_token=False)
def add() -> Any:
    """Put pieces into the basket. The form stands on a public page: its origin was checked, it has no token."""
    variant_id = request.form.get("variant_id", type=int)
    offer = offers(g.session, [variant_id]).get(variant_id) if variant_id and variant_id < 2**63 else None
    good = listing_page(g.session, offer.slug, reading()) if offer else None
    if offer is None or good is None:
        abort(404)
    form = add_form(good, request.form)
    if not form.validate():
        return show(good, form), 422
    current, token = current_cart(), None
    if current is None:
        current, token = open_cart(g.session, person_id=g.person.id if g.person else None, at=g.now)
    try:
        put_in(g.session, current, offer.variant_id, form.quantity.data or 1, at=g.now)
    except Refusal as refusal:
        form.quantity.errors = [words.refusal(refusal)]
        return show(good, form), 409
    target = url_for(".checkout" if request.form.get("onward") == "checkout" else ".cart")
    answer = keep_count(redirect(target, 303), pieces_in(g.session, current.id))
    return keep_cart(answer, token) if token else answer


@anyone
def change(variant_id: int) -> Any:
    current = current_cart() or abort(404)
    form = QuantityForm()
    if not form.validate_on_submit():
        flash(next(iter(form.quantity.errors), _("That could not be read. Try again.")), "error")
        return redirect(url_for(".cart"), 303)
    change_quantity(g.session, current, variant_id, form.quantity.data or 0, at=g.now)
    return keep_count(redirect(url_for(".cart"), 303), pieces_in(g.session, current.id))


def current_cart() -> Cart | None:
    """The basket of this browser; one that became an order is none any more."""
    found = cart_of(g.session, request.cookies.get(CART_COOKIE))
    return None if found is None or order_of_cart(g.session, found.id) else found


def look(current: Cart, pin: str) -> BasketLook:
    """The basket by parcels, with the quote for a PIN code when every parcel may go there."""
    lying = basket(g.session, current.id, on=business_day(g.now), locale=reading())
    place = place_of_pin(pin) if pin else None
    by_maker: dict[UUID, list[Wanted]] = {}
    for line in lying.wanted:
        by_maker.setdefault(line.artisan_id, []).append(line)
    parcels = [_parcel(lines, place) for lines in by_maker.values()]
    quoted = [each.parcel for each in parcels if each.parcel is not None]
    whole = place is not None and bool(parcels) and len(quoted) == len(parcels)
    return BasketLook(
        basket=lying,
        offers=offers(g.session, list(lying.seen), reading()),
        parcels=parcels,
        place=place,
        quote=Quote(tuple(quoted), place.state_code) if whole and place else None,
    )


def _parcel(lines: list[Wanted], place: PinPlace | None) -> ParcelLook:
    parcel, fault = None, None
    if place is not None:
        try:
            parcel = quote_now(g.session, lines, place=place.state_code, at=g.now).parcels[0]
        except Refusal as refusal:
            fault = words.refusal(refusal)
    return ParcelLook(
        artisan_name=lines[0].artisan_name,
        district_name=lines[0].district_name,
        lines=lines,
        goods=Money(sum(int(line.amount) for line in lines)),
        days_to_make=max(line.days_to_make for line in lines),
        parcel=parcel,
        fault=fault,
        comes=parcel.comes_by(business_day(g.now), place.state_code) if parcel and place else None,
    )


def _shown(looked: BasketLook) -> dict[str, Any]:
    form = QuantityForm(formdata=None)
    return {"looked": looked, "form": form, "basket_count": looked.basket.pieces}


def keep_count(answer: Any, pieces: int) -> Any:
    """Let the head of public pages know how many pieces lie in the basket: a number, no more."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    if pieces:
        answer.set_cookie(PIECES_COOKIE, str(pieces), max_age=KEPT_SECONDS, samesite="Lax", secure=secure)
    elif PIECES_COOKIE in request.cookies:
        answer.delete_cookie(PIECES_COOKIE, samesite="Lax", secure=secure)
    return answer


def keep_cart(answer: Any, token: str) -> Any:
    """Let this browser know its basket by its token."""
    answer.set_cookie(
        CART_COOKIE,
        token,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer
