"""Sentences for files of goods: why a file is not taken, what is wrong with a cell and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from catalog.rules.goods_file import HEADINGS, Column
from storefront.words.faults import LISTING
from storefront.words.spoken import REFUSALS
from storefront.words.tongues import reading

# What is wrong with a cell, and what to do. `%(it)s` is what stood there, or what it is about.
CELL: dict[str, Any] = {
    "missing": _("Nothing is written here. Write it."),
    "format": _("“%(it)s” is no amount. Write rupees, like 2350 or 2350.50."),
    "whole": _("“%(it)s” is no whole number. Write digits only, like 12."),
    "yes_or_no": _("“%(it)s” is neither yes nor no. Write yes or no."),
    "long": _("This is too long. Make it shorter."),
    "lost": _(
        "The letters were lost when the file was saved: “%(it)s”. Write it again, and save as “CSV UTF-8” or .xlsx."
    ),
    "garbled": _(
        "The letters came out wrong: “%(it)s”. Open your own file again, and save as “CSV UTF-8” or .xlsx."
    ),
    "unknown": _("We do not know “%(it)s”. Look at the list of choices."),
    "meant": _("We do not know this craft. Did you mean “%(it)s”? Write it so."),
    "full": _("You have as many as can be kept: %(it)s."),
    "high": _("This is more than can be. Look at the number again."),
    "low": _("This is less than can be. Look at the number again."),
    "both": _("What is in a pack and its MRP go together. Write both, or neither."),
    "promised": _("Buyers were promised %(it)s pieces. Send their orders first, or write a larger number."),
    "in_review": _("The piece is with the district office. Change the price when they have answered."),
    "on_sale": _("The piece “%(it)s” was looked at already. Add sizes on its own page."),
    "known": _("This row is there already, so it cannot become a size of “%(it)s”. Leave this empty."),
    "other": _("Another piece of yours has the code “%(it)s”. Give this one its own."),
    "gone": _("You no longer sell this. Take the row out."),
}
ONE: dict[tuple[str, str], Any] = {
    (Column.NUMBER, "unknown"): _(
        "No piece of yours has the number %(it)s. Leave it empty for a new piece, or take it from your own list."
    ),
    (Column.NUMBER, "twice"): _("Row %(it)s is the same piece. Take one of the two out."),
    (Column.CODE, "twice"): _("Row %(it)s has the same code. Give each its own."),
    (Column.TITLE_HI, "missing"): _("The piece has no name. Write it in Hindi or in English."),
    (Column.CRAFT, "missing"): _("No craft is named. Take one from the list of choices."),
    (Column.SIZE_OF, "unknown"): _(
        "No piece has the code “%(it)s”. Write the code of a row above this one, or of a piece of yours."
    ),
    (Column.SIZE_OF, "full"): _("A piece has at most %(it)s sizes and colours."),
    (Column.SIZE, "missing"): _("Write what tells this size or colour from the others, like “Large”."),
    (Column.CRAFT, "full"): _("You have %(it)s pieces, and no more can be kept. Take this row out."),
}
NOTES: dict[str, Any] = {
    "formula": _(
        "It begins with a sign that spreadsheets calculate with. The sign is left out, the words are kept."
    ),
    "stays": _(
        "An officer has looked at this piece: a file changes its price, stock and code only. "
        "Change the rest on its own page."
    ),
}
_FIELDS = {"title_hi": "title", "title_en": "title", "story_hi": "story", "story_en": "story"}
_FIELDS |= {"care_hi": "care", "care_en": "care"}


def heading(column: str) -> str:
    """What stands above a column, in the reader's language."""
    return HEADINGS[Column(column)][1 if reading() == "hi" else 0]


def told(column: str, code: str, it: Any) -> str:
    """What is wrong with a cell, and what to do."""
    if "." in code:
        return str(REFUSALS[code]) % (it if isinstance(it, Mapping) else {})
    sentence = ONE.get((column, code)) or LISTING.get((_FIELDS.get(column, column), code)) or CELL.get(code)
    return str(sentence) % {"it": it} if sentence is not None else gettext("Look at this cell again.")


def noted(code: str) -> str:
    """What is worth telling of a cell that is taken."""
    return str(NOTES[code])
