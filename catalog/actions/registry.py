"""Lay the registry's lists into their tables: families, crafts, variants, GI goods, districts' products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from catalog.models.registry import Craft, CraftFamily, CraftVariant, DistrictProduct, GIGood
from catalog.rules.registry import (
    NOT_GOODS,
    Confidence,
    GICategory,
    GITagged,
    Proof,
    Returnability,
    Sector,
    SourceList,
    Standing,
    Thread,
    Unit,
    slug_of_word,
    standing,
    weight,
)
from kit.lists import ListFileWrong, Row, Tally, lay, parts, read_list, retire_unlisted, truth
from people.actions.places import state_codes
from people.models.places import District

DATA = Path(__file__).parents[1] / "data"


def load_families(session: Session, path: Path = DATA / "craft_families.csv", *, at: datetime) -> Tally:
    """Lay the craft families; natural key: the family's word. Raises ListFileWrong."""
    return _lay_all(session, CraftFamily, path, read_list(path, _family), ["id"], kept=["slug"], at=at)


def load_crafts(session: Session, path: Path = DATA / "crafts.csv", *, at: datetime) -> Tally:
    """Lay the crafts; natural key: the craft's word. Raises ListFileWrong."""
    families = set(session.scalars(select(CraftFamily.id)))
    rows = read_list(path, lambda line: _craft(line, families))
    return _lay_all(session, Craft, path, rows, ["id"], kept=["slug"], at=at)


def load_variants(session: Session, path: Path = DATA / "craft_variants.csv", *, at: datetime) -> Tally:
    """Lay the finer lines of crafts; natural key: the variant's word. Raises ListFileWrong."""
    crafts = set(session.scalars(select(Craft.id)))
    rows = read_list(path, lambda line: _variant(line, crafts))
    return _lay_all(session, CraftVariant, path, rows, ["id"], at=at)


def load_gi_goods(session: Session, path: Path = DATA / "gi_goods.csv", *, at: datetime) -> Tally:
    """Lay the list of geographical indications; natural key: its number and name. Raises ListFileWrong."""
    codes = state_codes(session)
    rows = read_list(path, lambda line: _gi_good(line, codes))
    return _lay_all(session, GIGood, path, rows, ["list_serial_no", "name"], at=at)


def load_products(session: Session, path: Path = DATA / "district_products.csv", *, at: datetime) -> Tally:
    """Lay the products of districts; natural key: district and name. Raises ListFileWrong.

    The list that names a product is no part of its key: a product that a second list takes up stays one row.
    What officers have decided (accepted, retired) stands: lists leave it alone.
    """
    shelf = _Shelf(session)
    rows = read_list(path, shelf.product)
    _give_positions(rows)
    decided = {
        (district_id, name)
        for district_id, name in session.execute(
            select(DistrictProduct.district_id, DistrictProduct.name).where(
                DistrictProduct.decided_at.is_not(None)
            )
        )
    }
    rows = [row for row in rows if (row["district_id"], row["name"]) not in decided]
    return _lay_all(
        session, DistrictProduct, path, rows, ["district_id", "name"], decided=frozenset(decided), at=at
    )


class _Shelf:
    """What a line of the products' list points at: districts, GI goods, crafts; found once for all lines."""

    def __init__(self, session: Session) -> None:
        self.codes = state_codes(session)
        self.by_code: dict[int, int] = {}
        self.by_name: dict[tuple[str, str], int] = {}
        found = session.execute(
            select(District.id, District.state_code, District.name, District.lgd_code).where(
                District.retired_at.is_(None)
            )
        )
        for district_id, state_code, name, lgd_code in found:
            self.by_name[state_code, name] = district_id
            if lgd_code is not None:
                self.by_code[lgd_code] = district_id
        self.crafts = set(session.scalars(select(Craft.id)))
        self.gi_goods: dict[tuple[str, str], int] = {}
        goods = session.execute(
            select(GIGood.id, GIGood.name, GIGood.state_codes)
            .where(GIGood.retired_at.is_(None))
            .order_by(GIGood.list_serial_no)
        )
        for good_id, name, states in goods:
            for (
                state_code
            ) in states:  # some goods stand in the list twice (the good, its logo): the first counts
                self.gi_goods.setdefault((state_code, name), good_id)

    def product(self, line: Mapping[str, str]) -> Row:
        """Read a line; raises ValueError when it points at something that is not there."""
        state_code = _known(line["state"], self.codes, "State")
        lists = [SourceList(name).value for name in parts(line["source_lists"])]
        return {
            "district_id": self.district(state_code, line),
            "name": line["product"],
            "sector": Sector(line["sector"]),
            "source_lists": lists,
            "source_note": line["source_note"],
            "district_name_in_source": line["district_name_in_source"] or None,
            "inherited": standing(lists) is Standing.INHERITED,
            "gi_tagged": GITagged(line["gi_tagged"]),
            "gi_good_id": self.gi_good(state_code, line["gi_name"]),
            "craft_id": _in(line["craft"], self.crafts, "craft"),
            "craft_confidence": Confidence(line["craft_confidence"]),
        }

    def district(self, state_code: str, line: Mapping[str, str]) -> int:
        """Return the line's district: by LGD code, else by State and name."""
        if line["lgd_code"] and int(line["lgd_code"]) in self.by_code:
            return self.by_code[int(line["lgd_code"])]
        if (state_code, line["district"]) not in self.by_name:
            raise ValueError(f"{line['state']} has no district called {line['district']!r}")
        return self.by_name[state_code, line["district"]]

    def gi_good(self, state_code: str, name: str) -> int | None:
        """Return the GI good of that name and State; None where the line names none."""
        if not name:
            return None
        if (state_code, name) not in self.gi_goods:
            raise ValueError(f"the register has no {name!r} of that State")
        return self.gi_goods[state_code, name]


