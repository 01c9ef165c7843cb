"""What was searched for and not found, week by week, and the synonyms that officers have made of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from catalog.models import SearchMiss, Synonym
from catalog.queries.words import TRIGRAM_MIN
from catalog.rules.search import SynonymSource

SHOWN_MAX = 60
NEAR_MAX = 3
MADE_MAX = 100
WEEKS_MAX = 12
NEAR_MISSES = text(
    """
    SELECT said, near.word FROM unnest(CAST(:said AS text[])) AS said, LATERAL (
        SELECT word FROM search_words WHERE fold % said AND fold <> said AND listings > 0
        ORDER BY similarity(fold, said) DESC, listings DESC, fold LIMIT :most) AS near
    """
)


class Miss(NamedTuple):
    """A search that found nothing: its folded words, how often it was asked, words of the goods that are near."""

    fold: str
    asked: int
    near: list[str]


def misses(session: Session, week: date) -> list[Miss]:
    """What was not found in the week of this Monday, the most asked first, without what is a synonym by now."""
    settled = select(Synonym.id).where(Synonym.said_fold == SearchMiss.fold, Synonym.retired_at.is_(None))
    lost = session.execute(
        select(SearchMiss.fold, SearchMiss.asked)
        .where(SearchMiss.week == week, ~settled.exists())
        .order_by(SearchMiss.asked.desc(), SearchMiss.fold)
        .limit(SHOWN_MAX)
    ).all()
    session.execute(select(func.set_config("pg_trgm.similarity_threshold", str(TRIGRAM_MIN), True)))
    near: dict[str, list[str]] = {}
    for said, word in session.execute(NEAR_MISSES, {"said": [row.fold for row in lost], "most": NEAR_MAX}):
        near.setdefault(said, []).append(word)
    return [Miss(row.fold, row.asked, near.get(row.fold, [])) for row in lost]


def weeks(session: Session) -> list[date]:
    """The weeks of which there is something to see, the newest first."""
    asked = select(SearchMiss.week).distinct().order_by(SearchMiss.week.desc()).limit(WEEKS_MAX)
    return list(session.scalars(asked))


def made_by_officers(session: Session) -> list[Synonym]:
    """The synonyms that officers have made, the newest first."""
    return list(
        session.scalars(
            select(Synonym)
            .where(Synonym.source == SynonymSource.OFFICER, Synonym.retired_at.is_(None))
            .order_by(Synonym.made_at.desc(), Synonym.id.desc())
            .limit(MADE_MAX)
        )
    )
