"""The till: open a drawer, put a bill together, take cash, hand over the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from kit.errors import Refusal
from kit.money import Money
from malls.actions.till import open_shift, quote_bill, ring_up
from malls.errors import NotOnShelf
from malls.models import Mall
from malls.queries.consignments import TillView, sale_of, shift_of, till_of, tills_of
from malls.queries.shelf import on_shelves, printed_number, these_on_shelves
from malls.rules import change_due
from orders.models import Order
from orders.queries.orders import view as order_view
from people.models import Person, State
from people.rules import Permission, normal_mobile
from storefront.access import requires
from storefront.mall_desk.bill import Bill, read_bill, whole
from storefront.mall_desk.desk import own_mall, spoken
from storefront.mall_desk.forms import OpenForm, PayForm
from storefront.words import refusal as words_of

FIND_MAX = 80
TYPED, TYPED_MAX = ("given", "mobile"), 40


@requires(Permission.TILL_RING)
def index() -> Any:
    mall = own_mall(Permission.TILL_RING)
    return _tills(mall, OpenForm(formdata=None), None)


@requires(Permission.SHIFT_OPEN)
def open_till(till_id: UUID) -> Any:
    mall = own_mall(Permission.SHIFT_OPEN)
    till = till_of(g.session, mall.id, till_id) or abort(404)
    form = OpenForm()
    if not form.validate_on_submit():
        return _tills(mall, form, till.id), 422
    try:
        with g.session.begin_nested():
            shift = open_shift(
                g.session, till, float_paise=form.float_rupees.paise or Money(0), by=g.person.id, at=g.now
            )
    except Refusal as refusal:
        form.float_rupees.errors = [words_of(refusal)]
        return _tills(mall, form, till.id), 422
    return redirect(url_for("mall_desk.till", shift_id=shift.id), 303)


@requires(Permission.TILL_RING)
def till(shift_id: UUID) -> Any:
    mall = own_mall(Permission.TILL_RING)
    shift, bill = _open_shift(mall, shift_id), read_bill(request.args)
    form = _refused(bill)
    if shift is None:
        _say(form)
        return redirect(url_for("mall_desk.tills"), 303)
    if sale_of(g.session, mall.id, bill.id) is not None:  # the way back from a receipt
        _say(form)
        return redirect(url_for("mall_desk.sale", order_id=bill.id), 303)
    find = request.args.get("find", "").strip()[:FIND_MAX]
    bill.add(whole(request.args.get("add", "")), 1)
    bill.add(whole(request.args.get("less", "")), -1)
    bill.pieces.pop(whole(request.args.get("remove", "")), None)
    scanned = printed_number(find)
    if scanned is not None and scanned in these_on_shelves(g.session, mall.id, [scanned]):
        bill.add(scanned, 1)
        find = ""
    return _till(mall, shift, bill, form or PayForm(formdata=None, sale=str(bill.id)), find=find)


@requires(Permission.TILL_RING)
def ring(shift_id: UUID) -> Any:
    mall = own_mall(Permission.TILL_RING)
    shift = shift_of(g.session, mall.id, shift_id) or abort(404)
    assert shift.shift is not None
    bill = read_bill(request.form)
    form = PayForm()
    if not form.validate_on_submit():
        return _refuse(bill, form, shift_id)
    given = form.given.paise if form.given.paise is not None else Money(whole(request.form.get("total", "")))
    try:
        with g.session.begin_nested():
            ring_up(
                g.session,
                shift.shift,
                bill.id,
                bill.pieces,
                given=given,
                buyer_mobile=normal_mobile(form.mobile.data) if form.mobile.data else None,
                by=g.person.id,
                at=g.now,
            )
    except Refusal as refusal:
        if refusal.code == "mall.too_little_cash":
            form.given.errors = [words_of(refusal)]
        else:
            form.form_errors = [words_of(refusal)]
        return _refuse(bill, form, shift_id)
    return redirect(url_for("mall_desk.sale", order_id=bill.id), 303)


def _refuse(bill: Bill, form: PayForm, shift_id: UUID) -> Any:
    """Back to the bill's own address with what is wrong, so that going back in the browser never asks to pay twice."""
    cookie["till"] = {
        "sale": str(bill.id),
        "typed": {name: (form[name].data or "")[:TYPED_MAX] for name in TYPED},
        "faults": {name: [str(words) for words in form[name].errors] for name in TYPED},
        "whole": [str(words) for words in form.form_errors],
    }
    return redirect(url_for("mall_desk.till", shift_id=shift_id, sale=bill.id, line=bill.lines), 303)


