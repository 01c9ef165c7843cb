"""A file of goods: its columns and how they may be headed, its limits, and what one row of it says.

A row is one form of a piece, known by our number of it, by the maker's own code, or by neither: then it is new.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from catalog.rules.details import BEST_BEFORE_MAX, DETAIL_MAX, NET_MAX, PACKER_MAX, pack_faults
from catalog.rules.listing import (
    CARE_MAX,
    HANDS_MAX,
    PROOF_MAX,
    STORY_MAX,
    TITLE_MAX,
    VARIANT_NAME_MAX,
    field_faults,
)
from kit.money import Money
from kit.steps import Steps
from kit.typed import disarmed, plain_digits, runs, rupees

ROWS_MAX = 5_000
FILE_BYTES_MAX = 12 * 1024 * 1024
UNPACKED_MAX = 32 * 1024 * 1024  # of an .xlsx: 5,000 rows of long stories come to half of it
COLUMNS_MAX = 60
HEADER_WITHIN = 10  # the row of headings is among the first ten
CELL_KEPT = 200  # letters of a faulty cell that are shown again
CODE_MAX = 40
FILES_KEPT = 10  # of one maker; the oldest go
BATCH = 100  # rows written in one transaction


class FileStatus(StrEnum):
    """How far a file of goods has come."""

    SENT = "sent"
    REFUSED = "refused"
    READ = "read"
    DROPPED = "dropped"
    WRITING = "writing"
    WRITTEN = "written"


FILE_STEPS: Steps[FileStatus] = {
    FileStatus.SENT: frozenset({FileStatus.READ, FileStatus.REFUSED}),
    FileStatus.REFUSED: frozenset(),
    FileStatus.READ: frozenset({FileStatus.WRITING, FileStatus.DROPPED}),
    FileStatus.DROPPED: frozenset(),
    FileStatus.WRITING: frozenset({FileStatus.WRITTEN}),
    FileStatus.WRITTEN: frozenset(),
}
AT_WORK = frozenset({FileStatus.SENT, FileStatus.WRITING})


class FileFault(StrEnum):
    """Why a whole file is not taken."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    NOT_A_TABLE = "not_a_table"
    OLD_EXCEL = "old_excel"
    OTHER_OFFICE = "other_office"
    MACROS = "macros"
    BROKEN = "broken"
    BOMB = "bomb"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_WIDE = "too_wide"
    HUGE_CELL = "huge_cell"
    NOT_UTF8 = "not_utf8"
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"


class RowStep(StrEnum):
    """What a row will do, or has done."""

    NEW = "new"
    SIZE = "size"
    CHANGE = "change"
    SAME = "same"
    WRONG = "wrong"


class Column(StrEnum):
    """What a column of the file holds."""

    NUMBER = "number"
    CODE = "code"
    SIZE_OF = "size_of"
    CRAFT = "craft"
    KIND = "kind"
    TITLE_HI = "title_hi"
    TITLE_EN = "title_en"
    STORY_HI = "story_hi"
    STORY_EN = "story_en"
    CARE_HI = "care_hi"
    CARE_EN = "care_en"
    SIZE = "size"
    PRICE = "price"
    STOCK = "stock"
    MADE_TO_ORDER = "made_to_order"
    DAYS = "days_to_make"
    WEIGHT = "weight_g"
    MATERIALS = "materials"
    TECHNIQUE = "technique"
    DIMENSIONS = "dimensions"
    MAY_VARY = "may_vary"
    PACKER = "packer"
    NET_QUANTITY = "net_quantity"
    MRP = "mrp"
    BEST_BEFORE = "best_before_days"
    FSSAI = "fssai"
    HUID = "huid"
    TOY_EXEMPTION = "toy_exemption"


