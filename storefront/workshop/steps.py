"""The steps of adding a piece, one thing a screen, each saved as it is left: craft, words, photos, price, stock."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from catalog.actions import draft_listing, edit_listing, proofs_needed
from catalog.errors import CatalogRefusal, ListingFieldsWrong, ListingNotReady
from catalog.models import Listing
from catalog.queries import craft_choices
from catalog.queries.registry import craft_sheet
from catalog.rules.listing import PRICE_MIN, proof_faults
from catalog.rules.proposal import WORDS, key_of
from kit.ids import new_id
from kit.typed import rupees, rupees_text
from people.rules import Permission
from stock.actions import set_on_hand
from stock.errors import NotThere
from stock.queries import workshop_levels
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.words.faults import GAPS, LISTING
from storefront.workshop.changes import in_hand, tell_of
from storefront.workshop.forms import (
    LANGUAGES,
    CraftForm,
    FinerForm,
    PriceForm,
    StockForm,
    WordsForm,
)
from storefront.workshop.listings import EDITABLE, on_hand, share
from storefront.workshop.marks import unproven_words
from storefront.workshop.own import listing as own
from storefront.workshop.own import workshop

STEPS = ("craft", "words", "photos", "price", "stock")


def onward(listing: Listing, step: str) -> Response:
    """To the next step while the piece is being added, else back to its page."""
    at = STEPS.index(step) + 1
    wizard = listing.status in EDITABLE and request.args.get("one") is None and at < len(STEPS)
    endpoint = f"workshop.{STEPS[at]}" if wizard else "workshop.listing"
    return redirect(url_for(endpoint, slug=listing.slug), 303)  # type: ignore[return-value]


def answer(template: str, form: Any, **words: Any) -> Any:
    """The page of a step: 422 with what was typed when something is to be put right."""
    wrong = bool(form.errors or form.form_errors)
    return render_template(template, form=form, steps=len(STEPS) + 1, **words), 422 if wrong else 200


@requires(Permission.LISTING_EDIT)
def new() -> Any:
    return _craft(None)


@requires(Permission.LISTING_EDIT)
def craft(slug: str) -> Any:
    return _craft(own(slug, lock=request.method == "POST"))


def _craft(listing: Listing | None) -> Any:
    """Choose the craft: the district's own first, any other goods after. `craft|product` is one choice."""
    artisan = workshop()
    choices = craft_choices(g.session, artisan.district_id)
    form = CraftForm()
    form.craft.choices = [
        SelectChoice(f"{one.craft_id}|{one.product_id}", one.product_name)
        for one in choices
        if one.product_id
    ]
    form.craft.choices.append(SelectChoice("other", _("Another craft of this district")))
    form.other.choices = [SelectChoice(one.craft_id, one.name_en) for one in choices if not one.product_id]
    if request.method == "GET" and listing is not None:
        said = in_hand(listing)
        product = said["district_product_id"]
        form.craft.data = f"{said['craft_id']}|{product}" if product else "other"
        form.other.data = said["craft_id"]
    elif not form.craft.data and form.other.data:  # who chose below need not say so above
        form.craft.data, form.craft.raw_data = "other", ["other"]
    if form.validate_on_submit() and _told_which(form):
        craft_id, product_id = _chosen(form)
        try:
            if listing is None:
                listing = draft_listing(
                    g.session,
                    artisan,
                    craft_id=craft_id,
                    district_product_id=product_id,
                    by=g.person.id,
                    at=g.now,
                )
            elif _stands(listing) != (craft_id, product_id):
                waits = edit_listing(
                    g.session,
                    listing,
                    craft_id=craft_id,
                    district_product_id=product_id,
                    by=g.person.id,
                    at=g.now,
                )
                tell_of(waits)
        except CatalogRefusal as refusal:
            form.craft.errors = _sentences(refusal)
        else:
            if len(finer_lines(craft_id)) > 1:
                return redirect(url_for("workshop.finer", slug=listing.slug), 303)
            return onward(listing, "craft")
    return answer("workshop/craft.html", form, listing=listing, choices=choices, artisan=artisan)


def _told_which(form: CraftForm) -> bool:
    """Whether another craft, when it is another, is named."""
    if form.craft.data == "other" and not form.other.data:
        form.other.errors = [_("Choose which craft it is.")]
    return not form.other.errors


def _stands(listing: Listing) -> tuple[str, int | None]:
    """The craft and the registry product that are said of a piece, or shall be."""
    said = in_hand(listing)
    return said["craft_id"], said["district_product_id"]


def _sentences(refusal: CatalogRefusal) -> list[str]:
    """Why not: each gap by its name, where it is gaps that stand in the way."""
    if isinstance(refusal, ListingNotReady):
        return [str(GAPS[gap][0]) for gap in refusal.details["gaps"]]
    return [sentence_of(refusal)]


def _chosen(form: CraftForm) -> tuple[str, int | None]:
    craft_id, _bar, product = form.craft.data.partition("|")
    if product.isascii() and product.isdigit():
        return craft_id, int(product[:9])
    return form.other.data or "", None


def finer_lines(craft_id: str) -> list[Any]:
    """The finer lines of a craft that a maker may choose among."""
    sheet = craft_sheet(g.session, craft_id)
    return sheet.variants if sheet else []


