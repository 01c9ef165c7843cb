"""Wholesale: what one piece costs from so many on, and what of it is the maker's."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import set_tiers
from catalog.errors import CatalogRefusal, ListingNotReady, TiersWrong
from catalog.models import Listing, Variant
from catalog.queries.tiers import tiers_of
from catalog.rules.tiers import TIERS_MAX, Tier
from kit.typed import rupees, rupees_text
from people.rules import Permission
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.words.faults import GAPS, TIER
from storefront.workshop.forms import WHOLE, TierRow, TiersForm
from storefront.workshop.listings import share
from storefront.workshop.own import listing as own


@requires(Permission.LISTING_EDIT)
def tiers(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    variant = _chosen(listing)
    form = TiersForm(data={"rows": _standing(variant)})
    if form.validate_on_submit() and _kept(listing, variant, form):
        flash(_("Saved. Buyers see it at once."), "good")
        return redirect(url_for("workshop.tiers", slug=listing.slug, variant=variant.id), 303)
    page = render_template(
        "workshop/tiers.html",
        listing=listing,
        variant=variant,
        variants=[each for each in listing.variants if each.active],
        form=form,
        shares=[
            share(listing, rupees(entry.form.price.data or "") or variant.price_paise) for entry in form.rows
        ],
        share=share(listing, variant.price_paise),
        wrong=[field for entry in form.rows for field in entry.form if field.errors],
    )
    return page, 422 if form.is_submitted() and "show" not in request.form else 200


def _chosen(listing: Listing) -> Variant:
    """The size or colour the page is about; another piece's is a 404."""
    active = [each for each in listing.variants if each.active]
    wanted = request.args.get("variant", type=int) or (active[0].id if active else 0)
    return next((each for each in active if each.id == wanted), None) or abort(404)


def _standing(variant: Variant) -> list[dict[str, Any]]:
    """The rows as they stand, and empty ones up to as many as there may be."""
    rows: list[dict[str, Any]] = [
        {"min_quantity": tier.min_quantity, "case_pack": tier.case_pack, "price": rupees_text(tier.price)}
        for tier in tiers_of(g.session, [variant.id]).get(variant.id, ())
    ]
    return rows + [{} for _each in range(TIERS_MAX - len(rows))]


def _kept(listing: Listing, variant: Variant, form: TiersForm) -> bool:
    """Keep the rows as they were written; False with each fault at its field, or when only the sums were asked for."""
    rows: list[TierRow] = [entry.form for entry in form.rows if not entry.form.is_blank()]
    for row in rows:
        if row.min_quantity.data is None:
            row.min_quantity.errors = [WHOLE]
        if rupees(row.price.data) is None:
            row.price.errors = [_("Write the price in rupees, like 2350 or 2350.50.")]
    if any(row.errors for row in rows) or "show" in request.form:
        return False
    rows.sort(key=lambda row: row.min_quantity.data or 0)
    wanted = [
        Tier(row.min_quantity.data or 0, row.case_pack.data or 1, rupees(row.price.data))  # type: ignore[arg-type]
        for row in rows
    ]
    try:
        set_tiers(g.session, listing, variant, wanted, by=g.person.id, at=g.now)
    except TiersWrong as refusal:
        for row, faults in zip(rows, refusal.details["faults"], strict=True):
            for field, fault in faults.items():
                row[field].errors = [str(TIER[field, fault])]
        return False
    except ListingNotReady as refusal:
        form.form_errors += [str(GAPS[gap][0]) for gap in refusal.details["gaps"]]
        return False
    except CatalogRefusal as refusal:
        form.form_errors.append(sentence_of(refusal))
        return False
    return True
