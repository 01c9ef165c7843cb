"""Sizes and colours of a piece, each with its price and its stock; and what is told of it beside its story."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import Form, set_forms, tell_details
from catalog.errors import CatalogRefusal, ListingFieldsWrong
from catalog.models import Listing
from catalog.queries.details import told_of, wants_best_before, wants_pack
from catalog.rules.details import DETAILS, pack_faults
from catalog.rules.listing import VARIANTS_MAX, field_faults
from catalog.rules.proposal import TOLD
from kit.ids import new_id
from kit.typed import rupees, rupees_text
from people.rules import Permission
from stock.actions import set_on_hand
from stock.errors import NotThere
from stock.queries import workshop_levels
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.words.faults import LISTING
from storefront.workshop.changes import in_hand, tell_of
from storefront.workshop.forms import DetailsForm, FormRow, VariantsForm
from storefront.workshop.own import listing as own

SPARE_ROWS = 2


@requires(Permission.LISTING_EDIT)
def variants(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    packed = wants_pack(g.session, listing)
    form = VariantsForm(data=_standing(listing))
    if form.validate_on_submit() and _forms_set(listing, form, packed=packed):
        if "more" in request.form:
            return redirect(url_for("workshop.variants", slug=listing.slug), 303)
        return redirect(url_for("workshop.listing", slug=listing.slug), 303)
    wrong = [field for entry in form.rows for field in entry.form if field.errors]
    page = render_template("workshop/variants.html", listing=listing, form=form, packed=packed, wrong=wrong)
    return page, 422 if form.is_submitted() else 200


def _standing(listing: Listing) -> dict[str, Any]:
    """The rows as they stand, and two for new ones."""
    active = [variant for variant in listing.variants if variant.active]
    levels = workshop_levels(g.session, [variant.id for variant in active])
    packs = {pack.variant_id: pack for pack in told_of(g.session, listing.id).packs}
    rows: list[dict[str, Any]] = [
        {
            "variant": str(variant.id),
            "name": variant.name,
            "price": rupees_text(variant.price_paise),
            "quantity": levels[variant.id].on_hand if variant.id in levels else 0,
            "net_quantity": packs[variant.id].net_quantity if variant.id in packs else "",
            "mrp": rupees_text(packs[variant.id].mrp) if variant.id in packs else "",
        }
        for variant in active
    ]
    rows += [{} for _each in range(min(SPARE_ROWS, VARIANTS_MAX - len(rows)))]
    return {"rows": rows, "count": str(new_id())}


def _forms_set(listing: Listing, form: VariantsForm, *, packed: bool) -> bool:
    """Take the rows as they were written; False with each fault told at its field, and nothing written."""
    rows: list[FormRow] = [entry.form for entry in form.rows if not entry.form.is_blank()]
    kept = [row for row in rows if not row.gone.data]
    if not kept:
        form.form_errors.append(_("One of them must stay. To stop selling, take the piece off sale."))
        return False
    ours = {str(variant.id): variant.id for variant in listing.variants if variant.active}
    named = [row.name.data.casefold() for row in kept]
    for row in kept:
        _check(row, named, packed=packed)
    if any(row.errors for row in kept):
        return False
    wanted = [
        Form(
            ours.get(row.variant.data),
            row.name.data,
            rupees(row.price.data),  # type: ignore[arg-type]
            row.net_quantity.data if packed else "",
            rupees(row.mrp.data) if packed else None,
        )
        for row in kept
    ]
    try:
        with g.session.begin_nested():
            set_forms(g.session, listing, wanted, by=g.person.id, at=g.now)
            return _counted(listing, form, kept)
    except ListingFieldsWrong as refusal:
        form.form_errors += [str(LISTING[item]) for item in refusal.details["faults"].items()]
    except CatalogRefusal as refusal:
        form.form_errors.append(sentence_of(refusal))
    except NotThere:
        form.form_errors.append(_("Buyers were promised more than that. Send their orders first."))
    g.session.refresh(listing)
    return False


def _check(row: FormRow, named: list[str], *, packed: bool) -> None:
    """Tell what is wrong with one row, each fault at its field."""
    if not row.name.data and len(named) > 1:
        _fault(row.name, _("Write what tells it from the others, like “Large” or “Red”."))
    elif named.count(row.name.data.casefold()) > 1:
        _fault(row.name, _("Two have the same name. Give each its own."))
    price = rupees(row.price.data)
    if price is None:
        _fault(row.price, _("Write the price in rupees, like 2350 or 2350.50."))
        return
    for field, fault in field_faults(price=price).items():
        _fault(row[field], str(LISTING[field, fault]))
    mrp = rupees(row.mrp.data)
    if packed and row.mrp.data and mrp is None:
        _fault(row.mrp, _("Write the MRP in rupees, as it is printed on the pack."))
    elif packed:
        faults = pack_faults(price=price, net_quantity=row.net_quantity.data, mrp=mrp)
        for field, fault in faults.items():
            _fault(row[field], str(LISTING[field, fault]))


def _fault(field: Any, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _counted(listing: Listing, form: VariantsForm, kept: list[FormRow]) -> bool:
    """Bring the stock of each form to what was counted."""
    active = sorted((each for each in listing.variants if each.active), key=lambda each: each.position)
    for variant, row in zip(active, kept, strict=True):
        set_on_hand(
            g.session,
            variant_id=variant.id,
            owner_id=listing.artisan_id,
            quantity=row.quantity.data or 0,
            key=f"{variant.id}:{(form.count.data or '')[:40]}",
            by=g.person.id,
            at=g.now,
        )
    return True


@requires(Permission.LISTING_EDIT)
def details(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    standing = in_hand(listing)
    told = told_of(g.session, listing.id)._asdict() | {name: standing[name] for name in TOLD}
    form = DetailsForm(data=told)
    if form.validate_on_submit():
        texts = {name: form[name].data or "" for name in DETAILS}
        try:
            waits = tell_details(
                g.session,
                listing,
                texts,
                best_before_days=form.best_before_days.data,
                by=g.person.id,
                at=g.now,
            )
        except ListingFieldsWrong as refusal:
            for field, fault in refusal.details["faults"].items():
                form[field].errors = [str(LISTING[field, fault])]
        except CatalogRefusal as refusal:
            form.form_errors.append(sentence_of(refusal))
        else:
            tell_of(waits)
            return redirect(url_for("workshop.listing", slug=listing.slug), 303)
    page = render_template(
        "workshop/details.html",
        listing=listing,
        form=form,
        packed=wants_pack(g.session, listing),
        food=wants_best_before(listing),
    )
    return page, 422 if form.is_submitted() else 200
