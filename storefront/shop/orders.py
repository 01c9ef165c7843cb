"""An order and its parcels: paid, waited for, followed, found again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, g, make_response, redirect, render_template, url_for
from flask import session as cookie
from flask_babel import gettext as _

from catalog.queries.offers import offers
from catalog.rules.photo import Picture
from kit.errors import Refusal, Unreachable
from kit.ids import normal_spoken, token
from orders.actions.carts import open_cart, put_in
from orders.models import Fulfillment, Order
from orders.queries.cart import pieces_in
from orders.queries.orders import OrderView, buyers_order, order_by_number, paper, view
from orders.rules.steps import FulfillmentStatus, OrderStatus
from payments.actions import note_session
from payments.gateways.stripe import stripe_gateway
from payments.queries import payment_of, refunds_of
from payments.rules import PaymentStatus
from people.actions import check_code, request_code
from people.rules import CodePurpose, normal_mobile
from storefront import words
from storefront.access import anyone
from storefront.edge import limiter
from storefront.shop.cart import keep_cart, keep_count
from storefront.shop.checkout import know
from storefront.shop.forms import CodeForm, FindForm
from storefront.words.figures import moment, weekday
from storefront.words.tongues import reading

ORDER_PREFIX = "OD"
WAYS = (  # the parcel's way, with the moment each step was taken
    (FulfillmentStatus.ACCEPTED, "accepted_at"),
    (FulfillmentStatus.PACKED, "packed_at"),
    (FulfillmentStatus.SHIPPED, "shipped_at"),
    (FulfillmentStatus.DELIVERED, "arrived_at"),
)


@dataclass(frozen=True)
class Step:
    """One stitch of a parcel's way: done, now or later."""

    state: str
    words: str
    when: str


@anyone
def order(number: str) -> Any:
    found = own_order(number)
    payment = payment_of(g.session, "order", found.id)
    whole = view(g.session, found)
    failed = payment is not None and payment.status is PaymentStatus.FAILED
    waiting = found.status is OrderStatus.PLACED and not failed
    return render_template(
        "shop/order.html",
        order=found,
        view=whole,
        payment=payment,
        refunds=refunds_of(g.session, payment.id) if payment else [],
        makers_paise=sum(int(parcel.parcel.payable_paise or 0) for parcel in whole.parcels),
        pictures=pictures(whole),
        trails={parcel.parcel.id: trail(parcel.parcel) for parcel in whole.parcels},
        waiting=waiting,
        failed=failed and found.status is OrderStatus.PLACED,
        checking=waiting and payment is not None and payment.session_id is not None,
    )


def pictures(whole: OrderView) -> dict[int, Picture | None]:
    """The first picture of each piece, by variant."""
    ids = [
        line.variant_id for parcel in whole.parcels for line in parcel.goods if line.variant_id is not None
    ]
    return {variant_id: offer.picture for variant_id, offer in offers(g.session, ids, reading()).items()}


@anyone
def pay(number: str) -> Any:
    """Lead on to the payment page, opened once: the provider is asked while no lock is held."""
    found = own_order(number)
    payment = payment_of(g.session, "order", found.id)
    if (
        payment is None
        or found.status is not OrderStatus.PLACED
        or payment.status is not PaymentStatus.CREATED
    ):
        return redirect(url_for(".order", number=found.number), 303)
    if payment.session_url:
        return redirect(payment.session_url, 303)
    payment_id, amount, email = payment.id, payment.amount_paise, found.email
    here = url_for(".waiting", number=found.number, _external=True)
    back = url_for(".order", number=found.number, _external=True)
    title = _("Order %(number)s", number=found.number)
    g.session.rollback()  # nothing was written; the connection is not held while the provider is asked
    try:
        opened = stripe_gateway().open_session(
            payment_id, amount=amount, title=title, email=email, back=here, cancel=back, at=g.now
        )
    except Unreachable:
        return render_template("shop/pay_later.html", number=number), 503
    return redirect(note_session(g.session, payment_id, opened), 303)


@anyone
def again(number: str) -> Any:
    """Put the pieces of an order that was not paid into a fresh basket, as far as they are still sold."""
    found = own_order(number)
    basket, secret = open_cart(g.session, person_id=g.person.id if g.person else None, at=g.now)
    for parcel in view(g.session, found).parcels:
        for line in parcel.goods:
            with suppress(Refusal):
                put_in(g.session, basket, line.variant_id or 0, line.quantity, at=g.now)
    answer = keep_count(redirect(url_for(".cart"), 303), pieces_in(g.session, basket.id))
    return keep_cart(answer, secret)


@anyone
def document(number: str, document_id: UUID) -> Any:
    """The paper of one parcel, as PDF."""
    from orders.papers.page import paper_pdf  # drawing and its fonts: 20 MiB that few web workers ever need

    found = own_order(number)
    asked = paper(g.session, found, document_id) or abort(404)
    invoice, parcel = asked
    answer = make_response(paper_pdf(g.session, found, invoice, parcel))
    answer.mimetype = "application/pdf"
    name = f"{invoice.number.replace('/', '-')}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@anyone