@requires(Permission.LISTING_EDIT)
def finer(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    said = in_hand(listing)
    form = FinerForm(data={"finer": said["craft_variant_id"]})
    lines = finer_lines(said["craft_id"])
    form.finer.choices = [SelectChoice(line.id, line.name_en) for line in lines]
    if form.validate_on_submit():
        try:
            waits = edit_listing(
                g.session,
                listing,
                craft_id=said["craft_id"],
                craft_variant_id=form.finer.data,
                district_product_id=said["district_product_id"],
                by=g.person.id,
                at=g.now,
            )
        except CatalogRefusal as refusal:
            form.finer.errors = _sentences(refusal)
        else:
            tell_of(waits)
            return onward(listing, "craft")
    return answer("workshop/finer.html", form, listing=listing, lines=lines)


@requires(Permission.LISTING_EDIT)
def words(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    known = dict(LANGUAGES)
    locale = request.args.get("in", "")
    if locale not in known:
        locale = next(iter(listing.texts), g.person.language if g.person.language in known else "en")
    said = in_hand(listing)
    form = WordsForm(data={"locale": locale} | {name: said.get(key_of(name, locale), "") for name in WORDS})
    if form.validate_on_submit():
        told = {"title": form.title.data, "story": form.story.data, "care": form.care.data}
        if _edited(listing, form, locale=form.locale.data, **told):
            for word, kinds in unproven_words(listing, form.title.data or ""):
                flash(
                    _("The name says “%(word)s”. That word needs: %(marks)s.", word=word, marks=kinds), "warn"
                )
            return onward(listing, "words")
    return answer(
        "workshop/words.html",
        form,
        listing=listing,
        written=LANGUAGES,
        locale=locale,
        flagged=unproven_words(listing, form.title.data or ""),
    )


@requires(Permission.LISTING_EDIT)
def price(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    form = PriceForm(data={"price": rupees_text(listing.variants[0].price_paise)})
    typed = listing.variants[0].price_paise
    if form.validate_on_submit():
        typed = rupees(form.price.data) or typed
        if "show" not in request.form and _edited(listing, form, price=typed):
            return onward(listing, "price")
    told = share(listing, typed)
    if typed >= PRICE_MIN and told is None and not form.errors:
        form.price.errors = [
            _("No tax rate fits this price for these goods. Choose a lower or a higher price.")
        ]
    return answer("workshop/price.html", form, listing=listing, share=told)


@requires(Permission.LISTING_EDIT)
def stock(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    needed = [str(proof) for proof in proofs_needed(g.session, listing)]
    data = {
        "quantity": on_hand(listing),
        "made_to_order": listing.made_to_order,
        "days_to_make": listing.days_to_make,
        "weekly_capacity": listing.weekly_capacity,
        "weight_g": listing.weight_g or None,
        "count": str(new_id()),
        **{proof: in_hand(listing)["proofs"].get(proof, "") for proof in needed},
    }
    form = StockForm(data=data)
    if form.validate_on_submit():
        proofs = {proof: form[proof].data for proof in needed}
        for proof, fault in proof_faults(needed, proofs).items():
            form[proof].errors = [str(LISTING[proof, fault])]
        if not form.errors and _stocked(listing, form, proofs):
            return onward(listing, "stock")
    return answer("workshop/stock_step.html", form, listing=listing, needed=needed)


def _stocked(listing: Listing, form: StockForm, proofs: dict[str, str]) -> bool:
    said: dict[str, Any] = {
        "weight_g": form.weight_g.data,
        "days_to_make": form.days_to_make.data,
        "made_to_order": form.made_to_order.data,
        "weekly_capacity": form.weekly_capacity.data,
    }
    if proofs:
        said["proofs"] = proofs
    if not _edited(listing, form, **said):
        return False
    if on_hand(listing) == form.quantity.data:
        return True
    variant = listing.variants[0]
    try:
        set_on_hand(
            g.session,
            variant_id=variant.id,
            owner_id=listing.artisan_id,
            quantity=max(0, int(form.quantity.data or 0) - _elsewhere(listing)),
            key=f"{listing.id}:{form.count.data}",
            by=g.person.id,
            at=g.now,
        )
    except NotThere:
        form.quantity.errors = [_("Buyers were promised more than that. Send their orders first.")]
        return False
    return True


def _elsewhere(listing: Listing) -> int:
    """Pieces of the listing's other variants, which this form does not count."""
    levels = workshop_levels(g.session, [variant.id for variant in listing.variants[1:]])
    return sum(level.on_hand for level in levels.values())


def _edited(listing: Listing, form: Any, **said: Any) -> bool:
    """Say something anew; False with the reason told at its field, or above when it is none's."""
    try:
        waits = edit_listing(g.session, listing, by=g.person.id, at=g.now, **said)
    except ListingFieldsWrong as refusal:
        for field, fault in refusal.details["faults"].items():
            form[field].errors = [str(LISTING[field, fault])]
        return False
    except CatalogRefusal as refusal:
        form.form_errors.extend(_sentences(refusal))
        return False
    tell_of(waits)
    return True
