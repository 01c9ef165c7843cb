"""Deeds of files of goods that touch stock: read one without writing anything, write the next of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog import sheets
from catalog.actions.goods_file import known_to, note_goods_file, refuse_goods_file, take_line
from catalog.errors import CatalogRefusal, GoodsFileRefused, ListingFieldsWrong
from catalog.events import GoodsRowsWritten
from catalog.models import Artisan, GoodsFile, GoodsRow
from catalog.queries.goods_files import book_of, waiting_rows
from catalog.rules.goods_file import BATCH, FILE_STEPS, Column, FileStatus, RowStep, read_line
from catalog.rules.goods_plan import judge
from kit.events import record
from kit.steps import advance
from stock.actions.moving import Counted, set_all_on_hand
from stock.errors import NotThere
from stock.queries import free_of_owner


def read_goods_file(session: Session, file_id: UUID, *, at: datetime) -> None:
    """Read a file of goods and keep what each row would do; a file that is no table of goods is refused with why.

    Nothing of the maker's goods changes. A file that was read before is left as it is.
    """
    file = session.get(GoodsFile, file_id, with_for_update=True)
    if file is None or file.status is not FileStatus.SENT or file.content is None:
        return
    artisan = session.get_one(Artisan, file.artisan_id)
    try:
        sheet = sheets.read(file.content)
    except GoodsFileRefused as refusal:
        refuse_goods_file(file, refusal, at=at)
        return
    held = free_of_owner(session, artisan.id)
    book = book_of(
        session,
        artisan,
        ready={variant_id: level.on_hand for variant_id, level in held.items()},
        promised={variant_id: level.reserved for variant_id, level in held.items()},
    )
    rows = [
        (number, {str(column): text for column, text in cells.items()}, judged)
        for number, cells in sheet.rows
        if (judged := judge(book, number, cells)) is not None
    ]
    note_goods_file(session, file, rows, strange=sheet.strange, at=at)


def write_goods_rows(session: Session, file_id: UUID, *, at: datetime) -> int:
    """Write the next rows of a file whose maker said yes; how many are left.

    A row is marked in the same transaction as what it did, so a worker that dies in the middle leaves either both
    or neither. A row that can no longer be taken is told as wrong, and the others go on.
    """
    file = session.get(GoodsFile, file_id, with_for_update=True)
    if file is None or file.status is not FileStatus.WRITING:
        return 0
    artisan = session.get_one(Artisan, file.artisan_id)
    if file.sent_by != artisan.person_id:  # whoever acts for the maker says so in every deed
        session.info["acting_for"] = artisan.person_id
    rows = waiting_rows(session, file_id, limit=BATCH)
    try:
        with session.begin_nested():
            _take(session, artisan, file, rows, at=at)
    except (
        CatalogRefusal,
        NotThere,
    ):  # one of them can no longer be taken: each for itself, to find out which
        for row in rows:
            _take_or_tell(session, artisan, file, row, at=at)
    for row in rows:
        row.done_at = at
    left = len(waiting_rows(session, file_id, limit=BATCH + 1)) if len(rows) == BATCH else 0
    file.rows_done += len(rows)
    if not left:
        advance(file, FileStatus.WRITTEN, FILE_STEPS)
        file.ended_at = at
        file.totals = _totals(session, file)
    record(session, GoodsRowsWritten(file.id, artisan.id, len(rows), left), by=file.sent_by, at=at)
    session.flush()
    return left


def _take(
    session: Session, artisan: Artisan, file: GoodsFile, rows: Sequence[GoodsRow], *, at: datetime
) -> None:
    """Do what some rows say, all or nothing, with their counts at the end in one go."""
    lines = [read_line({Column(name): text for name, text in row.cells.items()})[0] for row in rows]
    codes = {code for line in lines for code in (line.code, line.size_of) if code}
    known = known_to(session, artisan, codes, {row.target for row in rows if row.target is not None})
    counted: dict[int, Counted] = {}
    made: list[tuple[GoodsRow, int]] = []
    for row, line in zip(rows, lines, strict=True):
        variant = take_line(
            session, artisan, line, row.step, target=row.target, known=known, by=file.sent_by, at=at
        )
        made.append((row, variant.id))
        if line.stock is not None:
            counted[variant.id] = Counted(variant.id, line.stock, f"file:{file.id}:{row.row}")
    if counted:
        session.flush()
        set_all_on_hand(session, artisan.id, list(counted.values()), by=file.sent_by, at=at)
    for row, variant_id in made:
        row.variant_id = variant_id


def _take_or_tell(
    session: Session, artisan: Artisan, file: GoodsFile, row: GoodsRow, *, at: datetime
) -> None:
    """Do what one row says, or tell why it can no longer be done."""
    try:
        with session.begin_nested():
            _take(session, artisan, file, [row], at=at)
        return
    except ListingFieldsWrong as refusal:
        row.faults = [[column, code, ""] for column, code in refusal.details["faults"].items()]
    except NotThere as refusal:
        row.faults = [[Column.STOCK, "promised", str(refusal.details.get("promised", ""))]]
    except CatalogRefusal as refusal:
        row.faults = [[Column.NUMBER, refusal.code, {name: str(it) for name, it in refusal.details.items()}]]
    row.step = RowStep.WRONG


def _totals(session: Session, file: GoodsFile) -> dict[str, int]:
    """How many rows did what, once all is written."""
    counted = session.execute(
        select(GoodsRow.step, func.count()).where(GoodsRow.goods_file_id == file.id).group_by(GoodsRow.step)
    )
    done = {row[0].value: row[1] for row in counted}
    return {step.value: done.get(step.value, 0) for step in RowStep}
