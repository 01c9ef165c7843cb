"""Reads of wishes and questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from catalog.queries.parts import on_sale, words_in
from orders.models import Question, Wish
from orders.queries.cart import token_hash
from people.models import District

WISHES_SHOWN = 60
QUESTIONS_SHOWN = 20


def owned(person_id: UUID | None, token: str | None) -> ColumnElement[bool]:
    """Wishes of this person, or of the browser with this token; of nobody when both are unknown."""
    if person_id is not None:
        return Wish.person_id == person_id
    return Wish.token_hash == token_hash(token or "")


def wished(session: Session, *, person_id: UUID | None, token: str | None) -> list[UUID]:
    """The listings somebody keeps in mind, the latest first."""
    asked = select(Wish.listing_id).where(owned(person_id, token)).order_by(Wish.at.desc(), Wish.id.desc())
    return list(session.scalars(asked.limit(WISHES_SHOWN)))


def listing_on_sale(session: Session, slug: str) -> UUID | None:
    """The id of a listing on sale by its address; None for any other."""
    asked = select(Listing.id).join(Artisan, Artisan.id == Listing.artisan_id)
    return session.scalar(asked.where(Listing.slug == slug, on_sale()))


class Asked(NamedTuple):
    """A question with the listing it is about."""

    question: Question
    slug: str
    title: str


def answered(session: Session, listing_id: UUID) -> Sequence[Question]:
    """What was asked about a listing and answered, as everybody may read it: the latest answer first."""
    asked = select(Question).where(
        Question.listing_id == listing_id, Question.answered_at.is_not(None), Question.hidden_at.is_(None)
    )
    return session.scalars(asked.order_by(Question.answered_at.desc()).limit(QUESTIONS_SHOWN)).all()


def own_questions(session: Session, listing_id: UUID, person_id: UUID) -> Sequence[Question]:
    """What this person asked about a listing and still waits for."""
    asked = select(Question).where(
        Question.listing_id == listing_id,
        Question.person_id == person_id,
        Question.answered_at.is_(None),
        Question.hidden_at.is_(None),
    )
    return session.scalars(asked.order_by(Question.asked_at).limit(QUESTIONS_SHOWN)).all()


def questions_for(session: Session, artisan_id: UUID, *, locale: str = "en") -> list[Asked]:
    """Questions to a workshop that nobody hid: those that wait first, the oldest of them on top; two reads."""
    asked = (
        select(Question, Listing.slug, words_in(locale).c.title)
        .join(Listing, Listing.id == Question.listing_id)
        .where(Listing.artisan_id == artisan_id, Question.hidden_at.is_(None))
    )
    waiting = session.execute(asked.where(Question.answered_at.is_(None)).order_by(Question.asked_at)).all()
    done = session.execute(
        asked.where(Question.answered_at.is_not(None))
        .order_by(Question.answered_at.desc())
        .limit(QUESTIONS_SHOWN)
    ).all()
    return [Asked(row[0], row[1], row[2] or "") for row in (*waiting, *done)]


def question_for(session: Session, artisan_id: UUID, question_id: int) -> Question | None:
    """A question to this workshop that nobody hid; another's is None."""
    asked = select(Question).join(Listing, Listing.id == Question.listing_id)
    return session.scalar(
        asked.where(
            Question.id == question_id, Listing.artisan_id == artisan_id, Question.hidden_at.is_(None)
        )
    )


def waiting_questions(session: Session, artisan_id: UUID) -> int:
    """How many questions wait for this workshop's answer."""
    asked = (
        select(func.count())
        .select_from(Question)
        .join(Listing, Listing.id == Question.listing_id)
        .where(Listing.artisan_id == artisan_id, Question.answered_at.is_(None), Question.hidden_at.is_(None))
    )
    return session.scalar(asked) or 0


def question_within(
    session: Session, question_id: int, *, nation: bool, states: frozenset[str], districts: frozenset[int]
) -> Question | None:
    """A question about a listing of these places, for whoever watches over them; any other is None."""
    asked = (
        select(Question)
        .join(Listing, Listing.id == Question.listing_id)
        .join(District, District.id == Listing.district_id)
        .where(Question.id == question_id)
    )
    if not nation:
        asked = asked.where(or_(District.state_code.in_(states), District.id.in_(districts)))
    return session.scalar(asked)


def watched_questions(
    session: Session, districts: Collection[int], *, before: int | None = None, locale: str = "en"
) -> tuple[list[Asked], int | None]:
    """Questions about listings of these districts, hidden ones too, newest first; and where the next page goes on."""
    asked = (
        select(Question, Listing.slug, words_in(locale).c.title)
        .join(Listing, Listing.id == Question.listing_id)
        .where(Listing.district_id.in_(sorted(districts)))
        .order_by(Question.id.desc())
        .limit(QUESTIONS_SHOWN + 1)
    )
    if before is not None:
        asked = asked.where(Question.id < before)
    found = [Asked(row[0], row[1], row[2] or "") for row in session.execute(asked)]
    page = found[:QUESTIONS_SHOWN]
    return page, page[-1].question.id if len(found) > QUESTIONS_SHOWN else None


def open_questions(session: Session, person_id: UUID) -> int:
    """How many questions of this person wait for an answer."""
    waiting = and_(
        Question.person_id == person_id, Question.answered_at.is_(None), Question.hidden_at.is_(None)
    )
    return session.scalar(select(func.count()).select_from(Question).where(waiting)) or 0
