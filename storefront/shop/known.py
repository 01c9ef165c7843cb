"""What is known of a State, district, product, family or GI good, in plain sentences made of what the lists say.

Where no officer has entered a story with its source there is none: then these sentences stand alone, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.queries.open_data import GI, LGD, ODOP, OURS, PMFME, Source
from catalog.queries.products import FamilyPage, GIPage, ProductPage
from catalog.queries.registry import ProductLine
from catalog.queries.states import StatePage
from catalog.rules.registry import SourceList, Standing
from people.models import District, State
from people.rules.places import DistrictStatus
from storefront.words import label
from storefront.words.figures import day as day_words
from storefront.words.tongues import named, reading

NAMED_MAX = 6
OF_LIST = {
    SourceList.DPIIT: ODOP,
    SourceList.PMFME: PMFME,
    SourceList.GI_REGISTRY: GI,
    SourceList.STATE: OURS,
    SourceList.INHERITED: OURS,
}
REGISTRY_SOURCES = (LGD, ODOP, PMFME, GI)


def no_story() -> str:
    """Said where nobody has entered a story."""
    return _("No story with a source has been entered yet. This is what the lists say.")


def craft_of(line: ProductLine) -> str:
    """The craft of a product in the reader's language."""
    return line.craft_name_hi if reading() == "hi" else line.craft_name_en


def of_state(page: StatePage) -> list[str]:
    """A State: how many districts, what they are known for, its GI goods."""
    lines = [line for lines in page.products.values() for line in lines]
    told = [
        ngettext(
            "%(state)s has %(num)d district.",
            "%(state)s has %(num)d districts.",
            len(page.districts),
            state=named(page.state),
        ),
        ngettext(
            "The registry names %(num)d product for them.",
            "The registry names %(num)d products for them.",
            len(lines),
        ),
    ]
    if crafts := _commonest([craft_of(line) for line in lines if line.is_goods]):
        told.append(_("Named most often: %(crafts)s.", crafts=crafts))
    if page.gi_goods:
        told.append(
            ngettext(
                "%(num)d good of the State is a registered geographical indication.",
                "%(num)d goods of the State are registered geographical indications.",
                len(page.gi_goods),
            )
        )
    return [*told, no_story()]


def of_district(
    district: District, state: State, products: Sequence[ProductLine], siblings: int
) -> list[str]:
    """A district: whose it is, what names it, and what is only an assumption."""
    told = [_whose(district, state, siblings)]
    if products:
        told.append(
            ngettext(
                "The registry names one product for it: %(names)s.",
                "The registry names %(num)d products for it, first %(names)s.",
                len(products),
                names=products[0].name,
            )
        )
        told.append(
            _(
                "By our reading the crafts are: %(crafts)s.",
                crafts=_commonest([craft_of(p) for p in products]),
            )
        )
    else:
        told.append(_("The registry names no product for it."))
    if assumed := [line.name for line in products if line.standing is not Standing.NOTIFIED]:
        told.append(_("Not confirmed: %(names)s.", names=", ".join(assumed)))
    return [*told, no_story()]


def _whose(district: District, state: State, siblings: int) -> str:
    if district.status is DistrictStatus.ABOLISHED:
        return _(
            "%(district)s was a district of %(state)s and is one no more.",
            district=district.name,
            state=named(state),
        )
    if district.status is DistrictStatus.REGION:
        return _(
            "%(district)s is a region of %(state)s, no district of its own in the Government’s list.",
            district=district.name,
            state=named(state),
        )
    return ngettext(
        "%(district)s is the one district of %(state)s.",
        "%(district)s is one of the %(num)d districts of %(state)s.",
        siblings,
        district=district.name,
        state=named(state),
    )


def of_product(page: ProductPage, line: ProductLine, first: str) -> list[str]:
    """A product: who named it, since when we know of it, its craft, its GI number."""
    lists = ", ".join(str(label(one)) for one in page.source_lists)
    told = [
        _(
            "%(product)s is named for %(district)s, %(state)s, by: %(lists)s.",
            product=line.name,
            district=page.district.name,
            state=named(page.state),
            lists=lists,
        ),
        _("It is in our registry since %(date)s.", date=first),
        _("By our reading its craft is %(craft)s.", craft=craft_of(line)),
    ]
    if page.nomination is not None:
        told.insert(
            1,
            _("The State nominated it on %(date)s.", date=day_words(page.nomination.nominated_at)),
        )
    if line.gi_name:
        told.append(_("It is registered as a geographical indication: %(name)s.", name=line.gi_name))
    return told


def of_family(page: FamilyPage) -> list[str]:
    """A family: its crafts, and where the registry names them."""
    return [
        ngettext(
            "%(family)s holds %(num)d craft in our sorting.",
            "%(family)s holds %(num)d crafts in our sorting.",
            len(page.crafts),
            family=named(page.family),
        ),
        ngettext(
            "The registry names %(num)d product of it.",
            "The registry names %(num)d products of it.",
            page.named,
        ),
        ngettext("They belong to %(num)d district.", "They belong to %(num)d districts.", page.districts),
        no_story(),
    ]


def of_gi(page: GIPage) -> list[str]:
    """A geographical indication: what the list has, and what it has not."""
    return [
        _(
            "%(name)s stands as number %(number)d in the list of registered geographical indications of October 2025.",
            name=page.good.name,
            number=page.good.list_serial_no,
        ),
        _("Its class is: %(category)s.", category=label(page.good.category)),
        _("The list has neither the number nor the year of the application, so we cannot say them."),
        no_story(),
    ]


def sources_of(lists: Sequence[SourceList]) -> list[Source]:
    """The sources behind lists, each once, the weightiest first; places come from the directory."""
    return list(dict.fromkeys([*(OF_LIST[one] for one in SourceList if one in lists), LGD]))


def _commonest(names: Sequence[str]) -> str:
    """The names that come most often, each once."""
    counted = {name: names.count(name) for name in dict.fromkeys(names)}
    return ", ".join(sorted(counted, key=lambda name: -counted[name])[:NAMED_MAX])
