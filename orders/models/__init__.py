"""Carts, wishes and questions, orders, parcels and their documents, complaints."""

from orders.models.cart import Cart, CartLine
from orders.models.complaint import (
    Complaint,
    ComplaintDecision,
    ComplaintNote,
    ComplaintPhoto,
    ComplaintTimer,
)
from orders.models.document import Invoice
from orders.models.fulfillment import Fulfillment
from orders.models.making import Making
from orders.models.order import Order, OrderLine
from orders.models.wish import Question, Wish

__all__ = [
    "Cart",
    "CartLine",
    "Complaint",
    "ComplaintDecision",
    "ComplaintNote",
    "ComplaintPhoto",
    "ComplaintTimer",
    "Fulfillment",
    "Invoice",
    "Making",
    "Order",
    "OrderLine",
    "Question",
    "Wish",
]