# What stands above a column: in English, in Hindi, then other words people use for it. All are taken always.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("Number here", "यहाँ का नंबर", "number", "नंबर", "our number", "id"),
    Column.CODE: ("Your code", "आपका कोड", "code", "कोड", "sku", "item code", "my code", "मेरा कोड"),
    Column.SIZE_OF: ("Another size of (code)", "किस कोड का दूसरा नाप", "another size of", "parent code"),
    Column.CRAFT: ("Craft", "शिल्प", "product", "category", "कला", "उत्पाद"),
    Column.KIND: ("Kind", "क़िस्म", "किस्म", "type", "प्रकार"),
    Column.TITLE_HI: ("Name (Hindi)", "नाम (हिन्दी)", "name in hindi", "hindi name", "हिंदी नाम", "नाम"),
    Column.TITLE_EN: ("Name (English)", "नाम (अंग्रेज़ी)", "name", "title", "name in english", "item"),
    Column.STORY_HI: ("Story (Hindi)", "कहानी (हिन्दी)", "कहानी", "विवरण"),
    Column.STORY_EN: ("Story (English)", "कहानी (अंग्रेज़ी)", "story", "description"),
    Column.CARE_HI: ("Care (Hindi)", "देखभाल (हिन्दी)", "देखभाल"),
    Column.CARE_EN: ("Care (English)", "देखभाल (अंग्रेज़ी)", "care"),
    Column.SIZE: ("Size or colour", "नाप या रंग", "size", "colour", "color", "नाप", "रंग", "variant"),
    Column.PRICE: ("Price in rupees", "दाम रुपये में", "price", "दाम", "कीमत", "क़ीमत", "rate", "मूल्य"),
    Column.STOCK: ("How many ready", "कितने तैयार", "stock", "quantity", "qty", "स्टॉक", "संख्या", "तैयार"),
    Column.MADE_TO_ORDER: ("Made to order", "ऑर्डर पर बनता है", "ऑर्डर पर"),
    Column.DAYS: ("Days to make", "बनाने के दिन", "days", "दिन", "lead days"),
    Column.WEIGHT: ("Weight in grams", "वज़न ग्राम में", "weight", "वज़न", "वजन", "weight g"),
    Column.MATERIALS: ("Material", "सामग्री", "materials", "कच्चा माल"),
    Column.TECHNIQUE: ("Technique", "तरीक़ा", "तरीका", "तकनीक"),
    Column.DIMENSIONS: ("Length, width, height", "लंबाई चौड़ाई ऊँचाई", "dimensions", "माप"),
    Column.MAY_VARY: ("What may vary", "क्या अलग हो सकता है", "may vary"),
    Column.PACKER: ("Packed by", "पैक करने वाला", "packer"),
    Column.NET_QUANTITY: ("How much in a pack", "पैकेट में कितना", "net quantity", "शुद्ध मात्रा"),
    Column.MRP: ("MRP in rupees", "एम.आर.पी. रुपये में", "mrp", "एमआरपी"),
    Column.BEST_BEFORE: ("Keeps for days", "कितने दिन टिकता है", "best before days", "shelf life"),
    Column.FSSAI: ("FSSAI number", "एफ़एसएसएआई नंबर", "fssai"),
    Column.HUID: ("HUID", "एचयूआईडी"),
    Column.TOY_EXEMPTION: ("DC (Handicrafts) registration", "डी.सी. (हस्तशिल्प) पंजीकरण", "toy exemption"),
}
KEYS = (Column.NUMBER, Column.CODE, Column.TITLE_HI, Column.TITLE_EN)  # one of them makes a file readable
STATUS_HEADINGS = ("Where it stands", "अभी कहाँ है")  # the export says it; never read
MEND_HEADINGS = ("What to put right", "क्या ठीक करें")
EXAMPLES = ("EXAMPLE", "उदाहरण")  # the code of the template's own row, which is left out

