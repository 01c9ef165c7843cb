"""What malls ask of a maker: yes or no, sent, counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, g, redirect, render_template, url_for

from kit.errors import Refusal
from malls.actions.consignments import accept_consignment, decline_consignment, dispatch
from malls.queries.consignments import ConsignmentView, artisans_consignment, makers_share, of_artisan
from people.rules import Permission
from stock.queries import free_of_owner
from storefront.access import artisan_id, requires
from storefront.words import refusal as words_of
from storefront.workshop.listings import spoken
from storefront.workshop.sending_forms import DispatchForm

Deed = Callable[..., None]


@requires(Permission.CONSIGNMENT_READ)
def index() -> Any:
    maker = artisan_id(Permission.CONSIGNMENT_READ)
    return render_template("workshop/consignments.html", views=of_artisan(g.session, maker, locale=spoken()))


@requires(Permission.CONSIGNMENT_READ)
def show(number: str) -> Any:
    return _page(_own(number, Permission.CONSIGNMENT_READ))


@requires(Permission.CONSIGNMENT_ACCEPT)
def accept(number: str) -> Any:
    return _do(number, accept_consignment)


@requires(Permission.CONSIGNMENT_ACCEPT)
def decline(number: str) -> Any:
    return _do(number, decline_consignment)


@requires(Permission.CONSIGNMENT_ACCEPT)
def send(number: str) -> Any:
    view = _own(number, Permission.CONSIGNMENT_ACCEPT)
    form = DispatchForm()
    if not form.validate_on_submit():
        return _page(view, form=form), 422
    return _do(number, partial(dispatch, carrier=form.carrier.data, docket=form.docket.data), form=form)


def _own(number: str, permission: Permission) -> ConsignmentView:
    maker = artisan_id(permission)
    return artisans_consignment(g.session, maker, number, locale=spoken()) or abort(404)


def _do(number: str, deed: Deed, *, form: DispatchForm | None = None) -> Any:
    view = _own(number, Permission.CONSIGNMENT_ACCEPT)
    try:
        with g.session.begin_nested():
            deed(g.session, view.consignment, by=g.person.id, at=g.now)
    except Refusal as refusal:
        return _page(view, refused=words_of(refusal), form=form), 422
    return redirect(url_for("workshop.consignment", number=number), 303)


def _page(view: ConsignmentView, *, refused: str = "", form: DispatchForm | None = None) -> str:
    agreed = {each.line.variant_id: (each.line.quantity, each.line.price_paise) for each in view.lines}
    ready = free_of_owner(g.session, view.artisan.id)
    return render_template(
        "workshop/consignment.html",
        view=view,
        it=view.consignment,
        share=makers_share(g.session, view.mall, agreed, at=g.now),
        ready={variant_id: level.free for variant_id, level in ready.items()},
        refused=refused,
        form=form or DispatchForm(formdata=None),
    )
