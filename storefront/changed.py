"""Old and new side by side: what a change of a listing says otherwise, for its maker and for the officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import g
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from catalog.models import Craft, CraftVariant, DistrictProduct, Listing, Proposal
from catalog.queries.proposals import live_words
from catalog.rules.proposal import PHOTOS, field_of
from storefront.words.tongues import OWN_NAMES, named

NAMES = {
    "title": _("Name of the piece"),
    "story": _("Its story"),
    "care": _("How to care for it"),
    "materials": _("What is it made of?"),
    "technique": _("How is it made?"),
    "craft_id": _("Craft"),
    "craft_variant_id": _("Kind of it"),
    "district_product_id": _("Product of the district"),
    "proofs": _("Papers"),
    PHOTOS: _("New photos"),
}


class Difference(NamedTuple):
    """One thing that would be said otherwise: its name, its language where it has one, old and new."""

    label: str
    locale: str
    old: str
    new: str

    @property
    def language(self) -> str:
        """The name of the language in its own script."""
        return OWN_NAMES.get(self.locale, self.locale)


def differences(listing: Listing, change: Proposal) -> list[Difference]:
    """What a change says otherwise than buyers read, or read before it went live."""
    old: Mapping[str, Any] = change.was or live_words(g.session, listing)
    return [
        Difference(str(NAMES[field]), locale, _said(field, old.get(key)), _said(field, new))
        for key, new in change.said.items()
        for field, locale in [field_of(key)]
    ]


def _said(field: str, value: Any) -> str:
    if not value:
        return ""
    if field == PHOTOS:
        return ngettext("%(num)d photo", "%(num)d photos", len(value))
    if field == "proofs":
        return ", ".join(f"{kind.upper()} {number}" for kind, number in value.items())
    kinds: dict[str, Any] = {"craft_id": Craft, "craft_variant_id": CraftVariant}
    if field in kinds:
        return str(named(g.session.get_one(kinds[field], value)))
    if field == "district_product_id":
        return str(g.session.get_one(DistrictProduct, value).name)
    return str(value)
