"""One piece: its pictures, its price and where it goes, its maker, its facts, its proof."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from flask import abort, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from catalog.queries.details import PackLine, told_of
from catalog.queries.marks import badges_of
from catalog.queries.pages import ListingPage, listing_page
from catalog.queries.products import product_key
from catalog.queries.shelf import cards
from catalog.rules.details import net_of, unit_price
from catalog.rules.making import leaves_on
from catalog.rules.registry import Proof, Returnability
from kit.clock import business_day
from kit.money import Money
from orders.queries.wishes import answered
from orders.rules.quote import delivery_charge
from stock.queries import workshop_levels
from storefront.access import public
from storefront.shop.forms import QUANTITY_MAX, AddForm
from storefront.shop.promises import place_here
from storefront.shop.shares import split
from storefront.shop.shelves import with_shares
from storefront.words.figures import inr, weight
from storefront.words.spoken import label
from storefront.words.tongues import reading
from tax.rules import SellerKind

OTHERS = 4


class Mark(NamedTuple):
    """A proof: a title, a number, who checked it and when."""

    title: str
    number: str
    checker: str
    date: datetime


@public
def product(slug: str) -> Any:
    good = listing_page(g.session, slug, reading()) or abort(404)
    return show(good, add_form(good))


def show(good: ListingPage, form: AddForm) -> str:
    """The page of a piece, with the form as it was filled in."""
    levels = workshop_levels(g.session, [variant.id for variant in good.variants])
    free = sum(max(0, held.free) for held in levels.values())
    today, away = business_day(g.now), good.maker.away
    made = good.ready_in_days(today)
    others = cards(g.session, district=good.place.district_id, locale=reading(), limit=OTHERS + 1)
    return render_template(
        "shop/product.html",
        good=good,
        form=form,
        product_key=product_key,
        free=free,
        tiers=[(each.name, tier) for each in good.variants for tier in each.tiers if tier.price < each.price],
        made_in=made,
        ready_in=(leaves_on(today, 0, away) - today).days if good.made_to_order and free else made,
        away=away if away is not None and away.holds(today) else None,
        split=split(
            int(good.price), hsn=good.hsn, flags=good.flags, seller=good.seller, maker_name=good.maker.name
        ),
        delivery=delivery(good),
        questions=answered(g.session, good.id),
        marks=marks(good),
        facts=facts(good),
        seller=seller(good),
        return_words=return_words(good),
        others=with_shares([card for card in others if card.slug != good.slug][:OTHERS]),
    )


def add_form(good: ListingPage, data: Any = None) -> AddForm:
    """The form that puts this piece into a basket."""
    form = AddForm(data)
    unnamed = _("As shown") if len(good.variants) > 1 else ""
    form.variant_id.choices = [
        (variant.id, f"{variant.name or unnamed} {inr(variant.price)}".strip()) for variant in good.variants
    ]
    if data is None and good.variants:
        form.variant_id.data = good.variants[0].id
    form.quantity.render_kw = {"min": 1, "max": QUANTITY_MAX}
    return form


def delivery(good: ListingPage) -> Money | None:
    """What bringing one piece costs where this browser wants it; None while we do not know where."""
    place = place_here()
    if place is None:
        return None
    return delivery_charge(good.weight_g, same_state=place.state_code == good.place.state_code)


def marks(good: ListingPage) -> list[Mark]:
    """What an officer has checked, by number and day. No check, no mark."""
    if good.checked_at is None:
        return []
    office = _("the district office of %(district)s", district=good.place.district_name)
    origin = Mark(_("Origin checked"), good.product_name or good.craft_name_en, office, good.checked_at)
    papers = [
        Mark(label(Proof(kind)), number, office, good.checked_at) for kind, number in good.proofs.items()
    ]
    badges = badges_of(g.session, good.maker.id, good.id, on=business_day(g.now))
    claimed = [
        Mark(str(label(each.kind)), f"{each.number} · {each.issuer}", office, each.checked_at)
        for each in badges
    ]
    return [origin, *claimed, *papers]


def facts(good: ListingPage) -> list[tuple[str, str | Markup]]:
    """The facts table, as the Legal Metrology (Packaged Commodities) Rules r.6(10) want them before a sale."""
    told = told_of(g.session, good.id)
    rows: list[tuple[str, str | Markup]] = [
        (_("What it is"), good.craft_name_hi if reading() == "hi" else good.craft_name_en),
        (_("Weight, packed"), weight(good.weight_g)),
        (_("Material"), told.materials),
        (_("Technique"), told.technique),
        (_("Size"), told.dimensions),
        (_("May vary by hand"), told.may_vary),
        (_("Care"), good.care),
        *[(_("In the pack"), pack_words(pack)) for pack in told.packs],
        (_("Best before"), best_before(told.best_before_days)),
        (_("Price"), _("%(price)s incl. all taxes", price=inr(good.price))),
        (_("HSN"), good.hsn),
        (_("Made by hand"), _("Recorded by the district officer") if good.handicraft_checked else ""),
        *_makers(good, told.packer),
        (_("Country of origin"), _("India")),
    ]
    return [(words, value) for words, value in rows if value]


def pack_words(pack: PackLine) -> str:
    """What a pack says, with the price of one unit of it (Packaged Commodities Rules r.6(10) and 6(11))."""
    net = net_of(pack.net_quantity)
    if net is None:
        return pack.net_quantity
    price, unit = unit_price(pack.price, net)
    words = _("%(net)s, MRP %(mrp)s incl. all taxes", net=pack.net_quantity, mrp=inr(pack.mrp))
    each = _("%(price)s for one %(unit)s", price=inr(price), unit=label(unit))
    return f"{pack.variant_name}: {words}; {each}" if pack.variant_name else f"{words}; {each}"


def best_before(days: int | None) -> str:
    """How long food keeps; empty for what keeps for ever."""
    return "" if days is None else ngettext("%(num)d day from packing", "%(num)d days from packing", days)


def _makers(good: ListingPage, packer: str) -> list[tuple[str, str | Markup]]:
    maker = f"{good.maker.name}, {good.place.district_name}, {good.place.state_name}"
    if packer:
        return [(_("Maker"), maker), (_("Packer"), packer)]
    return [(_("Maker and packer"), maker)]


def seller(good: ListingPage) -> list[tuple[str, str | Markup]]:
    """Who sells it, as the Consumer Protection (E-Commerce) Rules r.6(5) want it told."""
    maker = good.maker
    gst = maker.gstin if maker.gst_kind is SellerKind.REGULAR else ""
    rows: list[tuple[str, str | Markup]] = [
        (_("Seller"), maker.legal_name or maker.name),
        (_("Address"), ", ".join(filter(None, (maker.address_line, good.place.district_name, maker.pin)))),
        (_("GSTIN"), gst),
        (_("Standing with GST"), label(maker.gst_kind)),
        (
            _("Sends to"),
            ""
            if gst
            else _("%(state)s only, as the law asks of an enrolled seller", state=good.place.state_name),
        ),
        (_("Asking the seller"), Markup('<a href="#questions">{}</a>').format(_("Further down this page"))),
        (_("Payment"), _("Beforehand, by UPI, card or net banking")),
        (_("Ratings"), _("None yet")),
        (
            _("Complaints"),
            Markup('<a href="{}">{}</a>').format(url_for("shop.grievance"), _("Grievance officer")),
        ),
    ]
    return [(words, value) for words, value in rows if value]


def return_words(good: ListingPage) -> str:
    """How far it can go back."""
    if good.returnable is Returnability.FREE_CHOICE:
        return _("Within 7 days of reaching you, also if you changed your mind.")
    return _("Within 7 days if it came damaged or is not as described.")