def _refused(bill: Bill) -> PayForm | None:
    """The payment of this bill that was just refused, as it was typed; told once."""
    kept = cookie.pop("till", None)
    if kept is None or kept["sale"] != str(bill.id):
        return None
    form = PayForm(formdata=MultiDict(kept["typed"]), meta={"csrf": False})
    for name, words in kept["faults"].items():
        form[name].errors = words
    form.form_errors = kept["whole"]
    return form


def _say(form: PayForm | None) -> None:
    """Why a payment was refused, where its bill is not shown any more."""
    for words in form.form_errors if form else ():
        flash(words, "error")


@requires(Permission.TILL_RING)
def sale(order_id: UUID) -> Any:
    mall = own_mall(Permission.TILL_RING)
    rung = sale_of(g.session, mall.id, order_id) or abort(404)
    order = g.session.get_one(Order, rung.order_id)
    shift = shift_of(g.session, mall.id, rung.shift_id)
    assert shift is not None
    return render_template(
        "mall_desk/sale.html",
        mall=mall,
        sale=rung,
        shift=shift,
        order=order,
        parcels=order_view(g.session, order).parcels,
        state=g.session.get_one(State, order.place),
        cashier=g.session.get_one(Person, rung.rung_by).name,
        change=change_due(total=int(order.total_paise), given=int(rung.given_paise)),
    )


def _open_shift(mall: Mall, shift_id: UUID) -> TillView | None:
    found = shift_of(g.session, mall.id, shift_id) or abort(404)
    return found if found.shift is not None and found.shift.closed_at is None else None


def _tills(mall: Mall, form: OpenForm, wrong: UUID | None) -> str:
    return render_template(
        "mall_desk/tills.html", mall=mall, tills=tills_of(g.session, mall.id), form=form, wrong=wrong
    )


def _till(mall: Mall, shift: TillView, bill: Bill, form: PayForm, *, find: str = "") -> str:
    shelves = these_on_shelves(g.session, mall.id, bill.pieces.keys(), locale=spoken())
    quoted, problem = None, ""
    if bill.pieces:
        try:
            quoted = quote_bill(g.session, mall, bill.pieces, shelves, at=g.now)
        except NotOnShelf as refusal:
            problem = words_of(refusal)
            bill.pieces = {each: number for each, number in bill.pieces.items() if each in shelves}
        except Refusal as refusal:
            problem = words_of(refusal)
    lines = bill.shown(shelves)
    short = [line for line in lines if line.too_many]
    if short and not problem:
        problem = _("Only %(free)d of “%(title)s” stand here.", free=short[0].free, title=short[0].title)
    return render_template(
        "mall_desk/till.html",
        mall=mall,
        till=shift.till,
        shift=shift.shift,
        cashier=shift.cashier,
        bills=shift.bills,
        bill=bill,
        lines=lines,
        total=quoted.total if quoted else Money(sum(int(line.amount_paise) for line in lines)),
        tax=quoted.tax if quoted else None,
        makers=len(quoted.parcels) if quoted else 0,
        problem=problem,
        payable=quoted is not None and not short,
        form=form,
        find=find,
        goods=on_shelves(g.session, mall.id, words=find, locale=spoken()),
    )
