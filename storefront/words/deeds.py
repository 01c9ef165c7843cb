"""What a helper did for a maker, in words, by the page it was done on."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

DEEDS: dict[str, Any] = {
    "workshop.register": _("Wrote the workshop’s page"),
    "workshop.new": _("Began a new piece"),
    "workshop.craft": _("Chose the craft of a piece"),
    "workshop.finer": _("Chose the craft of a piece"),
    "workshop.words": _("Wrote name and story of a piece"),
    "workshop.price": _("Set a price"),
    "workshop.stock": _("Said how many are ready"),
    "workshop.variants": _("Changed sizes or colours"),
    "workshop.details": _("Wrote material, technique or size"),
    "workshop.leave_change": _("Took a change back"),
    "workshop.copy": _("Began a new piece like another"),
    "workshop.goods_files": _("Sent a table of pieces"),
    "workshop.confirm_goods": _("Confirmed a table of pieces"),
    "workshop.drop_goods": _("Dropped a table of pieces"),
    "workshop.marks": _("Claimed a mark"),
    "workshop.photos": _("Added photos"),
    "workshop.begin_upload": _("Added photos"),
    "workshop.place": _("Changed the order of photos"),
    "workshop.describe": _("Described a photo"),
    "workshop.remove": _("Took a photo off"),
    "workshop.send": _("Sent a piece to the district office"),
    "workshop.publish": _("Put a piece on sale"),
    "workshop.withdraw": _("Took a piece off sale"),
    "workshop.answer_claim": _("Answered the district office"),
    "workshop.appeal": _("Appealed to the State officer"),
    "workshop.answer": _("Answered a buyer"),
    "workshop.tiers": _("Set prices for many"),
    "workshop.holiday": _("Told of days away"),
    "workshop.back": _("Ended the days away"),
    "workshop.undo_move": _("Took a change of stock back"),
    "workshop.mark_low": _("Set when to tell that few are left"),
    "workshop.count": _("Counted pieces"),
    "workshop.complaint": _("Answered a complaint"),
    "workshop.accept": _("Said yes to an order"),
    "workshop.pack": _("Packed an order"),
    "workshop.ship": _("Gave an order to the courier"),
    "workshop.deliver": _("Noted that an order arrived"),
    "workshop.decline": _("Declined an order"),
    "workshop.accept_consignment": _("Said yes to a mall"),
    "workshop.decline_consignment": _("Said no to a mall"),
    "workshop.dispatch": _("Sent goods to a mall"),
}