YES = frozenset({"yes", "y", "true", "1", "haan", "ha", "हाँ", "हां", "जी हाँ", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0", "nahi", "nahin", "नहीं", "नही", "✗"})

DETAIL_COLUMNS = (
    Column.MATERIALS,
    Column.TECHNIQUE,
    Column.DIMENSIONS,
    Column.MAY_VARY,
    Column.PACKER,
)
PROOF_COLUMNS = (Column.FSSAI, Column.HUID, Column.TOY_EXEMPTION)
FIGURES = frozenset(  # a minus before one of these is told, never taken off
    {
        Column.NUMBER,
        Column.PRICE,
        Column.STOCK,
        Column.DAYS,
        Column.WEIGHT,
        Column.MRP,
        Column.BEST_BEFORE,
    }
)
AT_ONCE = frozenset({Column.NUMBER, Column.CODE, Column.PRICE, Column.STOCK})  # needs no officer's look

_LONGEST = {
    Column.CODE: CODE_MAX,
    Column.SIZE_OF: CODE_MAX,
    Column.CRAFT: 160,
    Column.KIND: 160,
    Column.TITLE_HI: TITLE_MAX,
    Column.TITLE_EN: TITLE_MAX,
    Column.STORY_HI: STORY_MAX,
    Column.STORY_EN: STORY_MAX,
    Column.CARE_HI: CARE_MAX,
    Column.CARE_EN: CARE_MAX,
    Column.SIZE: VARIANT_NAME_MAX,
    **dict.fromkeys(DETAIL_COLUMNS, DETAIL_MAX),
    Column.PACKER: PACKER_MAX,
    Column.NET_QUANTITY: NET_MAX,
    **dict.fromkeys(PROOF_COLUMNS, PROOF_MAX),
}
_LOST = re.compile(r"\?{3,}")
_GARBLED = re.compile(r"à[¤¥]|â‚¹|ï»¿|�")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_NUMBER_IN_PARENS = re.compile(r"\(.*?\)")


class Fault(NamedTuple):
    """What is wrong with one cell, or worth telling of it: column, code, and what stood there."""

    column: Column
    code: str
    value: str = ""


@dataclass(frozen=True)
class GoodsLine:
    """What one row says; what it leaves empty is None or empty, and stays as it is."""

    number: int | None = None
    code: str = ""
    size_of: str = ""
    craft: str = ""
    kind: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    cares: Mapping[str, str] = field(default_factory=dict)
    size: str = ""
    price: Money | None = None
    stock: int | None = None
    made_to_order: bool | None = None
    days_to_make: int | None = None
    weight_g: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    best_before_days: int | None = None
    net_quantity: str = ""
    mrp: Money | None = None
    proofs: Mapping[str, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """Words as they are compared: one case, one form of letters, no signs, single blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u093c", "")  # the dot under क़ and ज़
    plain = unicodedata.normalize("NFD", plain).replace("\u093c", "")
    kept = "".join(ch if unicodedata.category(ch)[0] in "LMN" else " " for ch in plain)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _known_headings() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for column, names in HEADINGS.items():
        for name in (*names, column.value):
            known.setdefault(folded(name), column)
    return known


_COLUMN_OF = _known_headings()


def column_of(heading: str) -> Column | None:
    """The column that a heading names, in English or Hindi; hints in parentheses and stars may be left out."""
    return _COLUMN_OF.get(folded(heading)) or _COLUMN_OF.get(folded(_NUMBER_IN_PARENS.sub("", heading)))


def columns_of(row: Sequence[str]) -> dict[Column, int] | None:
    """Which column stands where, when this row is the row of headings; None when it is not."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(row):
        column = column_of(cell) if cell else None
        if column is not None:
            found.setdefault(column, place)
    return found if len(found) >= 2 and any(key in found for key in KEYS) else None


def strange_headings(row: Sequence[str]) -> list[str]:
    """The headings nobody here knows; what we write into an export ourselves is none."""
    ours = {folded(name) for name in (*STATUS_HEADINGS, *MEND_HEADINGS)}
    return [
        cell[:60] for cell in row if cell.strip() and column_of(cell) is None and folded(cell) not in ours
    ]


def code_key(code: str) -> str:
    """A maker's code as it is compared: `ab-01` and `AB-01` are one."""
    return " ".join(unicodedata.normalize("NFC", code).upper().split())


def is_example(cells: Mapping[Column, str]) -> bool:
    """Whether this is the row that the template brought along."""
    return code_key(cells.get(Column.CODE, "")) in EXAMPLES


def read_line(cells: Mapping[Column, str]) -> tuple[GoodsLine, list[Fault], list[Fault]]:
    """Read one row: what it says, what is wrong with it, and what is worth telling."""
    faults: list[Fault] = []
    words = {column: text for column, text in cells.items() if column not in FIGURES}
    notes = [Fault(column, "formula", text[:CELL_KEPT]) for column, text in words.items() if runs(text)]
    texts = {column: disarmed(text) if column in words else text.strip() for column, text in cells.items()}
    for column, text in texts.items():
        faults += [Fault(column, code, text[:CELL_KEPT]) for code in _text_faults(column, text)]

    def read(column: Column, how: Callable[[str], int | None], wrong: str) -> int | None:
        text = texts.get(column, "")
        value = how(text) if text else None
        if text and value is None:
            faults.append(Fault(column, wrong, text[:CELL_KEPT]))
        return value

    price, mrp = read(Column.PRICE, rupees, "format"), read(Column.MRP, rupees, "format")
    line = GoodsLine(
        number=read(Column.NUMBER, _whole, "whole"),
        code=" ".join(texts.get(Column.CODE, "").split()),
        size_of=" ".join(texts.get(Column.SIZE_OF, "").split()),
        craft=texts.get(Column.CRAFT, ""),
        kind=texts.get(Column.KIND, "").rpartition(":")[2].strip(),  # the choices say "craft: kind"
        titles=_said(texts, hi=Column.TITLE_HI, en=Column.TITLE_EN),
        stories=_said(texts, hi=Column.STORY_HI, en=Column.STORY_EN),
        cares=_said(texts, hi=Column.CARE_HI, en=Column.CARE_EN),
        size=" ".join(texts.get(Column.SIZE, "").split()),
        price=None if price is None else Money(price),
        stock=read(Column.STOCK, _whole, "whole"),
        made_to_order=_truth(read(Column.MADE_TO_ORDER, _yes_or_no, "yes_or_no")),
        days_to_make=read(Column.DAYS, _whole, "whole"),
        weight_g=read(Column.WEIGHT, _grams, "whole"),
        details={str(column): texts[column] for column in DETAIL_COLUMNS if texts.get(column)},
        best_before_days=read(Column.BEST_BEFORE, _whole, "whole"),
        net_quantity=texts.get(Column.NET_QUANTITY, ""),
        mrp=None if mrp is None else Money(mrp),
        proofs={str(column): texts[column] for column in PROOF_COLUMNS if texts.get(column)},
    )
    return line, faults + _bounds(line, faults), notes


def _said(texts: Mapping[Column, str], **columns: Column) -> dict[str, str]:
    """Words by language. Hindi in a column headed "Name" is Hindi, when the Hindi column is empty."""
    said = {locale: texts[column] for locale, column in columns.items() if texts.get(column)}
    if "hi" not in said and len(_DEVANAGARI.findall(said.get("en", ""))) > len(said.get("en", "")) // 2:
        said = {"hi": said["en"]}
    return said


def _text_faults(column: Column, text: str) -> list[str]:
    checks = {
        "long": len(text) > _LONGEST.get(column, 40),
        "lost": _LOST.search(text) is not None,
        "garbled": _GARBLED.search(text) is not None,
    }
    return [code for code, wrong in checks.items() if wrong][:1]


def _whole(text: str) -> int | None:
    digits = plain_digits(text).replace(",", "").replace(" ", "")
    digits = digits.removesuffix(".0").removesuffix(".00")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None


def _grams(text: str) -> int | None:
    """Grams, with or without the word: `500`, `500 g`, `500 ग्राम`; kilograms are not guessed at."""
    bare = plain_digits(text).strip().lower()
    for word in ("grams", "gram", "gms", "gm", "g", "ग्राम"):
        bare = bare.removesuffix(word)
    return _whole(bare)


def _yes_or_no(text: str) -> int | None:
    word = unicodedata.normalize("NFC", text.strip().casefold())
    return 1 if word in YES else 0 if word in NO else None


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _bounds(line: GoodsLine, told: Sequence[Fault]) -> list[Fault]:
    """Values that cannot be kept at all, by the same rules as the wizard's; what was told before is not told twice."""
    wrong = dict(
        field_faults(
            price=line.price,
            weight_g=line.weight_g,
            days_to_make=line.days_to_make,
            made_to_order=bool(line.made_to_order),
        )
    )
    wrong |= pack_faults(price=line.price or Money(0), net_quantity=line.net_quantity, mrp=line.mrp)
    if line.stock is not None and line.stock > HANDS_MAX:
        wrong["stock"] = "high"
    if line.best_before_days is not None and not 1 <= line.best_before_days <= BEST_BEFORE_MAX:
        wrong["best_before_days"] = "low" if line.best_before_days < 1 else "high"
    if bool(line.net_quantity) != (line.mrp is not None) and not any(
        each.column in (Column.NET_QUANTITY, Column.MRP) for each in told
    ):
        wrong["mrp" if line.net_quantity else "net_quantity"] = "both"
    known = {each.column for each in told}
    return [Fault(Column(name), code) for name, code in wrong.items() if Column(name) not in known]
