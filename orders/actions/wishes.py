"""Keeping a piece in mind, and asking its maker."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from kit.events import record
from orders.errors import ContactInWords, OwnListing, QuestionsTooMany, ReasonMissing
from orders.events import QuestionAnswered, QuestionAsked, QuestionHidden
from orders.models import Question, Wish
from orders.queries.cart import token_hash
from orders.queries.wishes import open_questions, owned
from orders.rules.asking import OPEN_QUESTIONS_MAX, REASON_MAX, contact_in

WISHES_MAX = 60


def keep_in_mind(
    session: Session, listing_id: UUID, *, person_id: UUID | None, token: str | None, at: datetime
) -> None:
    """Put a listing on somebody's wishlist: a person's, else the browser's with this token. Twice is once.

    Past 60 the oldest wish gives way.
    """
    kept = token_hash(token) if person_id is None and token else None
    session.execute(
        upsert(Wish)
        .values(person_id=person_id, token_hash=kept, listing_id=listing_id, at=at)
        .on_conflict_do_nothing()
    )
    _trim(session, person_id, token)


def let_go(session: Session, listing_id: UUID, *, person_id: UUID | None, token: str | None) -> None:
    """Take a listing off the wishlist. Twice is once."""
    session.execute(delete(Wish).where(owned(person_id, token), Wish.listing_id == listing_id))


def take_over_wishes(session: Session, token: str, *, person_id: UUID) -> None:
    """What a browser kept in mind becomes the person's who signed in there. Twice is once."""
    kept = select(Wish.listing_id, Wish.at).where(Wish.token_hash == token_hash(token))
    rows = [
        {"person_id": person_id, "token_hash": None, "listing_id": row.listing_id, "at": row.at}
        for row in session.execute(kept)
    ]
    if rows:
        session.execute(upsert(Wish).values(rows).on_conflict_do_nothing())
        session.execute(delete(Wish).where(Wish.token_hash == token_hash(token)))
        _trim(session, person_id, None)


def _trim(session: Session, person_id: UUID | None, token: str | None) -> None:
    number = session.scalar(select(func.count()).select_from(Wish).where(owned(person_id, token))) or 0
    if number > WISHES_MAX:
        oldest = select(Wish.id).where(owned(person_id, token)).order_by(Wish.at, Wish.id)
        session.execute(delete(Wish).where(Wish.id.in_(oldest.limit(number - WISHES_MAX))))


def ask_maker(
    session: Session, listing_id: UUID, words: str, *, language: str, by: UUID, at: datetime
) -> Question:
    """Ask a maker about a listing; the same words again find the first question.

    Raises ContactInWords, QuestionsTooMany (ten of one person may wait), OwnListing.
    """
    maker = session.execute(
        select(Artisan.id, Artisan.person_id)
        .join(Listing, Listing.artisan_id == Artisan.id)
        .where(Listing.id == listing_id)
    ).one()
    if maker.person_id == by:
        raise OwnListing
    if kind := contact_in(words):
        raise ContactInWords(kind=kind)
    same = select(Question).where(
        Question.listing_id == listing_id, Question.person_id == by, Question.words == words
    )
    if (found := session.scalars(same).first()) is not None:
        return found
    if open_questions(session, by) >= OPEN_QUESTIONS_MAX:
        raise QuestionsTooMany(most=OPEN_QUESTIONS_MAX)
    question = Question(
        listing_id=listing_id, person_id=by, words=words, language=language, asked_at=at, answer=""
    )
    session.add(question)
    session.flush()
    record(session, QuestionAsked(question.id, listing_id, maker.id), by=by, at=at)
    return question


def answer_question(session: Session, question: Question, words: str, *, by: UUID, at: datetime) -> None:
    """Answer a question, or put an answer right; it stands on the listing's page from now on.

    The asker is told of the first answer only. Raises ContactInWords.
    """
    if kind := contact_in(words):
        raise ContactInWords(kind=kind)
    first = question.answered_at is None
    question.answer, question.answered_at = words, at
    session.flush()
    if first:
        record(session, QuestionAnswered(question.id, question.listing_id), by=by, at=at)


def hide_question(session: Session, question: Question, reason: str, *, by: UUID, at: datetime) -> None:
    """Take a question and its answer off the page; who did it and why are kept. Twice is once.

    Raises ReasonMissing.
    """
    if question.hidden_at is None:
        if not (why := reason.strip()[:REASON_MAX]):
            raise ReasonMissing
        question.hidden_at, question.hidden_by, question.hidden_why = at, by, why
        session.flush()
        record(session, QuestionHidden(question.id, question.listing_id), by=by, at=at)
