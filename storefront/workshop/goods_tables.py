"""Tables of goods for a spreadsheet: an empty one to fill, all of the maker's goods, the rows to put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, g
from flask_babel import gettext as _

from catalog.models import Artisan, GoodsRow
from catalog.queries import craft_choices
from catalog.queries.goods_files import goods_forms, kind_choices
from catalog.rules.goods_file import (
    EXAMPLES,
    FIGURES,
    HEADINGS,
    MEND_HEADINGS,
    ROWS_MAX,
    STATUS_HEADINGS,
    Column,
)
from catalog.sheet_writing import Page, as_csv, as_xlsx
from stock.queries import free_of_owner
from storefront.words import label
from storefront.words.goods_files import heading, told

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
YES_NO = {"en": ("yes", "no"), "hi": ("हाँ", "नहीं")}
Row = Sequence[str | int]


def answer(kind: str, name: str, pages: Sequence[Page]) -> Response:
    """The tables as a file to keep: all of them as .xlsx, the first one as .csv."""
    body = as_xlsx(pages) if kind == "xlsx" else as_csv(pages[0].headings, pages[0].rows)
    file = Response(body, content_type=KINDS[kind])
    file.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return file


def empty(artisan: Artisan, language: str) -> list[Page]:
    """An empty table: headings, one example row, and the choices to pick from."""
    at = 1 if language == "hi" else 0
    choices = choices_of(artisan, language)
    columns = list(Column)
    picks = {
        columns.index(Column.CRAFT): (choices.name, 0, len(list(choices.rows))),
        columns.index(Column.MADE_TO_ORDER): (choices.name, 2, 2),
    }
    first = next(iter(choices.rows), ("",))[0]
    example = {
        Column.CODE: EXAMPLES[at],
        Column.CRAFT: first,
        Column.TITLE_HI: "लाल किनारी की सूती साड़ी",
        Column.TITLE_EN: "Cotton saree with a red border",
        Column.STORY_HI: "घर के करघे पर तीन दिन में बुनी, किनारी हाथ से काढ़ी।",
        Column.STORY_EN: "Woven at home in three days, its border embroidered by hand.",
        Column.PRICE: 2350,
        Column.STOCK: 3,
        Column.MADE_TO_ORDER: YES_NO[language][0],
        Column.DAYS: 5,
        Column.WEIGHT: 600,
        Column.MATERIALS: "कपास" if at else "Cotton",
    }
    goods = Page(
        "सामान" if at else "Goods",
        [HEADINGS[column][at] for column in columns],
        [[example.get(column, "") for column in columns]],
        picks,
    )
    return [goods, choices, how_to(language)]


def choices_of(artisan: Artisan, language: str) -> Page:
    """What may stand in the columns that are chosen from: crafts, kinds of those that have several, yes and no."""
    at = 1 if language == "hi" else 0
    offered = craft_choices(g.session, artisan.district_id)
    names = {one.craft_id: (one.name_en, one.name_hi)[at] for one in offered}
    crafts = [one.product_name for one in offered if one.product_name]
    crafts += [(one.name_en, one.name_hi)[at] for one in offered if not one.product_id]
    kinds = [
        f"{names[craft_id]}: {(english, hindi)[at]}"
        for craft_id, english, hindi in kind_choices(g.session)
        if craft_id in names
    ]
    words = YES_NO[language]
    rows = [
        (
            crafts[line] if line < len(crafts) else "",
            kinds[line] if line < len(kinds) else "",
            words[line] if line < len(words) else "",
        )
        for line in range(max(len(crafts), len(kinds), len(words)))
    ]
    headings = (
        HEADINGS[Column.CRAFT][at],
        f"{HEADINGS[Column.CRAFT][at]}: {HEADINGS[Column.KIND][at]}",
        HEADINGS[Column.MADE_TO_ORDER][at],
    )
    return Page("चुनाव" if at else "Choices", headings, rows)


def how_to(language: str) -> Page:
    """How the table is filled, in a few lines."""
    lines = (
        _("One row is one piece, or one size or colour of a piece."),
        _("A new piece needs a name and a craft. All else can be said later."),
        _("Your code is your own name for it, like SAREE-12. With it we find the piece again next time."),
        _("Another size of a piece: write the first row’s code under “%(it)s”.", it=heading(Column.SIZE_OF)),
        _("An empty cell changes nothing. To change a price, write number or code, and the price."),
        _("Once an officer has looked at a piece, a file changes its price, stock and code only."),
        _("Photos are added on the page of the piece."),
        _("The row with the code %(it)s is an example and is left out.", it=EXAMPLES[language == "hi"]),
        _("At most %(most)s rows at once.", most=f"{ROWS_MAX:,}"),
    )
    return Page(
        "कैसे भरें" if language == "hi" else "How to",
        (_("How to fill the table"),),
        [[line] for line in lines],
        wide=True,
    )


def all_goods(artisan: Artisan, language: str) -> list[Page]:
    """All forms of all pieces, as rows that can be changed and sent back."""
    at = 1 if language == "hi" else 0
    held = free_of_owner(g.session, artisan.id)
    rows = []
    for form in goods_forms(g.session, artisan.id, language):
        ready = held[form.variant_id].on_hand if form.variant_id in held else 0
        cells = {**form.cells, Column.STOCK: str(ready)}
        cells[Column.MADE_TO_ORDER] = YES_NO[language][cells[Column.MADE_TO_ORDER] == "no"]
        rows.append([*(_figure(column, cells.get(column, "")) for column in Column), label(form.status)])
    headings = [*(HEADINGS[column][at] for column in Column), STATUS_HEADINGS[at]]
    return [Page("सामान" if at else "Goods", headings, rows), choices_of(artisan, language)]


def to_mend(rows: Iterable[GoodsRow], language: str) -> list[Page]:
    """The rows that were not taken, as they came, each with what to put right at its end."""
    at = 1 if language == "hi" else 0
    lines: list[Row] = [
        [
            *(row.cells.get(str(column), "") for column in Column),
            " ".join(f"{heading(column)}: {told(column, code, it)}" for column, code, it in row.faults),
        ]
        for row in rows
    ]
    headings = [*(HEADINGS[column][at] for column in Column), MEND_HEADINGS[at]]
    return [Page("सामान" if at else "Goods", headings, lines)]


def _figure(column: Column, text: str) -> Any:
    """A whole number as one, so that a spreadsheet can add it up."""
    return int(text) if column in FIGURES and text.isdigit() else text
