"""The maker's first screen: five doors, each with what waits behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, url_for

from catalog.queries import own_artisan, own_counts, own_variants
from catalog.queries.claims import claims_to_answer
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from kit.clock import business_day
from ledger.queries import balances
from orders.queries.complaints import complaints_to_answer
from orders.queries.orders import waiting_parcels
from orders.queries.wishes import waiting_questions
from orders.rules.postings import held, payable
from people.models import Assistance, Person
from people.queries import help_given_to
from people.rules import Permission
from stock.queries import workshop_levels
from storefront.access import requires
from storefront.workshop.own import door_to, keeper

LOW = 1  # the last piece


@requires(Permission.WORKSHOP_OPEN)
def home() -> Any:
    artisan = own_artisan(g.session, keeper().id)
    if artisan is None:
        return redirect(url_for("workshop.register"), 303)
    waiting, due_at = waiting_parcels(g.session, artisan.id)
    money = balances(g.session, [payable(artisan.id), held(artisan.id)])
    pieces, low = pieces_ready(artisan.id)
    counts = own_counts(g.session, artisan.id)
    today, away = business_day(g.now), artisan.away
    return render_template(
        "workshop/home.html",
        artisan=artisan,
        keeper=keeper(),
        helpers=helpers_now(artisan.person_id),
        may_open=may_open,
        away=away if away is not None and away.last >= today else None,
        away_now=away is not None and away.holds(today),
        returned=counts.get(ListingStatus.RETURNED, 0) + (artisan.status is ArtisanStatus.RETURNED),
        approved=counts.get(ListingStatus.APPROVED, 0),
        listings=sum(counts.values()),
        waiting=waiting,
        questions=waiting_questions(g.session, artisan.id),
        complaints=complaints_to_answer(g.session, artisan.id),
        due_at=due_at,
        pieces=pieces,
        low=low,
        payable=-money[payable(artisan.id)],  # what we owe stands in credit
        held=-money[held(artisan.id)],
        to_answer=claims_to_answer(g.session, artisan.id),
        orders_href=door_to("workshop.orders") if may_open("orders") else "",
        money_href=door_to("workshop.money") if may_open("money") else "",
        consignments_href=door_to("workshop.consignments") if may_open("consignments") else "",
    )


def may_open(page: str) -> bool:
    """Whether a door of the workshop is shown: all to the maker, to a helper those that were agreed to."""
    return g.acting is None or g.acting.covers(f"workshop.{page}")


def helpers_now(person_id: UUID) -> list[tuple[Assistance, Person]]:
    """Who may act for the maker at this moment."""
    return [
        (leave, g.session.get_one(Person, leave.helper_id))
        for leave in help_given_to(g.session, person_id)
        if leave.lives(g.now)
    ]


def pieces_ready(artisan_id: UUID) -> tuple[int, int]:
    """How many pieces the workshop holds that nobody was promised, and how many kinds are down to the last."""
    ids = [variant_id for variant_id, *_ in own_variants(g.session, artisan_id)]
    levels = workshop_levels(g.session, ids)
    free = [level.free for level in levels.values()]
    return sum(free), sum(1 for each in free if each <= LOW)
