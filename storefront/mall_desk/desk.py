"""What every page of the desk needs: the mall at hand, and the tabs its staff may open."""

from __future__ import annotations

from datetime import datetime, time

from flask import abort, g, request, url_for
from flask_babel import gettext as _

from kit.clock import IST, business_day
from malls.models import Mall
from malls.queries.consignments import waiting_receipts
from people.rules import Permission, may
from storefront.access import mall_id
from storefront.words.tongues import reading

TABS = (  # endpoint, what it takes, and the other pages under it
    ("today", Permission.MALL_READ, ("stall",)),
    ("receiving", Permission.GOODS_RECEIVE, ("receipt",)),
    ("order_goods", Permission.CONSIGNMENT_RAISE, ("raise_goods",)),
    ("consignments", Permission.CONSIGNMENT_READ, ("consignment",)),
    ("tills", Permission.TILL_RING, ("till", "ring", "sale", "open_till", "closing")),
)


def own_mall(permission: Permission) -> Mall:
    """The mall in which the person holds `permission`; 404 when there is none."""
    mall = g.session.get(Mall, mall_id(permission)) or abort(404)
    g.mall = mall
    return mall


def can(permission: Permission) -> bool:
    """Whether the person may do this at all, to show or hide its button."""
    return may(g.grants, permission)


def tabs() -> list[tuple[str, str, bool, int]]:
    """The index tabs: words, address, whether it is the page at hand, how much waits behind it."""
    names = {
        "today": _("Today"),
        "receiving": _("Receive"),
        "order_goods": _("Order goods"),
        "consignments": _("Consignments"),
        "tills": _("Till"),
    }
    here = (request.endpoint or "").rpartition(".")[2]
    waiting = {"receiving": waiting_receipts(g.session, g.mall.id)} if "mall" in g else {}
    return [
        (
            names[endpoint],
            url_for(f"mall_desk.{endpoint}"),
            here == endpoint or here in under,
            waiting.get(endpoint, 0),
        )
        for endpoint, permission, under in TABS
        if can(permission)
    ]


def since_morning(at: datetime) -> datetime:
    """The first moment of the Indian day that holds `at`."""
    return datetime.combine(business_day(at), time(), tzinfo=IST)


def spoken() -> str:
    """The language of this page, for choosing among the makers' own words."""
    return reading()
