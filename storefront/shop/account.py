"""A buyer's own pages: who one is, where parcels go, what was ordered, where one is signed in; and leaving."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from kit.errors import Refusal
from orders.actions.leaving import leave
from orders.queries.orders import orders_of_person
from people.actions.addresses import Typed, change_address, keep_address, remove_address
from people.actions.sign_ins import end_one_sign_in
from people.models import Address
from people.queries import addresses_of, digest_of, sign_ins_of
from people.rules import Permission, normal_mobile
from storefront import words
from storefront.access import cookie_name, forget_sign_in, requires
from storefront.shop.account_forms import AddressForm, LeaveForm, NameForm
from storefront.shop.pin import buyer_pin
from storefront.shop.wishes import own_wishes

ORDERS_SHOWN = 10


@requires(Permission.CART_USE)
def account() -> Any:
    return _page(NameForm(obj=g.person))


@requires(Permission.CART_USE)
def rename() -> Any:
    form = NameForm()
    if not form.validate_on_submit():
        return _page(form), 422
    g.person.name = form.name.data
    flash(_("Your name is changed."), "good")
    return redirect(url_for(".account"), 303)


def _page(form: NameForm) -> str:
    token = request.cookies.get(cookie_name(), "")
    return render_template(
        "shop/account.html",
        form=form,
        addresses=addresses_of(g.session, g.person.id),
        orders=orders_of_person(g.session, g.person.id)[:ORDERS_SHOWN],
        wishes=len(own_wishes()),
        sign_ins=sign_ins_of(g.session, g.person.id, g.now),
        here=digest_of(token),
    )


@requires(Permission.ADDRESS_EDIT)
def new_address() -> Any:
    form = AddressForm()
    if request.method == "GET":
        form.pin.data, form.name.data = buyer_pin(), g.person.name
        form.mobile.data = g.person.mobile or ""
    if not form.validate_on_submit():
        return _address_page(form, None, 422 if form.errors else 200)
    try:
        keep_address(g.session, g.person.id, _typed(form), at=g.now)
    except Refusal as refusal:
        form.pin.errors = [words.refusal(refusal)]
        return _address_page(form, None, 422)
    return redirect(url_for(".account", _anchor="addresses"), 303)


@requires(Permission.ADDRESS_EDIT)
def address(address_id: int) -> Any:
    kept = own_address(address_id) or abort(404)
    form = AddressForm(obj=kept)
    if not form.validate_on_submit():
        return _address_page(form, kept, 422 if form.errors else 200)
    try:
        change_address(g.session, kept, _typed(form), at=g.now)
    except Refusal as refusal:
        form.pin.errors = [words.refusal(refusal)]
        return _address_page(form, kept, 422)
    return redirect(url_for(".account", _anchor="addresses"), 303)


@requires(Permission.ADDRESS_EDIT)
def drop_address(address_id: int) -> Any:
    if own_address(address_id) is None:
        abort(404)
    remove_address(g.session, g.person.id, address_id)
    return redirect(url_for(".account", _anchor="addresses"), 303)


def own_address(address_id: int) -> Address | None:
    """One of the person's own addresses."""
    found = addresses_of(g.session, g.person.id) if g.person else []
    return next((each for each in found if each.id == address_id), None)


def _typed(form: AddressForm) -> Typed:
    return Typed(
        name=form.name.data or "",
        mobile=normal_mobile(form.mobile.data or "") or "",
        pin=form.pin.data or "",
        house=form.house.data or "",
        street=form.street.data or "",
        landmark=form.landmark.data or "",
        kind=form.kind.data,
    )


def _address_page(form: AddressForm, kept: Address | None, status: int) -> Any:
    return render_template("shop/address.html", form=form, kept=kept), status


@requires(Permission.CART_USE)
def end_sign_in(sign_in_id: int) -> Any:
    end_one_sign_in(g.session, g.person.id, sign_in_id, g.now)
    return redirect(url_for(".account", _anchor="sign-ins"), 303)


@requires(Permission.CART_USE)
def leaving() -> Any:
    form = LeaveForm()
    if not form.validate_on_submit():
        return render_template("shop/leaving.html", form=form), 422 if form.errors else 200
    try:
        leave(g.session, g.person, at=g.now)
    except Refusal as refusal:
        form.sure.errors = [words.refusal(refusal)]
        return render_template("shop/leaving.html", form=form), 409
    cookie.clear()
    return forget_sign_in(redirect(url_for(".left"), 303))
