"""Asking makers for goods, and the list of what was asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.models import Artisan
from kit.clock import business_day
from kit.errors import Refusal
from malls.actions.consignments import raise_consignment
from malls.errors import NotOfThisState
from malls.models import Mall, Stall
from malls.queries.consignments import (
    OfferLine,
    maker_of,
    makers_for,
    makers_share,
    malls_consignment,
    of_mall,
    offers_of,
)
from malls.queries.shelf import board, stall_of
from malls.rules import RETURN_AFTER, BornBy
from people.rules import Permission
from storefront.access import requires
from storefront.mall_desk.desk import own_mall, since_morning, spoken
from storefront.mall_desk.forms import piece, raise_form
from storefront.words import refusal as words_of
from tax.queries import tariff


@requires(Permission.CONSIGNMENT_READ)
def index() -> Any:
    mall = own_mall(Permission.CONSIGNMENT_READ)
    return render_template(
        "mall_desk/consignments.html", mall=mall, views=of_mall(g.session, mall.id, locale=spoken())
    )


@requires(Permission.CONSIGNMENT_READ)
def show(number: str) -> Any:
    mall = own_mall(Permission.CONSIGNMENT_READ)
    view = malls_consignment(g.session, mall.id, number, locale=spoken()) or abort(404)
    agreed = {each.line.variant_id: (each.line.quantity, each.line.price_paise) for each in view.lines}
    stalls = {tile.id: tile for tile in board(g.session, mall.id, since=since_morning(g.now))}
    return render_template(
        "mall_desk/consignment.html",
        mall=mall,
        view=view,
        stall=stalls[view.consignment.stall_id],
        share=makers_share(g.session, mall, agreed, at=g.now),
    )


@requires(Permission.CONSIGNMENT_RAISE)
def choose() -> Any:
    """Step by step by plain links: a stall, then one of its makers, then the goods."""
    mall = own_mall(Permission.CONSIGNMENT_RAISE)
    stall = _stall(mall, request.args.get("stall", ""))
    maker = _maker(request.args.get("maker", ""))
    if stall is None or maker is None:
        return _first_steps(mall, stall)
    artisan, district = maker
    if district.state_code != mall.state_code:
        refusal = NotOfThisState(state=district.state_code, mall_state=mall.state_code)
        return _first_steps(mall, stall, words_of(refusal)), 422
    offers = offers_of(g.session, artisan.id, mall.id, locale=spoken())
    form = raise_form([line.variant_id for line in offers])
    return _goods_page(mall, stall, artisan, offers, form)


@requires(Permission.CONSIGNMENT_RAISE)
def raise_goods() -> Any:
    mall = own_mall(Permission.CONSIGNMENT_RAISE)
    stall = _stall(mall, request.form.get("stall", "")) or abort(404)
    artisan, _district = _maker(request.form.get("maker", "")) or abort(404)
    offers = offers_of(g.session, artisan.id, mall.id, locale=spoken())
    form = raise_form([line.variant_id for line in offers])
    if not form.validate_on_submit() or request.form.get("deed") == "sum":
        return _goods_page(mall, stall, artisan, offers, form), 422 if form.errors else 200
    try:
        with g.session.begin_nested():
            consignment = raise_consignment(
                g.session,
                stall,
                artisan,
                _pieces(form, offers),
                broken_born_by=BornBy(form.born_by.data),
                note=form.note.data,
                by=g.person.id,
                at=g.now,
            )
    except Refusal as refusal:
        form.form_errors = [words_of(refusal)]
        return _goods_page(mall, stall, artisan, offers, form), 422
    return redirect(url_for("mall_desk.consignment", number=consignment.number), 303)


def _stall(mall: Mall, text: str) -> Stall | None:
    stall_id = _uuid(text)
    return (stall_of(g.session, mall.id, stall_id) or abort(404)) if stall_id else None


def _maker(text: str) -> Any:
    artisan_id = _uuid(text)
    return (maker_of(g.session, artisan_id) or abort(404)) if artisan_id else None


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        abort(404)


def _pieces(form: Any, offers: list[OfferLine]) -> dict[int, int]:
    asked = {line.variant_id: form[piece(line.variant_id)].data or 0 for line in offers}
    return {variant_id: number for variant_id, number in asked.items() if number}


def _first_steps(mall: Mall, stall: Stall | None, refused: str = "") -> str:
    tiles = board(g.session, mall.id, since=since_morning(g.now))
    elsewhere = stall is not None and stall.state_code != mall.state_code
    if elsewhere and stall is not None:
        refused = refused or words_of(NotOfThisState(state=stall.state_code, mall_state=mall.state_code))
    return render_template(
        "mall_desk/order_goods.html",
        mall=mall,
        tiles=sorted(tiles, key=lambda tile: (tile.state_code != mall.state_code, tile.kind != "district")),
        tile=next((tile for tile in tiles if stall is not None and tile.id == stall.id), None),
        makers=makers_for(g.session, stall, mall=mall) if stall is not None else [],
        refused=refused,
    )


def _goods_page(mall: Mall, stall: Stall, artisan: Artisan, offers: list[OfferLine], form: Any) -> str:
    asked = _pieces(form, offers)
    agreed = {
        line.variant_id: (asked[line.variant_id], line.price) for line in offers if asked.get(line.variant_id)
    }
    tiles = board(g.session, mall.id, since=since_morning(g.now))
    return render_template(
        "mall_desk/goods.html",
        mall=mall,
        tile=next(tile for tile in tiles if tile.id == stall.id),
        artisan=artisan,
        offers=[(line, form[piece(line.variant_id)]) for line in offers],
        form=form,
        pieces=sum(asked.values()),
        worth=sum(int(price) * number for number, price in agreed.values()),
        share=makers_share(g.session, mall, agreed, at=g.now) if agreed else None,
        return_by=business_day(g.now + RETURN_AFTER),
        keeps_bp=tariff(g.session, g.now).levies.commission_bp,
        more_than_ready=[line.name for line in offers if asked.get(line.variant_id, 0) > line.ready],
        title=_("Ask a maker for goods"),
    )
