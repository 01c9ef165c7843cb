"""Deeds of files of goods: send one, say yes or no to what it would do, and take what one of its rows says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from catalog.actions.details import Form, set_forms, tell_details
from catalog.actions.listing import draft_listing, edit_listing, reprice
from catalog.errors import GoodsFileClosed, GoodsFileRefused, GoodsFileWaits, ListingFieldsWrong
from catalog.events import GoodsFileConfirmed, GoodsFileSent
from catalog.models import Artisan, GoodsFile, GoodsRow, Listing, OwnCode, Variant
from catalog.queries.details import told_of
from catalog.queries.goods_files import (
    codes_of_forms,
    craft_names,
    file_at_work,
    kind_names,
    own_codes,
    own_files,
    own_forms,
)
from catalog.rules.goods_file import (
    FILE_BYTES_MAX,
    FILE_STEPS,
    FILES_KEPT,
    FileFault,
    FileStatus,
    GoodsLine,
    RowStep,
    code_key,
    folded,
)
from catalog.rules.goods_plan import MAY_CHANGE_ALL, CraftRef, Judged
from kit.events import record
from kit.ids import new_id
from kit.money import Money
from kit.steps import advance

FILENAME_MAX = 120
READ_WITHIN = timedelta(minutes=15)  # a file that takes longer breaks whoever reads it
WRITES = (RowStep.NEW, RowStep.SIZE, RowStep.CHANGE)


@dataclass
class Known:
    """What a batch of rows may name, read at once: crafts and kinds, the maker's codes, the forms behind them.

    The listings of these forms are held until the end of the transaction.
    """

    crafts: Mapping[str, CraftRef]
    kinds: Mapping[str, Mapping[str, str]]
    codes: dict[str, int]
    own_codes: dict[int, OwnCode]
    forms: dict[int, Variant]


def known_to(session: Session, artisan: Artisan, codes: Iterable[str], targets: Iterable[int]) -> Known:
    """What rows with these codes and targets may name. Five statements, however many rows."""
    found = own_codes(session, artisan.id, {code_key(code) for code in codes})
    kept = {each.key: each.variant_id for each in found}
    forms = own_forms(session, artisan.id, {*kept.values(), *targets})
    return Known(
        crafts=craft_names(session, artisan.district_id)[0],
        kinds=kind_names(session),
        codes=kept,
        own_codes={each.variant_id: each for each in codes_of_forms(session, forms)},
        forms=forms,
    )


def send_goods_file(
    session: Session, artisan: Artisan, *, filename: str, content: bytes, by: UUID, at: datetime
) -> GoodsFile:
    """Take in a file of goods; a worker reads it. One that still waited for a yes is dropped.

    Raises GoodsFileRefused for one that is empty or too heavy, GoodsFileWaits while another is at work.
    """
    if not content:
        raise GoodsFileRefused(reason=FileFault.EMPTY.value, row=0)
    if len(content) > FILE_BYTES_MAX:
        raise GoodsFileRefused(reason=FileFault.TOO_HEAVY.value, row=0)
    session.execute(select(Artisan.id).where(Artisan.id == artisan.id).with_for_update())
    if (at_work := file_at_work(session, artisan.id)) is not None:
        if at_work.status is not FileStatus.SENT or at_work.sent_at > at - READ_WITHIN:
            raise GoodsFileWaits()
        refuse_goods_file(at_work, GoodsFileRefused(reason=FileFault.BROKEN.value, row=0), at=at)
        session.flush()
    before = own_files(session, artisan.id)
    for old in before:
        if old.status is FileStatus.READ:
            drop_goods_file(session, old, at=at)
    session.execute(delete(GoodsFile).where(GoodsFile.id.in_([old.id for old in before[FILES_KEPT - 1 :]])))
    file = GoodsFile(
        id=new_id(),
        artisan_id=artisan.id,
        sent_by=by,
        filename=" ".join(filename.split())[-FILENAME_MAX:],
        content=content,
        status=FileStatus.SENT,
        refused_row=0,
        strange=[],
        totals={},
        rows_all=0,
        rows_done=0,
        sent_at=at,
    )
    session.add(file)
    session.flush()
    record(session, GoodsFileSent(file.id, artisan.id), by=by, at=at)
    return file


def refuse_goods_file(file: GoodsFile, refusal: GoodsFileRefused, *, at: datetime) -> None:
    """Note that a file could not be read, and why."""
    advance(file, FileStatus.REFUSED, FILE_STEPS)
    file.fault, file.refused_row = FileFault(refusal.details["reason"]), int(refusal.details["row"])
    file.content, file.ended_at = None, at


def note_goods_file(
    session: Session,
    file: GoodsFile,
    rows: Sequence[tuple[int, Mapping[str, str], Judged]],
    *,
    strange: Sequence[str],
    at: datetime,
) -> None:
    """Keep what each row of a file would do. Nothing else is written until the maker says yes."""
    advance(file, FileStatus.READ, FILE_STEPS)
    file.content, file.read_at, file.strange = None, at, list(strange)[:20]
    file.totals = {step.value: sum(judged.step is step for *_, judged in rows) for step in RowStep}
    file.rows_all = sum(file.totals[step.value] for step in WRITES)
    if rows:
        session.execute(
            insert(GoodsRow),
            [
                {
                    "goods_file_id": file.id,
                    "row": number,
                    "step": judged.step,
                    "cells": dict(cells),
                    "faults": [list(fault) for fault in judged.faults],
                    "notes": [list(note) for note in judged.notes],
                    "target": judged.target,
                }
                for number, cells, judged in rows
            ],
        )
    session.flush()


def confirm_goods_file(session: Session, file: GoodsFile, *, by: UUID, at: datetime) -> None:
    """Say yes to what a file would do; a worker writes its rows. Saying it twice is once.

    Raises GoodsFileClosed when the file waits for no yes, or has nothing to write.
    """
    if file.status in (FileStatus.WRITING, FileStatus.WRITTEN):
        return
    if file.status is not FileStatus.READ or not file.rows_all:
        raise GoodsFileClosed()
    if file_at_work(session, file.artisan_id) is not None:
        raise GoodsFileWaits()
    advance(file, FileStatus.WRITING, FILE_STEPS)
    file.confirmed_at = at
    record(session, GoodsFileConfirmed(file.id, file.artisan_id), by=by, at=at)
    session.flush()


def drop_goods_file(session: Session, file: GoodsFile, *, at: datetime) -> None:
    """Say no to what a file would do. Twice is once; one that was taken cannot be dropped (GoodsFileClosed)."""
    if file.status is FileStatus.DROPPED:
        return
    if file.status is not FileStatus.READ:
        raise GoodsFileClosed()
    advance(file, FileStatus.DROPPED, FILE_STEPS)
    file.ended_at = at
    session.execute(delete(GoodsRow).where(GoodsRow.goods_file_id == file.id))
    session.flush()


def take_line(
    session: Session,
    artisan: Artisan,
    line: GoodsLine,
    step: RowStep,
    *,
    target: int | None,
    known: Known,
    by: UUID,
    at: datetime,
) -> Variant:
    """Do what one row says, but for its stock; the form it made or changed.

    A code that names a form already is that form, so a row that comes twice is once. Once an officer has looked at
    a piece, only its price and code change here. Raises the refusals of `edit_listing`, `set_forms` and `reprice`;
    ListingFieldsWrong with `number: gone`, `size_of: unknown`, `craft: unknown` or `code: other` for what changed
    since the file was read.
    """
    target = target or known.codes.get(code_key(line.code))
    if target is not None:
        variant = known.forms.get(target)
        if variant is None:
            raise ListingFieldsWrong(faults={"number": "gone"})
        _change(session, variant, line, known, by=by, at=at)
    elif step is RowStep.SIZE:
        variant = _another_size(session, line, known, by=by, at=at)
    else:
        variant = _new_piece(session, artisan, line, known, by=by, at=at)
    known.forms[variant.id] = variant
    if line.code:
        _know_as(session, artisan, variant, line.code, known)
    return variant


def _new_piece(
    session: Session, artisan: Artisan, line: GoodsLine, known: Known, *, by: UUID, at: datetime
) -> Variant:
    craft = known.crafts.get(folded(line.craft))
    if craft is None:
        raise ListingFieldsWrong(faults={"craft": "unknown"})
    listing = draft_listing(
        session,
        artisan,
        craft_id=craft.craft_id,
        craft_variant_id=known.kinds.get(craft.craft_id, {}).get(folded(line.kind)),
        district_product_id=craft.product_id,
        by=by,
        at=at,
    )
    _say(session, listing, line, by=by, at=at)
    _shape(session, listing, listing.variants[0], line, by=by, at=at)
    return listing.variants[0]


def _another_size(session: Session, line: GoodsLine, known: Known, *, by: UUID, at: datetime) -> Variant:
    first = known.forms.get(known.codes.get(code_key(line.size_of), 0))
    if first is None or first.listing.status not in MAY_CHANGE_ALL:
        raise ListingFieldsWrong(faults={"size_of": "unknown"})
    forms = _forms(session, first.listing)
    forms.append(Form(None, line.size, line.price or Money(0), line.net_quantity, line.mrp))
    set_forms(session, first.listing, forms, by=by, at=at)
    return max((each for each in first.listing.variants if each.active), key=lambda each: each.position)


def _change(
    session: Session, variant: Variant, line: GoodsLine, known: Known, *, by: UUID, at: datetime
) -> None:
    listing = variant.listing
    if listing.status not in MAY_CHANGE_ALL:
        if line.price is not None and line.price != variant.price_paise:
            reprice(session, listing, {variant.id: line.price}, by=by, at=at)
        return
    craft = known.crafts.get(folded(line.craft))
    kind = known.kinds.get(craft.craft_id if craft else listing.craft_id, {}).get(folded(line.kind))
    if craft is not None or kind is not None:
        craft = craft or CraftRef(listing.craft_id, listing.district_product_id)
        kept = listing.craft_variant_id if craft.craft_id == listing.craft_id else None
        edit_listing(
            session,
            listing,
            craft_id=craft.craft_id,
            craft_variant_id=kind or kept,
            district_product_id=craft.product_id,
            by=by,
            at=at,
        )
    _say(session, listing, line, by=by, at=at)
    _shape(session, listing, variant, line, by=by, at=at)


def _say(session: Session, listing: Listing, line: GoodsLine, *, by: UUID, at: datetime) -> None:
    """Say what a row says of the whole piece."""
    edit_listing(
        session,
        listing,
        weight_g=line.weight_g,
        days_to_make=line.days_to_make,
        made_to_order=line.made_to_order,
        proofs={**listing.proofs, **line.proofs} if line.proofs else None,
        by=by,
        at=at,
    )
    for locale in sorted({*line.titles, *line.stories, *line.cares}):
        edit_listing(
            session,
            listing,
            locale=locale,
            title=line.titles.get(locale),
            story=line.stories.get(locale),
            care=line.cares.get(locale),
            by=by,
            at=at,
        )
    if line.details or line.best_before_days is not None:
        days = line.best_before_days or told_of(session, listing.id).best_before_days
        tell_details(session, listing, line.details, best_before_days=days, by=by, at=at)


def _shape(
    session: Session, listing: Listing, variant: Variant, line: GoodsLine, *, by: UUID, at: datetime
) -> None:
    """Say what a row says of one form: its name, price and pack."""
    price = line.price or variant.price_paise
    if not line.size and not line.net_quantity:
        if line.price is not None:
            reprice(session, listing, {variant.id: price}, by=by, at=at)
        return
    if not price:  # a draft may have a size before it has a price
        variant.name = line.size or variant.name
        return
    forms = [
        Form(
            form.variant_id,
            line.size or form.name,
            price,
            line.net_quantity or form.net_quantity,
            line.mrp or form.mrp,
        )
        if form.variant_id == variant.id
        else form
        for form in _forms(session, listing)
    ]
    set_forms(session, listing, forms, by=by, at=at)


def _forms(session: Session, listing: Listing) -> list[Form]:
    """The forms of a piece as they stand."""
    packs = {pack.variant_id: pack for pack in told_of(session, listing.id).packs}
    return [
        Form(
            each.id,
            each.name,
            each.price_paise,
            packs[each.id].net_quantity if each.id in packs else "",
            packs[each.id].mrp if each.id in packs else None,
        )
        for each in sorted(listing.variants, key=lambda each: each.position)
        if each.active
    ]


def _know_as(session: Session, artisan: Artisan, variant: Variant, code: str, known: Known) -> None:
    """Keep the code by which the maker knows a form."""
    key = code_key(code)
    if known.codes.get(key, variant.id) != variant.id:
        raise ListingFieldsWrong(faults={"code": "other"})
    kept = known.own_codes.get(variant.id)
    if kept is None:
        kept = OwnCode(variant_id=variant.id, artisan_id=artisan.id, code=code, key=key)
        session.add(kept)
    kept.code, kept.key = code, key
    known.codes[key], known.own_codes[variant.id] = variant.id, kept
