"""The national desk of the registry: accept what States nominate, send it back, take a product out."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions.cluster import retire_cluster
from catalog.actions.nomination import accept_nomination, retire_product, return_nomination
from catalog.errors import CatalogRefusal
from catalog.models import Nomination
from catalog.queries.clusters import cluster_row, clusters
from catalog.queries.history import nomination_of, nominations, product_row
from catalog.queries.products import placed
from kit.steps import ImpossibleStep
from people.rules import Permission
from storefront.access import requires
from storefront.words import refusal as sentence_of

WORDS_MAX = 100


@requires(Permission.REGISTRY_EDIT)
def index() -> Any:
    return _page("", 200)


@requires(Permission.REGISTRY_EDIT)
def accept(nomination_id: int) -> Any:
    try:
        accept_nomination(g.session, _nomination(nomination_id), by=g.person.id, at=g.now)
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return _page(sentence_of(refusal), 409)
    flash(_("In the registry. It stands on the pages of its districts from now on."), "good")
    return redirect(url_for(".registry"), 303)


@requires(Permission.REGISTRY_EDIT)
def send_back(nomination_id: int) -> Any:
    nomination = _nomination(nomination_id)
    try:
        return_nomination(g.session, nomination, request.form.get("reason", ""), by=g.person.id, at=g.now)
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return _page(sentence_of(refusal), 422)
    flash(_("Sent back to the State with your reason."), "good")
    return redirect(url_for(".registry"), 303)


@requires(Permission.REGISTRY_EDIT)
def retire(product_id: int) -> Any:
    product = product_row(g.session, product_id) or abort(404)
    try:
        retire_product(g.session, product, request.form.get("reason", ""), by=g.person.id, at=g.now)
    except CatalogRefusal as refusal:
        return _page(sentence_of(refusal), 422)
    flash(_("Taken out of the registry. Its history and its listings stay."), "good")
    return redirect(url_for(".registry"), 303)


@requires(Permission.REGISTRY_EDIT)
def retire_a_cluster(cluster_id: int) -> Any:
    cluster = cluster_row(g.session, cluster_id) or abort(404)
    try:
        retire_cluster(g.session, cluster, request.form.get("reason", ""), by=g.person.id, at=g.now)
    except CatalogRefusal as refusal:
        return _page(sentence_of(refusal), 422)
    flash(_("Taken out of the registry. Its history stays."), "good")
    return redirect(url_for(".registry"), 303)


def _nomination(nomination_id: int) -> Nomination:
    return nomination_of(g.session, nomination_id) or abort(404)


def _page(wrong: str, status: int) -> Any:
    asked = (request.args.get("q") or "").strip()[:WORDS_MAX]
    page = render_template(
        "admin/registry.html",
        lines=nominations(g.session),
        asked=asked,
        found=placed(g.session, words=asked) if asked else [],
        clusters=clusters(g.session, words=asked) if asked else [],
        wrong=wrong,
        typed=request.form.get("reason", ""),
    )
    return page, status
