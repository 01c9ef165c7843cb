"""Lists, pages of lists, and `expand`: the parts of Stripe's API that every object shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.stripe import asks
from sandbox.stripe.asks import Params
from sandbox.stripe.refusals import invalid, resource_missing
from sandbox.stripe.shapes import a_list
from sandbox.stripe.store import Body, Book

MOST_ON_A_PAGE, USUAL_ON_A_PAGE = 100, 10
DEEPEST = 4  # levels that `expand` reaches
PAGING = ("limit", "starting_after", "ending_before", "created")
# Fields that hold an id, and the kinds of object it may name.
EXPANDABLE: dict[str, tuple[str, ...]] = {
    "payment_intent": ("payment_intent",),
    "latest_charge": ("charge",),
    "charge": ("charge",),
    "balance_transaction": ("balance_transaction",),
    "failure_balance_transaction": ("balance_transaction",),
    "source": ("charge", "refund"),
}


def page_of(
    book: Book, kind: str, params: Params, url: str, keeps: Callable[[Body], bool], **fields: object
) -> Body:
    """One page of a list, newest first."""
    limit = asks.whole(params, "limit")
    limit = USUAL_ON_A_PAGE if limit is None else limit
    if not 1 <= limit <= MOST_ON_A_PAGE:
        raise invalid(
            "This value must be between 1 and 100.", param="limit", code="parameter_invalid_integer"
        )
    found = [body for body in book.all(kind, **fields) if keeps(body) and _in_time(body, params)]
    after, before = asks.text(params, "starting_after"), asks.text(params, "ending_before")
    if after and before:
        raise invalid(
            "You may only specify one of these parameters: starting_after, ending_before.",
            param="ending_before",
        )
    if after:
        rest = found[_place(found, after, kind, "starting_after") + 1 :]
        return a_list(rest[:limit], url, has_more=len(rest) > limit)
    if before:
        rest = found[: _place(found, before, kind, "ending_before")]
        return a_list(rest[-limit:], url, has_more=len(rest) > limit)
    return a_list(found[:limit], url, has_more=len(found) > limit)


def _place(found: list[Body], identifier: str, kind: str, param: str) -> int:
    for place, body in enumerate(found):
        if body["id"] == identifier:
            return place
    raise resource_missing(kind, identifier, param)


def _in_time(body: Body, params: Params) -> bool:
    asked = params.get("created")
    if not asked:
        return True
    if isinstance(asked, str):
        return bool(body["created"] == asks.whole(params, "created"))
    limits = asks.branch(params, "created")
    asks.only(limits, ("gt", "gte", "lt", "lte"), "created")
    gt, gte, lt, lte = (asks.whole(limits, name) for name in ("gt", "gte", "lt", "lte"))
    at = body["created"]
    return (
        (gt is None or at > gt)
        and (gte is None or at >= gte)
        and (lt is None or at < lt)
        and (lte is None or at <= lte)
    )


def as_of_now(book: Book, body: Body) -> Body:
    """What of an object depends on the hour: money that was pending may be available by now."""
    if body.get("object") == "balance_transaction" and body["available_on"] <= book.now():
        return {**body, "status": "available"}
    return body


def expand(book: Book, body: Body, paths: Sequence[str]) -> Body:
    """Put whole objects in the place of the ids that these paths name."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST + (steps[0] == "data"):
            raise invalid(f"You cannot expand more than {DEEPEST} levels of a property.", param="expand")
        _open_up(book, body, steps, path)
    return body


def _open_up(book: Book, body: Any, steps: list[str], path: str) -> None:
    name, rest = steps[0], steps[1:]
    if name == "data" and body.get("object") == "list":
        for item in body["data"]:
            _open_up(book, item, rest, path)
        return
    if name == "line_items" and body["object"] == "checkout.session":
        body[name] = line_items(body)
        return
    if name == "refunds" and body["object"] == "charge":
        body[name] = a_list(book.all("refund", charge=body["id"]), f"/v1/charges/{body['id']}/refunds")
        return
    if name not in EXPANDABLE or name not in body:
        raise invalid(f"This property cannot be expanded ({path}).", param="expand")
    value = body[name]
    if isinstance(value, str):
        found = (book.find(kind, value) for kind in EXPANDABLE[name])
        body[name] = value = as_of_now(book, next(whole for whole in found if whole is not None))
    if rest and isinstance(value, dict):
        _open_up(book, value, rest, path)


def line_items(session: Body) -> Body:
    """The lines of a session, as a list object."""
    return a_list(session["_lines"], f"/v1/checkout/sessions/{session['id']}/line_items")