def waiting(number: str) -> Any:
    """The page a buyer comes back to: it looks again by itself until the money is seen."""
    found = own_order(number)
    if found.status is not OrderStatus.PLACED:
        return redirect(url_for(".order", number=found.number), 303)
    return render_template("shop/waiting.html", order=found)


@limiter.limit("30 per 15 minutes", methods=["POST"])
@anyone
def find_order() -> Any:
    form = FindForm()
    if not form.validate_on_submit():
        return render_template("shop/find_order.html", form=form), 422 if form.errors else 200
    mobile = normal_mobile(form.mobile.data or "")
    if mobile is None:
        form.mobile.errors = [_("Write a mobile number of ten digits, like 98765 43210.")]
        return render_template("shop/find_order.html", form=form), 422
    number = normal_spoken(form.number.data or "", ORDER_PREFIX)
    cookie["finder"] = cookie.get("finder") or token()
    cookie["finding"] = [number, mobile]
    found = order_by_number(g.session, number) if number else None
    if found is not None and found.mobile == mobile:
        _send(mobile)
    # What comes next looks the same either way, so that nobody learns whose number goes with which order.
    return redirect(url_for(".find_code"), 303)


@limiter.limit("60 per 15 minutes", methods=["POST"])
@anyone
def find_code() -> Any:
    if "finding" not in cookie:
        return redirect(url_for(".find_order"), 303)
    number, mobile = cookie["finding"]
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("shop/find_code.html", form=form, mobile=mobile), 422 if form.errors else 200
    g.keep_writes = True
    try:
        check_code(
            g.session,
            mobile,
            form.code.data or "",
            purpose=CodePurpose.FIND_ORDER,
            browser=cookie["finder"],
            at=g.now,
        )
    except Refusal as refusal:
        form.code.errors = [words.refusal(refusal)]
        return render_template("shop/find_code.html", form=form, mobile=mobile), 422
    found = order_by_number(g.session, number) if number else None
    if found is None or found.mobile != mobile:
        abort(404)
    know(found)
    cookie.pop("finding", None)
    return make_response(redirect(url_for(".order", number=found.number), 303))


def _send(mobile: str) -> None:
    try:
        request_code(
            g.session,
            mobile,
            purpose=CodePurpose.FIND_ORDER,
            browser=cookie["finder"],
            language=reading(),
            at=g.now,
        )
    except Refusal:
        return  # its codes are spent for now: the next page asks for the last one sent


def own_order(number: str) -> Order:
    """The buyer's own order, or one this browser has shown that it knows; 404 for any other."""
    plain = normal_spoken(number, ORDER_PREFIX)
    person_id = g.person.id if g.person else None
    found = (
        buyers_order(g.session, plain, person_id=person_id, known=cookie.get("orders", [])) if plain else None
    )
    return found or abort(404)


def trail(parcel: Fulfillment) -> list[Step]:
    """The way of a parcel in words, with what comes next marked."""
    if parcel.status is FulfillmentStatus.CANCELED:
        return [Step("now", _("The maker could not send it. Your money for it goes back."), "")]
    if parcel.status is FulfillmentStatus.HANDED_OVER:
        return [
            Step(
                "done", _("Handed over at the stall"), moment(parcel.arrived_at) if parcel.arrived_at else ""
            )
        ]
    steps: list[Step] = []
    for status, column in WAYS:
        taken = getattr(parcel, column)
        if taken is not None:
            steps.append(Step("done", _taken(parcel)[status], moment(taken)))
        else:
            next_up = all(step.state == "done" for step in steps)
            steps.append(Step("now" if next_up else "later", _to_come()[status], _by(parcel, status)))
    return steps


def _taken(parcel: Fulfillment) -> dict[FulfillmentStatus, str]:
    sent = _(
        "On the way with %(courier)s, number %(tracking)s",
        courier=parcel.courier,
        tracking=parcel.tracking_number,
    )
    return {
        FulfillmentStatus.ACCEPTED: _("Accepted by the maker"),
        FulfillmentStatus.PACKED: _("Packed"),
        FulfillmentStatus.SHIPPED: sent,
        FulfillmentStatus.DELIVERED: _("With you"),
    }


def _to_come() -> dict[FulfillmentStatus, str]:
    return {
        FulfillmentStatus.ACCEPTED: _("The maker says yes"),
        FulfillmentStatus.PACKED: _("Packing"),
        FulfillmentStatus.SHIPPED: _("On the way"),
        FulfillmentStatus.DELIVERED: _("With you"),
    }


def _by(parcel: Fulfillment, status: FulfillmentStatus) -> str:
    due = {FulfillmentStatus.ACCEPTED: parcel.accept_by, FulfillmentStatus.SHIPPED: parcel.send_by}.get(
        status
    )
    return _("by %(day)s", day=weekday(due)) if due else ""
