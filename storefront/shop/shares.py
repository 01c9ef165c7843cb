"""Where a price goes, in parts a page can draw: the same rule that pays the maker."""

from __future__ import annotations

from typing import NamedTuple

from flask import g
from flask_babel import gettext as _

from kit.errors import Refusal
from kit.money import Money
from tax.queries import tariff
from tax.rules import PersonKind, Seller, SellerKind, find_rate, maker_gets

HUNDRED = Money(100_00)
SILK_SAREE = "50072010"  # handloom silk, at the rate most crafts here bear


class Split(NamedTuple):
    """One price cut: `parts` are (kind, words, paise) and sum to `price`."""

    price: Money
    maker: Money
    gst: Money
    rate_bp: int
    parts: list[tuple[str, str, int]]


def split(
    price: int, *, hsn: str, flags: frozenset[str], seller: Seller, maker_name: str = ""
) -> Split | None:
    """Cut an inclusive price; None where the law has no one rate for it, so that it cannot be sold now."""
    law = tariff(g.session, g.now)
    try:
        share = maker_gets(
            price, hsn=hsn, flags=flags, seller=seller, rates=law.rates, levies=law.levies, on=law.on
        )
        charged = seller.kind is SellerKind.REGULAR
        rate_bp = find_rate(law.rates, hsn, flags, law.on, amount=price) if charged else 0
    except Refusal:
        return None
    parts = [
        ("maker", _("%(name)s, the maker", name=maker_name) if maker_name else _("The maker"), share.maker),
        ("fee", _("Zila Haat’s fee and the tax on it"), share.commission + share.commission_tax),
        ("tax", _("GST"), share.gst),
        ("held", _("Tax held in the maker’s name, theirs to claim"), share.tcs + share.tds),
    ]
    return Split(share.price, share.maker, share.gst, rate_bp, [(k, w, int(p)) for k, w, p in parts])


def hundred_rupees() -> Split | None:
    """How ₹100 paid for handloom silk of a GST-registered maker is cut today."""
    seller = Seller("example", SellerKind.REGULAR, "24", PersonKind.INDIVIDUAL, has_pan=True)
    return split(HUNDRED, hsn=SILK_SAREE, flags=frozenset({"handicraft", "unpacked"}), seller=seller)
