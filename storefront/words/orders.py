"""Words of the room `orders`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "ComplaintKind": {
        "not_arrived": _("It did not arrive"),
        "broken": _("It is broken, or the wrong thing"),
        "not_as_described": _("It is not as described"),
        "false_mark": _("A false mark, or a copy"),
        "behaviour": _("How I was treated"),
        "other": _("Something else"),
    },
    "ComplaintStatus": {
        "received": _("Waits for the office"),
        "acknowledged": _("Read by the office"),
        "resolved": _("Decided"),
        "reopened": _("With the State officer again"),
        "closed": _("Closed"),
        "withdrawn": _("Taken back"),
    },
    "Desk": {"district": _("District office"), "state": _("State officer")},
    "Outcome": {
        "money_back": _("Money back: the finance desk is asked to pay it"),
        "sent_again": _("The maker sends it again, or mends it"),
        "put_right": _("It was put right"),
        "explained": _("It was explained"),
        "not_upheld": _("The complaint is not upheld"),
    },
    "TimerKind": {"acknowledge": _("Read it"), "redress": _("Decide it")},
    "Voice": {"buyer": _("Buyer"), "maker": _("Maker"), "office": _("The office")},
    "Channel": {"online": _("Online"), "stall": _("At a stall")},
    "FulfillmentStatus": {
        "pending": _("With the maker"),
        "accepted": _("Accepted"),
        "packed": _("Packed"),
        "shipped": _("On the way"),
        "delivered": _("Delivered"),
        "handed_over": _("Handed over"),
        "canceled": _("Not coming"),
    },
    "OrderStatus": {
        "placed": _("Waiting for payment"),
        "confirmed": _("Confirmed"),
        "completed": _("Completed"),
        "expired": _("Not paid in time"),
        "canceled": _("Canceled"),
    },
}
COMPLAINT_DEEDS: dict[str, Any] = {
    "complaint.made": _("complaint made"),
    "complaint.photographed": _("photo added"),
    "complaint.acknowledged": _("read by the office"),
    "complaint.noted": _("note written"),
    "complaint.escalated": _("before the State officer"),
    "complaint.resolved": _("decided"),
    "complaint.reopened": _("another look asked for"),
    "complaint.closed": _("decided again; closed"),
    "complaint.withdrawn": _("taken back"),
}
REFUSALS: dict[str, Any] = {
    "account.orders_open": _(
        "An order is on its way, or could still go back. You can leave once it has come to its end."
    ),
    "complaint.appeal_over": _("The 30 days in which one can ask the State officer are over."),
    "complaint.notes_too_many": _("This complaint holds %(most)s notes already. Nothing more fits in."),
    "complaint.outcome_wrong": _("Nothing was bought here, so nothing can be given back or sent again."),
    "complaint.over": _("This complaint is decided or was taken back."),
    "complaint.same_officer": _(
        "You decided this complaint yourself. Another officer has to look at it now."
    ),
    "complaint.secret_told": _(
        "These words hold the number or address of the buyer or the maker. Say it without them."
    ),
    "complaint.too_many": _("%(most)s complaints of yours are open. Let the offices answer those first."),
    "complaint.wordless": _("Write what happened, in at least ten letters."),
    "desk.reason_missing": _("Write the reason."),
    "question.contact": _(
        "No phone numbers, e-mail addresses or links here: everybody can read this page. Say it without them."
    ),
    "question.own_listing": _("This is your own piece."),
    "question.too_many": _(
        "%(most)s of your questions wait for an answer. Let the makers answer those first."
    ),
    "order.cart_empty": _("Your basket is empty."),
    "order.cart_too_full": _(
        "That is more than one order carries (%(most)s). Place this order, then start another."
    ),
    "order.not_on_sale": _("Something in your basket is not sold any more. Take it out to go on."),
    "order.not_paid": _("The money for this parcel has not come yet."),
    "order.no_tracking": _("Give the courier’s name and the tracking number."),
    "order.promise_moved": _("Others ordered before you: it comes later than you saw. Look at the new day."),
    "order.place_unknown": _("No list we have knows this PIN code. Check its digits."),
    "order.total_changed": _("The total has changed since you saw it. Look at the new sum, then pay."),
}
