"""A maker's orders: say yes, pack, give to the courier, arrived; or say that it cannot be sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort, g, redirect, render_template, url_for
from flask_babel import gettext as _

from catalog.queries import offers
from kit.errors import Refusal
from orders.actions import parcels
from orders.models import Fulfillment, Order
from orders.queries.orders import ParcelView, artisans_parcel, artisans_parcels, waiting_parcels
from orders.rules.steps import Channel, FulfillmentStatus
from people.rules import Permission
from storefront.access import artisan_id, requires
from storefront.words import refusal as words_of
from storefront.words.figures import moment
from storefront.workshop.listings import spoken
from storefront.workshop.sending_forms import DeclineForm, ShipForm

ENDED_SHOWN = 20
Deed = Callable[..., None]
REACHED = {
    FulfillmentStatus.PENDING: 0,
    FulfillmentStatus.ACCEPTED: 1,
    FulfillmentStatus.PACKED: 2,
    FulfillmentStatus.SHIPPED: 3,
    FulfillmentStatus.DELIVERED: 4,
    FulfillmentStatus.HANDED_OVER: 4,
}
CAN_DECLINE = frozenset({FulfillmentStatus.PENDING, FulfillmentStatus.ACCEPTED, FulfillmentStatus.PACKED})
NEEDS_ADDRESS = frozenset({FulfillmentStatus.ACCEPTED, FulfillmentStatus.PACKED, FulfillmentStatus.SHIPPED})


class Step(NamedTuple):
    """One step of a parcel's way."""

    state: str
    words: str
    when: str
    icon: str


@requires(Permission.ORDER_READ)
def index() -> Any:
    maker = artisan_id(Permission.ORDER_READ)
    waiting = artisans_parcels(g.session, maker, open_only=True)
    ended = [
        (order, view)
        for order, view in artisans_parcels(g.session, maker, open_only=False)
        if REACHED.get(view.parcel.status, 4) == 4
    ]
    shown = [*waiting, *ended]
    ids = {line.variant_id for _order, view in shown for line in view.goods if line.variant_id}
    return render_template(
        "workshop/orders.html",
        waiting=waiting,
        ended=ended[:ENDED_SHOWN],
        offers=offers(g.session, ids, spoken()),
        due=waiting_parcels(g.session, maker),
        at_stall=Channel.STALL,
    )


@requires(Permission.ORDER_READ)
def show(parcel_id: UUID) -> Any:
    order, view = _own(parcel_id, Permission.ORDER_READ)
    return _page(order, view)


@requires(Permission.ORDER_FULFIL)
def accept(parcel_id: UUID) -> Any:
    return _do(parcel_id, parcels.accept)


@requires(Permission.ORDER_FULFIL)
def pack(parcel_id: UUID) -> Any:
    return _do(parcel_id, parcels.pack)


@requires(Permission.ORDER_FULFIL)
def ship(parcel_id: UUID) -> Any:
    order, view = _own(parcel_id, Permission.ORDER_FULFIL)
    form = ShipForm()
    if not form.validate_on_submit():
        return _page(order, view, ship=form), 422
    deed = partial(parcels.ship, courier=form.courier.data, tracking_number=form.tracking_number.data)
    return _do(parcel_id, deed, ship=form)


@requires(Permission.ORDER_FULFIL)
def deliver(parcel_id: UUID) -> Any:
    return _do(parcel_id, parcels.deliver)


@requires(Permission.ORDER_FULFIL)
def decline(parcel_id: UUID) -> Any:
    order, view = _own(parcel_id, Permission.ORDER_FULFIL)
    form = DeclineForm()
    if not form.validate_on_submit():
        return _page(order, view, decline=form), 422
    return _do(parcel_id, partial(parcels.decline, reason=form.told), decline=form)


def _own(parcel_id: UUID, permission: Permission) -> tuple[Order, ParcelView]:
    return artisans_parcel(g.session, artisan_id(permission), parcel_id) or abort(404)


def _do(parcel_id: UUID, deed: Deed, **typed: Any) -> Any:
    """Do one deed to the maker's own parcel; a refusal is said on its page, and nothing of the deed stands."""
    order, view = _own(parcel_id, Permission.ORDER_FULFIL)
    try:
        with g.session.begin_nested():
            deed(g.session, view.parcel.id, by=g.person.id, at=g.now)
    except Refusal as refusal:
        return _page(order, view, refused=words_of(refusal), **typed), 422
    return redirect(url_for("workshop.order", parcel_id=parcel_id), 303)


def _page(
    order: Order,
    view: ParcelView,
    *,
    refused: str = "",
    ship: ShipForm | None = None,
    decline: DeclineForm | None = None,
) -> str:
    parcel = view.parcel
    ids = [line.variant_id for line in view.goods if line.variant_id]
    return render_template(
        "workshop/order.html",
        order=order,
        view=view,
        parcel=parcel,
        offers=offers(g.session, ids, spoken()),
        steps=way_of(parcel),
        online=order.channel is Channel.ONLINE,
        due=_due(parcel),
        address=order.address if parcel.status in NEEDS_ADDRESS else None,
        can_decline=parcel.status in CAN_DECLINE,
        refused=refused,
        ship=ship or ShipForm(formdata=None),
        decline=decline or DeclineForm(formdata=None),
        declining=decline is not None,
    )


def way_of(parcel: Fulfillment) -> list[Step]:
    """The four steps of a parcel sent by courier, each done, at hand or to come."""
    reached = REACHED.get(parcel.status, 0)
    told = (
        (_("You said yes"), _("Say yes"), parcel.accepted_at, "order"),
        (_("Packed"), _("Now pack it"), parcel.packed_at, "box"),
        (_("Given to the courier"), _("Give it to the courier"), parcel.shipped_at, "cart"),
        (_("Arrived"), _("It arrives"), parcel.arrived_at, "check"),
    )
    return [
        Step(
            "done" if place < reached else "now" if place == reached else "later",
            done if place < reached else ahead,
            moment(at) if at and place < reached else "",
            icon,
        )
        for place, (done, ahead, at, icon) in enumerate(told)
    ]


def _due(parcel: Fulfillment) -> Any:
    """By when the next step is due; None when nothing is."""
    if parcel.status is FulfillmentStatus.PENDING:
        return parcel.accept_by
    return parcel.send_by if REACHED.get(parcel.status, 4) < REACHED[FulfillmentStatus.SHIPPED] else None
