"""Every address of the mall's desk."""

from __future__ import annotations

from flask import Blueprint

from storefront.mall_desk import closing, consignments, desk, receipts, stalls, till

bp = Blueprint("mall_desk", __name__, url_prefix="/mall")

FORM = ["GET", "POST"]

# What stands where
bp.add_url_rule("/", "today", stalls.today)
bp.add_url_rule("/stalls/<uuid:stall_id>", "stall", stalls.stall)

# Goods asked for and counted
bp.add_url_rule("/order-goods", "order_goods", consignments.choose)
bp.add_url_rule("/consignments", "consignments", consignments.index)
bp.add_url_rule("/consignments", "raise_goods", consignments.raise_goods, methods=["POST"])
bp.add_url_rule("/consignments/<number>", "consignment", consignments.show)
bp.add_url_rule("/receiving", "receiving", receipts.index)
bp.add_url_rule("/consignments/<number>/receipt", "receipt", receipts.count, methods=FORM)

# The till
bp.add_url_rule("/tills", "tills", till.index)
bp.add_url_rule("/tills/<uuid:till_id>/shifts", "open_till", till.open_till, methods=["POST"])
bp.add_url_rule("/shifts/<uuid:shift_id>", "till", till.till)
bp.add_url_rule("/shifts/<uuid:shift_id>/sales", "ring", till.ring, methods=["POST"])
bp.add_url_rule("/shifts/<uuid:shift_id>/closing", "closing", closing.closing, methods=FORM)
bp.add_url_rule("/sales/<uuid:order_id>", "sale", till.sale)


@bp.context_processor
def at_the_desk() -> dict[str, object]:
    """The tabs, and what the person at hand may do."""
    return {"desk_tabs": desk.tabs, "can": desk.can}
