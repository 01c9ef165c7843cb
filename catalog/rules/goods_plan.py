"""What each row of a file of goods would do to the goods a maker has: a new piece, another size, a change, nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from catalog.rules.goods_file import (
    AT_ONCE,
    FIGURES,
    YES,
    Column,
    Fault,
    GoodsLine,
    RowStep,
    code_key,
    folded,
    is_example,
    read_line,
)
from catalog.rules.listing import LISTINGS_MAX, VARIANTS_MAX, ListingStatus
from kit.typed import disarmed, plain_digits, rupees

GUESSES_MAX = 100  # a look at all names takes a hundredth of a second
MAY_CHANGE_ALL = frozenset({ListingStatus.DRAFT, ListingStatus.RETURNED})


class CraftRef(NamedTuple):
    """What a name in the column of crafts means: the craft, and the registry product it cites."""

    craft_id: str
    product_id: int | None


class OwnForm(NamedTuple):
    """One form of a piece the maker has, with the cells that an export writes for it."""

    variant_id: int
    listing_id: UUID
    status: ListingStatus
    sizes: int  # how many forms its piece has
    cells: Mapping[Column, str]
    craft: CraftRef
    promised: int = 0


@dataclass
class Book:
    """All that rows are held against; it learns the codes of the file as its rows are judged."""

    forms: Mapping[int, OwnForm] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)  # code → number of the form
    crafts: Mapping[str, CraftRef] = field(default_factory=dict)  # folded name → what it means
    names: Mapping[str, str] = field(default_factory=dict)  # folded name of a craft → as it is written
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # craft → folded name → finer line
    listings: int = 0  # pieces the maker has
    seen: dict[str, tuple[int, RowStep]] = field(default_factory=dict)  # code → its row of this file
    touched: dict[int, int] = field(default_factory=dict)  # number → its row of this file
    added: dict[str, int] = field(default_factory=dict)  # code of a piece → sizes this file gives it
    meant: dict[str, str] = field(default_factory=dict)  # unknown craft → the one likely meant


class Judged(NamedTuple):
    """What a row would do, and what is to be told of it. `target` is the form it changes."""

    step: RowStep
    line: GoodsLine
    faults: list[Fault]
    notes: list[Fault]
    target: int | None = None


def judge(book: Book, row: int, cells: Mapping[Column, str]) -> Judged | None:
    """What row number `row` would do; None for the template's example and for an empty row."""
    if is_example(cells) or not any(text.strip() for text in cells.values()):
        return None
    line, faults, notes = read_line(cells)
    form, key = _found(book, line, faults), code_key(line.code)
    if form is None and not faults:
        faults += _new_faults(book, line)
    if key and key in book.seen:
        faults.append(Fault(Column.CODE, "twice", str(book.seen[key][0])))
    elif form is not None and form.variant_id in book.touched:
        faults.append(Fault(Column.NUMBER, "twice", str(book.touched[form.variant_id])))
    step = RowStep.NEW if not line.size_of else RowStep.SIZE
    if form is not None:
        step = _change(book, form, cells, line, faults, notes)
        book.touched[form.variant_id] = row
    if faults:
        step = RowStep.WRONG
    if key:
        book.seen.setdefault(key, (row, step))
    if step is RowStep.NEW:
        book.listings += 1
    if step is RowStep.SIZE:
        of = code_key(line.size_of)
        book.added[of] = book.added.get(of, 0) + 1
    return Judged(step, line, faults, notes, form.variant_id if form else None)


def _found(book: Book, line: GoodsLine, faults: list[Fault]) -> OwnForm | None:
    """The form the row means: by number, else by code. A number or code that is not the maker's is a fault."""
    by_code = book.codes.get(code_key(line.code))
    if line.number is not None:
        if line.number not in book.forms:
            faults.append(Fault(Column.NUMBER, "unknown", str(line.number)))
        elif by_code is not None and by_code != line.number:
            faults.append(Fault(Column.CODE, "other", line.code))
        return book.forms.get(line.number)
    return book.forms.get(by_code) if by_code is not None else None


