"""Words of one meaning, and names that lead to a page: laid from lists, and made by officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from catalog.actions.registry import DATA
from catalog.errors import SynonymFaulty
from catalog.events import SynonymMade, SynonymRetired
from catalog.models import Craft, CraftFamily, DistrictProduct, SearchMiss, SearchName, Synonym
from catalog.rules.search import PHRASE_MAX, NameKind, SynonymSource, folded_words, miss_of, week_of
from catalog.rules.spelling import fold
from kit.events import record
from kit.lists import Row, Tally, read_list, truth
from people.models import District, State
from people.rules.places import DistrictStatus

SAID_MAX = 60
MISSES_MAX = 5000  # different ones in a week; more would be a machine asking


def load_synonyms(session: Session, path: Path = DATA / "synonyms.csv", *, at: datetime) -> Tally:
    """Lay the project's list of synonyms. Those that officers made or retired stay as they are.

    Natural key: the two folds. One that the list no longer has is taken away. Raises ListFileWrong.
    """
    rows = [{**row, "made_at": at} for row in read_list(path, _synonym)]
    adding = insert(Synonym).on_conflict_do_nothing(index_elements=["said_fold", "meant_fold"])
    before = session.scalar(select(func.count()).select_from(Synonym)) or 0
    session.execute(adding, rows)
    after = session.scalar(select(func.count()).select_from(Synonym)) or 0
    listed = {(row["said_fold"], row["meant_fold"]) for row in rows}
    of_list = select(Synonym.id, Synonym.said_fold, Synonym.meant_fold).where(
        Synonym.source == SynonymSource.LIST
    )
    gone = [row.id for row in session.execute(of_list) if (row.said_fold, row.meant_fold) not in listed]
    session.execute(delete(Synonym).where(Synonym.id.in_(gone)))
    return Tally(listed=len(rows), added=after - before, retired=len(gone))


def load_names(session: Session) -> Tally:
    """Fold the names of States, districts, families, crafts and products anew, so that a search knows them."""
    named = {(row["fold"], row["kind"], row["ref"]): row for row in _names(session) if row["fold"]}
    rows = list(named.values())
    session.execute(delete(SearchName))
    if rows:
        session.execute(insert(SearchName), rows)
    return Tally(listed=len(rows))


def make_synonym(
    session: Session,
    said: str,
    meant: str,
    *,
    language: str = "",
    both_ways: bool = False,
    by: UUID,
    at: datetime,
) -> Synonym:
    """Say that one word means another, from now on; said again it is alive again. Raises SynonymFaulty."""
    row = _fields(said[:SAID_MAX], meant[:SAID_MAX], language, both_ways=both_ways)
    fault = synonym_fault(row["said_fold"], row["meant_fold"])
    if fault:
        raise SynonymFaulty(fault=fault)
    same = (Synonym.said_fold == row["said_fold"]) & (Synonym.meant_fold == row["meant_fold"])
    synonym = session.scalar(select(Synonym).where(same).with_for_update())
    if synonym is None:
        synonym = Synonym(**row | {"source": SynonymSource.OFFICER}, made_by=by, made_at=at)
        session.add(synonym)
    elif synonym.retired_at is None:
        return synonym
    synonym.retired_at = None
    session.flush()
    record(session, SynonymMade(synonym.id), by=by, at=at)
    return synonym


def retire_synonym(session: Session, synonym: Synonym, *, by: UUID, at: datetime) -> None:
    """Two words mean one no longer; a second press is quiet."""
    if synonym.retired_at is None:
        synonym.retired_at = at
        record(session, SynonymRetired(synonym.id), by=by, at=at)


def synonym_fault(said_fold: str, meant_fold: str) -> str:
    """What is wrong with a synonym: `empty`, `long` or `same`; nothing if it is sound."""
    if not said_fold or not meant_fold:
        return "empty"
    if max(len(said_fold.split()), len(meant_fold.split())) > PHRASE_MAX:
        return "long"
    return "same" if said_fold == meant_fold else ""


def note_miss(session: Session, words: Sequence[str], *, day: date) -> None:
    """Write down that these words were not found, with nothing of who searched; what may be private is not kept."""
    if not (text := miss_of(words)):
        return
    week = week_of(day)
    known = select(SearchMiss.fold).where(SearchMiss.week == week, SearchMiss.fold == text).exists()
    many = select(func.count()).where(SearchMiss.week == week).scalar_subquery() >= MISSES_MAX
    if session.scalar(select(many & ~known)):
        return
    adding = insert(SearchMiss).values(week=week, fold=text, asked=1)
    session.execute(
        adding.on_conflict_do_update(index_elements=["week", "fold"], set_={"asked": SearchMiss.asked + 1})
    )


def _synonym(line: Mapping[str, str]) -> Row:
    row = _fields(line["said"], line["meant"], line["language"], both_ways=truth(line["both_ways"]))
    if fault := synonym_fault(row["said_fold"], row["meant_fold"]):
        raise ValueError(f"{line['said']} = {line['meant']} is no synonym: {fault}")
    return row | {"source": SynonymSource.LIST}


def _fields(said: str, meant: str, language: str, *, both_ways: bool) -> Row:
    return {
        "said": said.strip(),
        "said_fold": " ".join(folded_words(said)),
        "meant": meant.strip(),
        "meant_fold": " ".join(folded_words(meant)),
        "language": language,
        "both_ways": both_ways,
    }


def _names(session: Session) -> Iterator[Row]:
    alive = State.retired_at.is_(None)
    for state in session.execute(select(State.slug, State.name, State.name_hi).where(alive)):
        for name in (state.name, state.name_hi):
            yield _name(NameKind.STATE, state.slug, name, state.name)
    districts = (
        select(District.slug, District.name, District.aliases, State.name.label("state"))
        .join(State)
        .where(District.retired_at.is_(None), District.status != DistrictStatus.ABOLISHED)
    )
    for district in session.execute(districts):
        for name in (district.name, *district.aliases):
            yield _name(NameKind.DISTRICT, district.slug, name, district.name, district.state)
    for kind, model in ((NameKind.FAMILY, CraftFamily), (NameKind.CRAFT, Craft)):
        told = select(model.slug, model.name_en, model.name_hi).where(
            model.retired_at.is_(None), model.is_goods
        )
        for craft in session.execute(told):
            for name in (craft.name_en, craft.name_hi):
                yield _name(kind, craft.slug, name, craft.name_en)
    products = (
        select(DistrictProduct.name, District.name.label("district"))
        .join(District, District.id == DistrictProduct.district_id)
        .join(Craft, Craft.id == DistrictProduct.craft_id)
        .where(DistrictProduct.retired_at.is_(None), Craft.is_goods)
    )
    for product in session.execute(products):
        yield _name(NameKind.PRODUCT, product.name, product.name, product.name, product.district)


def _name(kind: NameKind, ref: str, said: str, shown: str, within: str = "") -> Row:
    return {"kind": kind, "ref": ref, "fold": fold(said), "name": shown, "within": within}
