"""The checkout: PIN code first, one quote, one button that says the sum."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from flask import g, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from kit.errors import Refusal
from kit.money import Money
from orders.actions.carts import agree_to_prices
from orders.actions.placing import Recipient, place_order
from orders.errors import CartEmpty, NotOnSale, TotalChanged
from orders.models import Cart, Order
from orders.queries.cart import cart_of
from orders.queries.orders import order_of_cart
from people.actions.addresses import Typed, keep_address
from people.errors import AddressesTooMany
from people.queries import addresses_of
from people.queries.places import PinPlace, place_of_pin
from people.rules import normal_email, normal_mobile
from people.rules.places import clean_pin
from storefront import words
from storefront.access import anyone
from storefront.edge import limiter
from storefront.shop.cart import CART_COOKIE, keep_count, look
from storefront.shop.forms import CheckoutForm
from storefront.shop.pin import buyer_pin, keep_pin
from storefront.words.figures import inr
from storefront.words.tongues import reading

KNOWN_ORDERS_MAX = 20
SUM_DIGITS_MAX = 15


@limiter.limit("60 per 15 minutes", methods=["POST"])
@anyone
def checkout() -> Any:
    cart = cart_of(g.session, request.cookies.get(CART_COOKIE))
    if cart is None:
        return redirect(url_for(".cart"), 303)
    if placed := order_of_cart(g.session, cart.id):
        return _to_pay(placed)
    form = CheckoutForm()
    if request.method == "GET":
        _fill(form)
        return _page(cart, form, 200)
    if not form.validate_on_submit():
        return _page(cart, form, 422)
    place = place_of_pin(form.pin.data or "")
    if place is None:
        form.pin.errors = [_("No list we have knows this PIN code. Check its digits.")]
        return _page(cart, form, 422)
    return _place(cart, form, place)


@anyone
def set_place() -> Any:
    """Keep the PIN code of the checkout's first step and go on to its quote."""
    pin = clean_pin(request.form.get("pin", ""))
    place = place_of_pin(pin) if pin else None
    if place is None:
        cart = cart_of(g.session, request.cookies.get(CART_COOKIE))
        if cart is None:
            return redirect(url_for(".cart"), 303)
        form = CheckoutForm()
        form.pin.errors = [
            _("No list we have knows this PIN code. Check its digits.")
            if pin
            else _("A PIN code has 6 digits and does not begin with 0.")
        ]
        return _page(cart, form, 422)
    target = ".cart" if request.form.get("onward") == "cart" else ".checkout"
    return keep_pin(redirect(url_for(target), 303), place.pin)


def _place(cart: Cart, form: CheckoutForm, place: PinPlace) -> Any:
    typed = form.total_seen.data or ""
    seen = Money(int(typed)) if typed.isdecimal() and len(typed) <= SUM_DIGITS_MAX else Money(0)
    looked = look(cart, place.pin)
    if looked.quote is not None and looked.quote.total != seen:
        agree_to_prices(g.session, cart, {line.variant_id: int(line.price) for line in looked.basket.wanted})
        return _page(cart, form, 409, moved=TotalChanged(seen=int(seen), now=int(looked.quote.total)))
    try:
        order = place_order(
            g.session,
            cart,
            _recipient(form, place),
            total_seen=seen,
            promise_seen=_day(form.promise_seen.data or ""),
            at=g.now,
        )
    except (CartEmpty, NotOnSale):
        g.session.rollback()
        return redirect(url_for(".cart"), 303)
    except Refusal as refusal:
        g.session.rollback()
        return _page(cart, form, 409, refused=refusal)
    _keep(form, place)
    return keep_pin(_to_pay(order), place.pin)


def _day(text: str) -> date | None:
    """The day that the page showed; None where it showed none, or what came back is none."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _recipient(form: CheckoutForm, place: PinPlace) -> Recipient:
    return Recipient(
        name=form.name.data or "",
        place=place.state_code,
        mobile=normal_mobile(form.mobile.data or ""),
        email=normal_email(form.email.data) if form.email.data else None,
        language=reading(),
        address={
            "house": form.house.data,
            "street": form.street.data,
            "landmark": form.landmark.data,
            "kind": form.kind.data.value,
            "district": place.districts[0].name if place.districts else "",
            "state": place.state_name,
            "pin": place.pin,
        },
        person_id=g.person.id if g.person else None,
    )


def _to_pay(order: Order) -> Any:
    """On to the payment, with the order known to this browser and the basket's number forgotten."""
    know(order)
    return keep_count(make_response(redirect(url_for(".pay", number=order.number), 303)), 0)


def know(order: Order) -> None:
    """Let this browser open the order from now on."""
    known = [each for each in cookie.get("orders", []) if each != str(order.id)]
    cookie["orders"] = [*known, str(order.id)][-KNOWN_ORDERS_MAX:]


def _fill(form: CheckoutForm) -> None:
    """What we know already: the address chosen, else the latest one that fits the PIN code of this browser."""
    form.pin.data = form.pin.data or buyer_pin()
    if not g.person:
        return
    form.mobile.data, form.name.data = g.person.mobile or "", g.person.name
    kept = addresses_of(g.session, g.person.id)
    chosen = request.args.get("address", type=int)
    fits = [each for each in kept if each.id == chosen] or [
        each for each in kept if chosen is None and form.pin.data in ("", each.pin)
    ]
    if fits:
        form.process(obj=fits[0])
        form.mobile.data = fits[0].mobile


def _keep(form: CheckoutForm, place: PinPlace) -> None:
    """Keep the address with the account where that was ticked; a full list keeps no more, and stops no order."""
    if not g.person or not form.keep.data:
        return
    with suppress(AddressesTooMany):
        keep_address(
            g.session,
            g.person.id,
            Typed(
                name=form.name.data or "",
                mobile=normal_mobile(form.mobile.data or "") or "",
                pin=place.pin,
                house=form.house.data or "",
                street=form.street.data or "",
                landmark=form.landmark.data or "",
                kind=form.kind.data,
            ),
            at=g.now,
        )


def _page(
    cart: Cart,
    form: CheckoutForm,
    status: int,
    *,
    moved: TotalChanged | None = None,
    refused: Refusal | None = None,
) -> Any:
    pin = clean_pin(form.pin.data or "") or ""
    looked = look(cart, pin)
    if not looked.basket.wanted or looked.basket.gone:
        return redirect(url_for(".cart"), 303)
    if looked.quote is not None:
        form.total_seen.data = str(int(looked.quote.total))
        form.promise_seen.data = looked.comes.isoformat() if looked.comes else ""
    said = [words.refusal(refused)] if refused else []
    if moved:
        both = {"seen": inr(moved.details["seen"]), "now": inr(moved.details["now"])}
        said.append(_("The total was %(seen)s and is now %(now)s. Look at it, then pay.", **both))
    page = render_template(
        "shop/checkout.html",
        form=form,
        looked=looked,
        said=said,
        basket_count=looked.basket.pieces,
        addresses=addresses_of(g.session, g.person.id) if g.person else [],
    )
    return make_response(page, status)