def _new_faults(book: Book, line: GoodsLine) -> list[Fault]:
    if line.size_of:
        return _size_faults(book, line)
    faults = []
    if not line.titles:
        faults.append(Fault(Column.TITLE_HI, "missing"))
    if not line.craft:
        faults.append(Fault(Column.CRAFT, "missing"))
    else:
        faults += _craft_faults(book, line, book.crafts.get(folded(line.craft)))
    if book.listings >= LISTINGS_MAX:
        faults.append(Fault(Column.CRAFT, "full", str(LISTINGS_MAX)))
    return faults


def _craft_faults(book: Book, line: GoodsLine, craft: CraftRef | None) -> list[Fault]:
    if craft is None:
        near = _meant(book, line.craft)
        return [Fault(Column.CRAFT, "meant" if near else "unknown", near or line.craft)]
    if line.kind and folded(line.kind) not in book.kinds.get(craft.craft_id, {}):
        return [Fault(Column.KIND, "unknown", line.kind)]
    return []


def _meant(book: Book, craft: str) -> str:
    """The craft that was likely meant; looked for once for each name, and for no more names than a slip explains."""
    if craft not in book.meant and len(book.meant) < GUESSES_MAX:
        book.meant[craft] = book.names.get(nearest(craft, book.crafts), "")
    return book.meant.get(craft, "")


def _size_faults(book: Book, line: GoodsLine) -> list[Fault]:
    """Another size of a piece: of one the maker has, or of a new one further up in this file."""
    faults = [] if line.size else [Fault(Column.SIZE, "missing")]
    if line.price is None:
        faults.append(Fault(Column.PRICE, "missing"))
    of = code_key(line.size_of)
    before, own = book.seen.get(of), book.forms.get(book.codes.get(of, 0))
    sizes = (own.sizes if own else 1) + book.added.get(of, 0)
    if own is None and (before is None or before[1] is not RowStep.NEW):
        faults.append(Fault(Column.SIZE_OF, "unknown", line.size_of))
    elif own is not None and own.status not in MAY_CHANGE_ALL:
        faults.append(Fault(Column.SIZE_OF, "on_sale", line.size_of))
    elif sizes >= VARIANTS_MAX:
        faults.append(Fault(Column.SIZE_OF, "full", str(VARIANTS_MAX)))
    return faults


def _change(
    book: Book,
    form: OwnForm,
    cells: Mapping[Column, str],
    line: GoodsLine,
    faults: list[Fault],
    notes: list[Fault],
) -> RowStep:
    """What a row changes of a form that is there. Once an officer looked, only price, stock and code do."""
    if line.size_of:
        faults.append(Fault(Column.SIZE_OF, "known", line.size_of))
    changed = {
        column
        for column, text in cells.items()
        if text.strip() and not alike(column, text, form.cells.get(column, ""))
    }
    craft = book.crafts.get(folded(line.craft)) if line.craft else form.craft
    if craft == form.craft:
        changed.discard(Column.CRAFT)
    if form.status in MAY_CHANGE_ALL and changed & {Column.CRAFT, Column.KIND}:
        faults += _craft_faults(book, line, craft)
    if line.stock is not None and line.stock < form.promised:
        faults.append(Fault(Column.STOCK, "promised", str(form.promised)))
    if form.status is ListingStatus.IN_REVIEW and Column.PRICE in changed:
        faults.append(Fault(Column.PRICE, "in_review"))
    if form.status not in MAY_CHANGE_ALL:
        kept = sorted(changed - AT_ONCE)
        notes += [Fault(column, "stays") for column in kept[:1]]
        changed &= AT_ONCE
    return RowStep.CHANGE if changed - {Column.NUMBER} else RowStep.SAME


def alike(column: Column, text: str, standing: str) -> bool:
    """Whether a cell says what stands already: `2,350.00` is `2350`, `हाँ` is `yes`."""
    if column in (Column.PRICE, Column.MRP):
        return (rupees(text) or 0) == (rupees(standing) or 0)
    if column in FIGURES:
        return plain_digits(text).replace(",", "").strip() == standing
    if column is Column.MADE_TO_ORDER:
        return (folded(text) in YES) == (standing == "yes")
    if column is Column.CODE:
        return code_key(disarmed(text)) == code_key(standing)
    return _plain(disarmed(text)) == _plain(disarmed(standing))


def _plain(text: str) -> str:
    return " ".join(text.split())


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that was likely meant; empty when none is near."""
    found = difflib.get_close_matches(folded(name), list(names), n=1, cutoff=0.72)
    return found[0] if found else ""