def _give_positions(rows: list[Row]) -> None:
    """Order each district's products: the weightiest list first, then as they stand in the file."""
    seen: Counter[int] = Counter()
    for row in sorted(rows, key=lambda row: weight(row["source_lists"])):
        seen[row["district_id"]] += 1
        row["position"] = seen[row["district_id"]]


def _family(line: Mapping[str, str]) -> Row:
    if truth(line["is_goods"]) is (line["family"] == NOT_GOODS):
        raise ValueError(f"only the family {NOT_GOODS} is not of goods")
    return {
        "id": line["family"],
        "position": int(line["position"]),
        "slug": slug_of_word(line["family"]),
        "name_en": line["name_en"],
        "name_hi": line["name_hi"],
        "thread": Thread(line["thread"]),
        "is_goods": truth(line["is_goods"]),
    }


def _craft(line: Mapping[str, str], families: set[str]) -> Row:
    return {
        "id": line["craft"],
        "family_id": _in(line["family"], families, "craft family"),
        "slug": slug_of_word(line["craft"]),
        **_line(line),
        "proofs": [Proof(name).value for name in parts(line["proofs"])],
        "returnable": Returnability(line["returnable"]),
        "typical_days_to_make": int(line["typical_days_to_make"]),
        "is_goods": line["family"] != NOT_GOODS,
    }


def _variant(line: Mapping[str, str], crafts: set[str]) -> Row:
    return {"id": line["variant"], "craft_id": _in(line["craft"], crafts, "craft"), **_line(line)}


def _line(line: Mapping[str, str]) -> Row:
    """Read what a craft and a variant have in common: names, tariff line, unit, flags."""
    return {
        "name_en": line["name_en"],
        "name_hi": line["name_hi"],
        "hsn8": line["hsn8"],
        "hsn_confidence": Confidence(line["hsn_confidence"]),
        "handicraft": truth(line["handicraft"]),
        "prepacked": truth(line["prepacked"]),
        "unit": Unit(line["unit"]),
        "price_slab": truth(line["price_slab"]),
        "perishable": truth(line["perishable"]),
        "attributes": parts(line["attributes"]),
    }


def _gi_good(line: Mapping[str, str], codes: Mapping[str, str]) -> Row:
    return {
        "list_serial_no": int(line["list_serial_no"]),
        "name": line["name"],
        "category": GICategory(line["category"]),
        "state_codes": sorted(_known(state, codes, "State") for state in parts(line["states"])),
    }


def _known(name: str, table: Mapping[str, str], what: str) -> str:
    if name not in table:
        raise ValueError(f"no {what} is called {name!r}")
    return table[name]


def _in(name: str, names: set[str], what: str) -> str:
    if name not in names:
        raise ValueError(f"no {what} is called {name!r}")
    return name


def _lay_all(
    session: Session,
    model: type[CraftFamily | Craft | CraftVariant | GIGood | DistrictProduct],
    path: Path,
    rows: list[Row],
    key: list[str],
    *,
    kept: list[str] | None = None,
    decided: frozenset[tuple[Any, ...]] = frozenset(),
    at: datetime,
) -> Tally:
    table = model.__table__
    assert isinstance(table, Table)
    listed = [tuple(row[name] for name in key) for row in rows]
    if doubles := [values for values, times in Counter(listed).items() if times > 1]:
        raise ListFileWrong(f"{path}: {doubles[0]} stands there twice")
    laid = lay(session, table, rows, key=key, kept=kept or [])
    return laid + retire_unlisted(session, table, [*listed, *decided], key=key, at=at)
