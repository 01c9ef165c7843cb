"""Refusals of orders.

Refusal
├── CartEmpty            there is nothing to order
├── CartTooFull          more lines or pieces than one order carries
├── NotOnSale            a good in the cart is not sold any more; details: `lines`
├── TotalChanged         the total moved since the buyer saw it; details: `seen`, `now`
├── PromiseMoved         the goods come later than the buyer saw; details: `seen`, `now`
├── PlaceUnknown         the PIN code is in no district we know
├── NotPaid              a parcel of an order whose money has not come is nobody's to move
├── NoTracking           a parcel goes out with a courier and a tracking number
├── ContactInWords       a number, address or link in words for a public page; details: `kind`
├── QuestionsTooMany     so many questions of one person wait already; details: `most`
├── OwnListing           nobody asks themselves
├── OrdersOpen           an account with orders on their way is not closed; details: `orders`
├── ReasonMissing        who hides or escalates something says why
├── ComplaintsTooMany    so many complaints of one person wait already; details: `most`
├── ComplaintWordless    a complaint, a note or a decision without words
├── ComplaintOver        the complaint is decided or was taken back
├── NotesTooMany         a complaint with so many notes takes no more; details: `most`
├── SecretTold           an officer's words hold the number or address of buyer or maker
├── OutcomeWrong         nothing can be given back where nothing was bought
├── AppealOver           the days in which one can ask the State officer are over
└── SameOfficerAgain     who decided a complaint does not decide its appeal
"""

from __future__ import annotations

from kit.errors import Refusal


class CartEmpty(Refusal):
    """There is nothing to order."""

    code = "order.cart_empty"


class CartTooFull(Refusal):
    """More lines or pieces than one order carries."""

    code = "order.cart_too_full"


class NotOnSale(Refusal):
    """A good is not sold any more."""

    code = "order.not_on_sale"


class TotalChanged(Refusal):
    """The total moved since the buyer saw it."""

    code = "order.total_changed"


class PromiseMoved(Refusal):
    """The goods come later than the buyer saw: others were before in the maker's queue."""

    code = "order.promise_moved"


class PlaceUnknown(Refusal):
    """The PIN code is in no district we know."""

    code = "order.place_unknown"


class NotPaid(Refusal):
    """The money for this parcel has not come."""

    code = "order.not_paid"


class NoTracking(Refusal):
    """A parcel goes out with a courier's name and a tracking number."""

    code = "order.no_tracking"


class ContactInWords(Refusal):
    """A way to reach somebody stands in words for a public page."""

    code = "question.contact"


class QuestionsTooMany(Refusal):
    """So many questions of one person wait for their answers."""

    code = "question.too_many"


class OwnListing(Refusal):
    """Nobody asks themselves."""

    code = "question.own_listing"


class OrdersOpen(Refusal):
    """Orders are on their way, or could still go back."""

    code = "account.orders_open"


class ReasonMissing(Refusal):
    """Who hides or escalates something says why."""

    code = "desk.reason_missing"


class ComplaintsTooMany(Refusal):
    """So many complaints of one person wait already."""

    code = "complaint.too_many"


class ComplaintWordless(Refusal):
    """Nothing was said, or too little."""

    code = "complaint.wordless"


class ComplaintOver(Refusal):
    """The complaint is decided or was taken back."""

    code = "complaint.over"


class NotesTooMany(Refusal):
    """A complaint takes so many notes and no more."""

    code = "complaint.notes_too_many"


class SecretTold(Refusal):
    """An officer's words hold the number or address of buyer or maker."""

    code = "complaint.secret_told"


class OutcomeWrong(Refusal):
    """This cannot come of this complaint."""

    code = "complaint.outcome_wrong"


class AppealOver(Refusal):
    """The days in which one can ask the State officer are over."""

    code = "complaint.appeal_over"


class SameOfficerAgain(Refusal):
    """Who decided a complaint does not decide its appeal."""

    code = "complaint.same_officer"
