"""What somebody means who searches: each word matched to the words of the goods, however it is spelt.

A search is read in three statements: synonyms and names; words that are the same, alike or begin so; and, only for
words that nothing was found for, words that are a slip away. What comes out is `Asked`: a list of groups, one for
each word or phrase, every one with its alternatives; a listing fits when it has one alternative of each group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, cast, false, func, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from catalog.models import Listing
from catalog.rules.ranking import Field, Match, value
from catalog.rules.search import NameKind, asked_words, forms, phrases, splits
from catalog.rules.spelling import skeleton
from people.queries.places import PinPlace, place_of_pin
from people.rules.places import clean_pin

BEGINNING_MIN = 3  # letters of a word's beginning that are enough to go by
BEGINNINGS_MAX = 12
ALIKE_MIN = 70.0  # how like two words of one skeleton must be, in percent
ALIKE_SPREAD = 12.0  # and how much less than the likest one
SLIP_MIN = 72.0
GUESS_MIN = 50.0
SLIP_LETTERS_MIN = 4
SLIPS_MAX = 6
TRIGRAM_MIN = 0.25
BONES_MIN = 3

MEANINGS_AND_NAMES = text(
    """
    SELECT 'synonym', said_fold, meant_fold, '', '' FROM synonyms
    WHERE retired_at IS NULL AND said_fold = ANY(:runs)
    UNION ALL SELECT 'synonym', meant_fold, said_fold, '', '' FROM synonyms
    WHERE retired_at IS NULL AND both_ways AND meant_fold = ANY(:runs)
    UNION ALL SELECT kind, fold, ref, name, within FROM search_names
    WHERE kind <> 'product' AND fold = ANY(:runs)
    """
)
_COLUMNS = "id, fold, skeleton, word, listings"
KNOWN = text(
    f"""
    SELECT {_COLUMNS} FROM search_words WHERE fold = ANY(:folds) AND listings > 0
    UNION SELECT {_COLUMNS} FROM search_words WHERE skeleton = ANY(:bones) AND listings > 0
    UNION SELECT begun.* FROM unnest(CAST(:begun AS text[])) AS typed, LATERAL (
        SELECT {_COLUMNS} FROM search_words WHERE fold >= typed AND fold < typed || '~' AND listings > 0
        ORDER BY listings DESC, fold LIMIT :most) AS begun
    """  # noqa: S608 - the columns are ours
)
NEAR = text(
    f"""
    SELECT said, near.* FROM unnest(CAST(:words AS text[])) AS said, LATERAL (
        SELECT {_COLUMNS} FROM search_words WHERE fold % said AND listings > 0
        ORDER BY similarity(fold, said) DESC, listings DESC LIMIT 40) AS near
    """  # noqa: S608 - the columns are ours
)


class Known(NamedTuple):
    """A word of the goods."""

    id: int
    fold: str
    skeleton: str
    word: str
    listings: int


@dataclass(frozen=True)
class Alternative:
    """One way to have a word: a word id of each set, all met in the same way."""

    match: Match
    sets: tuple[frozenset[int], ...]

    def query(self, fields: str = "", *, story: bool = False) -> str:
        """This alternative as a tsquery; `fields` are the letters its words must stand in, any if none are named."""
        mark = f":{fields}" if fields else ""
        told = (
            "|".join(f"'{number}'{mark}" + (f"|'s{number}'" if story else "") for number in sorted(numbers))
            for numbers in self.sets
        )
        return "(" + "&".join(f"({each})" for each in told) + ")"


@dataclass
class Group:
    """One word or phrase of the search, with everything that would do for it; nothing does for a word unknown."""

    said: str
    alternatives: list[Alternative] = field(default_factory=list)
    listings: int = 0

    def query(self, *, story: bool = False) -> str:
        """Any of the alternatives, as a tsquery."""
        return "(" + "|".join(each.query(story=story) for each in self.alternatives) + ")"

    def meetings(self) -> list[tuple[Match, Field]]:
        """Every way and place in which a listing may meet this word, what is worth most first."""
        ways = {(each.match, place) for each in self.alternatives for place in Field}
        return sorted(ways, key=lambda way: -value(way[1], way[0]))

    def meeting_query(self, match: Match, place: Field) -> str:
        """The tsquery that is true where this word is met in this way, in this place or a better one."""
        letters = "".join(each.value for each in Field if each <= place)
        story = place is Field.STORY
        ways = [each for each in self.alternatives if each.match is match]
        return "|".join(each.query("" if story else letters, story=story) for each in ways)


@dataclass(frozen=True)
class Place:
    """A place or craft that a search names, with its page."""

    kind: NameKind
    ref: str
    name: str
    within: str


@dataclass
class Asked:
    """A search as it was understood."""

    text: str
    groups: list[Group]
    names: list[Place] = field(default_factory=list)
    pin: PinPlace | None = None
    meant: str = ""  # the search as it was read, where a word had to be mended
    guess: str = ""  # what may have been meant, where nothing is near enough to be taken for it

    @property
    def unknown(self) -> list[str]:
        """The words that no good has."""
        return [group.said for group in self.groups if not group.alternatives]


def understand(session: Session, asked: str) -> Asked:
    """Read a search. Two or three statements; none for a text without words."""
    pins = [digits for part in asked.split() if (digits := clean_pin(part))]
    place = place_of_pin(pins[0]) if pins else None
    words = [word for word in asked_words(asked) if not (place and word in (place.pin, "pin", "pinkode"))]
    if not words:
        return Asked(asked, [], pin=place)
    reader = _Reader(session, words)
    groups = reader.groups()
    return Asked(
        asked,
        groups,
        names=reader.names,
        pin=place,
        meant=reader.said_with(groups, reader.mended),
        guess=reader.said_with(groups, reader.guessed),
    )


def fits(asked: Asked) -> ColumnElement[bool]:
    """Whether the listing at hand has every word of the search, anywhere; no listing has a word that is unknown."""
    if not asked.groups or asked.unknown:
        return false()
    query = "&".join(group.query(story=True) for group in asked.groups)
    return Listing.words.op("@@")(cast(query, TSQUERY))


class _Reader:
    """The words of one search beside what the goods know of them."""

    def __init__(self, session: Session, words: Sequence[str]) -> None:
        self.session, self.words = session, words
        self.runs = phrases(words)
        self.mended: dict[str, str] = {}
        self.guessed: dict[str, str] = {}
        self.meanings, self.names = self._meanings_and_names()
        self.known = {known.fold: known for known in self._known()}
        self.by_bones: dict[str, list[Known]] = {}
        for known in self.known.values():
            self.by_bones.setdefault(known.skeleton, []).append(known)

    def groups(self) -> list[Group]:
        """A group for each phrase that is a synonym as a whole, or written as one word; else for each word."""
        groups: list[Group] = []
        at = 0
        while at < len(self.words):
            first, past, run = next(
                each
                for each in self.runs
                if each[0] == at and (each[1] == at + 1 or self._is_one(each[0], each[1], each[2]))
            )
            groups.append(self._phrase(first, past, run) if past > first + 1 else self._word(run))
            at = past
        lost = [group for group in groups if not group.alternatives]
        if lost:
            self._mend(lost)
        return groups

    def said_with(self, groups: Sequence[Group], others: dict[str, str]) -> str:
        """The search with other words in the places of some; empty when there are none."""
        if not others:
            return ""
        return " ".join(others.get(group.said, self._shown(group.said)) for group in groups)

    def _shown(self, fold: str) -> str:
        return self.known[fold].word if fold in self.known else fold

    def _is_one(self, first: int, past: int, run: str) -> bool:
        return run in self.meanings or "".join(self.words[first:past]) in self.known

    def _phrase(self, first: int, past: int, run: str) -> Group:
        group = Group(run)
        together = self.known.get("".join(self.words[first:past]))
        if together is not None:
            self._add(group, Match.SAME, [[together]])
        parts = [self._same(word) for word in self.words[first:past]]
        if all(parts):
            self._add(group, Match.SAME, parts)
        self._add_meanings(group, run)
        return group

    def _word(self, word: str) -> Group:
        group = Group(word)
        same = self._same(word)
        if same:
            self._add(group, Match.SAME, [same])
        self._add_meanings(group, word)
        alike = self._alike(word, but=same)
        if alike:
            self._add(group, Match.ALIKE, [alike])
        if not same and len(word) >= BEGINNING_MIN:
            begun = sorted(
                (known for known in self.known.values() if known.fold.startswith(word)),
                key=lambda known: -known.listings,
            )
            if begun:
                self._add(group, Match.BEGINNING, [begun[:BEGINNINGS_MAX]])
        if not group.alternatives:
            for pair in splits(word):
                if all(part in self.known for part in pair):
                    self._add(group, Match.SAME, [[self.known[part]] for part in pair])
        return group

    def _same(self, word: str) -> list[Known]:
        return [self.known[form] for form in forms(word) if form in self.known]

    def _alike(self, word: str, *, but: Iterable[Known]) -> list[Known]:
        bones = skeleton(word)
        if len(bones) < BONES_MIN:
            return []
        ids = {known.id for known in but}
        rated = [(fuzz.ratio(known.fold, word), known) for known in self.by_bones.get(bones, [])]
        least = max([ALIKE_MIN, *(rate - ALIKE_SPREAD for rate, _ in rated)])
        return [known for rate, known in rated if rate >= least and known.id not in ids]

    def _add_meanings(self, group: Group, said: str) -> None:
        for meant in self.meanings.get(said, []):
            parts = [self._same(word) or self._alike(word, but=()) for word in meant.split()]
            if all(parts):
                self._add(group, Match.SYNONYM, parts)

    def _add(self, group: Group, match: Match, parts: Sequence[Sequence[Known]]) -> None:
        sets = tuple(frozenset(known.id for known in part) for part in parts)
        group.alternatives.append(Alternative(match, sets))
        group.listings += min(sum(known.listings for known in part) for part in parts)

    def _mend(self, lost: Sequence[Group]) -> None:
        """Find words a slip away for what nothing was found for."""
        wanted = [group for group in lost if len(group.said) >= SLIP_LETTERS_MIN and not group.said.isdigit()]
        if not wanted:
            return
        near = self._near([group.said for group in wanted])
        for group in wanted:
            rated = sorted(
                ((likeness(group.said, known), known) for known in near.get(group.said, [])),
                key=lambda each: (-each[0], -each[1].listings),
            )
            good = [(rate, known) for rate, known in rated if rate >= SLIP_MIN]
            if not good:
                if rated and rated[0][0] >= GUESS_MIN:
                    self.guessed[group.said] = rated[0][1].word
                continue
            kept = [known for rate, known in good if rate >= good[0][0] - 5][:SLIPS_MAX]
            self._add(group, Match.SLIP, [kept])
            self.mended[group.said] = kept[0].word

    def _meanings_and_names(self) -> tuple[dict[str, list[str]], list[Place]]:
        runs = {run for _, _, run in self.runs} | {form for word in self.words for form in forms(word)}
        meanings: dict[str, list[str]] = {}
        names: list[Place] = []
        for kind, fold, other, name, within in self.session.execute(MEANINGS_AND_NAMES, {"runs": list(runs)}):
            if kind == "synonym":
                meanings.setdefault(fold, []).append(other)
            else:
                names.append(Place(NameKind(kind), other, name, within))
        for word in self.words:  # a synonym of one is a synonym of many
            for form in forms(word)[1:]:
                meanings.setdefault(word, []).extend(meanings.get(form, []))
        return {said: list(dict.fromkeys(meant)) for said, meant in meanings.items() if meant}, names

    def _known(self) -> list[Known]:
        meant = [word for meanings in self.meanings.values() for each in meanings for word in each.split()]
        together = ["".join(self.words[first:past]) for first, past, _ in self.runs]
        folds = {form for word in (*self.words, *meant, *together) for form in forms(word)}
        folds |= {part for word in self.words for pair in splits(word) for part in pair}
        bones = {skeleton(word) for word in (*self.words, *meant)}
        rows = self.session.execute(
            KNOWN,
            {
                "folds": list(folds),
                "bones": [each for each in bones if len(each) >= BONES_MIN],
                "begun": [word for word in self.words if len(word) >= BEGINNING_MIN],
                "most": BEGINNINGS_MAX,
            },
        )
        return [Known._make(row) for row in rows]

    def _near(self, words: list[str]) -> dict[str, list[Known]]:
        self.session.execute(select(func.set_config("pg_trgm.similarity_threshold", str(TRIGRAM_MIN), True)))
        found: dict[str, list[Known]] = {}
        for said, *row in self.session.execute(NEAR, {"words": words}):
            found.setdefault(said, []).append(Known._make(row))
        return found


def likeness(said: str, known: Known) -> float:
    """How like a word typed is to one of the goods', in percent: by letters, and more if the consonants agree."""
    letters = fuzz.ratio(said, known.fold)
    bones = fuzz.ratio(skeleton(said), known.skeleton)
    if said[0] != known.fold[0]:
        letters -= 8
    return 0.75 * letters + 0.25 * bones
