"""Many pieces at once: an empty table to take home, a file that comes back, what it would do, and the maker's yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from catalog.actions import confirm_goods_file, drop_goods_file, send_goods_file
from catalog.errors import GoodsFileClosed, GoodsFileRefused, GoodsFileWaits
from catalog.models import GoodsFile
from catalog.queries import own_counts
from catalog.queries.goods_files import file_at_work, file_rows, noted_rows, own_file, own_files
from catalog.rules.goods_file import AT_WORK, FILE_BYTES_MAX, FileFault, FileStatus, RowStep
from people.rules import Permission
from storefront.access import requires
from storefront.edge import limiter
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.workshop import goods_tables as tables
from storefront.workshop.listings import spoken
from storefront.workshop.own import workshop, workshop_id

SENDS_MAX = "40 per hour"
WRONG_SHOWN = 100
SOME_SHOWN = 20
AGAIN_S = 3  # seconds after which a page at work asks anew


class GoodsFileForm(FlaskForm):
    """A file of goods."""

    file = FileField(lazy_gettext("Your file (.xlsx or .csv)"))


def _maker() -> str:
    """Limits count by workshop, not by address: a whole village may share one."""
    return f"workshop:{workshop_id()}"


@requires(Permission.LISTING_EDIT)
@limiter.limit(SENDS_MAX, methods=["POST"], key_func=_maker)
def index() -> Any:
    form = GoodsFileForm()
    if form.validate_on_submit() and (file := _sent(form)) is not None:
        return redirect(url_for("workshop.goods_file", file_id=file.id), 303)
    page = render_template(
        "workshop/goods_files.html",
        form=form,
        files=own_files(g.session, workshop_id()),
        pieces=sum(own_counts(g.session, workshop_id()).values()),
    )
    return page, 422 if form.is_submitted() else 200


def _sent(form: GoodsFileForm) -> GoodsFile | None:
    """Take the file in; None with what is wrong told at its field. The one at work is shown when there is one."""
    given = request.files.get("file")
    if given is None or not given.filename:
        form.file.errors = [_("Choose a file first.")]
        return None
    try:
        return send_goods_file(
            g.session,
            workshop(),
            filename=given.filename,
            content=given.stream.read(FILE_BYTES_MAX + 1),
            by=g.person.id,
            at=g.now,
        )
    except GoodsFileRefused as refusal:
        form.file.errors = [label(FileFault(refusal.details["reason"]))]
        return None
    except GoodsFileWaits as refusal:
        flash(sentence_of(refusal), "warn")
        return file_at_work(g.session, workshop_id())


def _own(file_id: UUID, *, lock: bool = False) -> GoodsFile:
    return own_file(g.session, workshop_id(), file_id, lock=lock) or abort(404)


@requires(Permission.LISTING_EDIT)
def show(file_id: UUID) -> Any:
    file = _own(file_id)
    told = file.status in (FileStatus.READ, FileStatus.WRITTEN)
    return render_template(
        "workshop/goods_file.html",
        file=file,
        at_work=file.status in AT_WORK,
        again_s=AGAIN_S,
        wrong=file_rows(g.session, file.id, [RowStep.WRONG], limit=WRONG_SHOWN) if told else [],
        noted=noted_rows(g.session, file.id, limit=SOME_SHOWN) if told else [],
        some=file_rows(g.session, file.id, [RowStep.NEW, RowStep.SIZE, RowStep.CHANGE], limit=SOME_SHOWN)
        if told
        else [],
    )


@requires(Permission.LISTING_EDIT)
def confirm(file_id: UUID) -> Any:
    return _decide(file_id, lambda file: confirm_goods_file(g.session, file, by=g.person.id, at=g.now))


@requires(Permission.LISTING_EDIT)
def drop(file_id: UUID) -> Any:
    return _decide(file_id, lambda file: drop_goods_file(g.session, file, at=g.now))


def _decide(file_id: UUID, deed: Any) -> Any:
    file = _own(file_id, lock=True)
    try:
        deed(file)
    except (GoodsFileClosed, GoodsFileWaits) as refusal:
        flash(sentence_of(refusal), "warn")
    return redirect(url_for("workshop.goods_file", file_id=file.id), 303)


@requires(Permission.LISTING_EDIT)
def to_mend(file_id: UUID, kind: str) -> Any:
    rows = file_rows(g.session, _own(file_id).id, [RowStep.WRONG])
    return tables.answer(kind, "to-put-right", tables.to_mend(rows, spoken()))


@requires(Permission.LISTING_EDIT)
def empty(kind: str) -> Any:
    with force_locale(_language()):
        return tables.answer(kind, "zila-haat-goods", tables.empty(workshop(), _language()))


@requires(Permission.LISTING_EDIT)
def choices() -> Any:
    return tables.answer("csv", "zila-haat-choices", [tables.choices_of(workshop(), _language())])


@requires(Permission.LISTING_EDIT)
@limiter.limit("60 per hour", key_func=_maker)
def export(kind: str) -> Any:
    with force_locale(_language()):
        return tables.answer(kind, "my-goods", tables.all_goods(workshop(), _language()))


def _language() -> str:
    """The language of the headings: the one asked for, else the page's own."""
    asked = request.args.get("in", spoken())
    return asked if asked in tables.YES_NO else "en"
