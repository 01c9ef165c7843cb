"""What is typed at the mall's desk. Shape only; the rooms decide what is true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, StringField, TelField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from kit.money import Money
from malls.rules import PIECES_MAX, BornBy
from people.rules import normal_mobile
from storefront.words.malls import LABELS
from storefront.words.people import REFUSALS as PEOPLE

NOTE_MAX = 500
RUPEE_DIGITS_MAX = 9
NOTES_AND_COINS = (500, 200, 100, 50, 20, 10, 5, 2, 1)  # rupees
EACH_MAX = 100_000
WHOLE = _("Write a whole number.")
RUPEES = _("Write an amount in rupees, like 1,450 or 1450.50.")


def plain(typed: str) -> str:
    """Digits of any script as ASCII, without commas, blanks and the rupee sign."""
    bare = typed.translate(str.maketrans("", "", ", \u00a0₹"))
    return "".join(str(int(each)) if each.isdecimal() else each for each in bare)


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


class PiecesField(IntegerField):
    """A number of pieces; what was typed is kept when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it, in any script's digits."""
        typed = plain(valuelist[0]) if valuelist else ""
        self.data = None
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= RUPEE_DIGITS_MAX):
            raise ValueError(WHOLE)
        if typed:
            self.data = int(typed)


class RupeesField(StringField):
    """An amount in rupees, kept as typed; `paise` is the money, None while the field is empty."""

    paise: Money | None = None

    def pre_validate(self, form: Any) -> None:
        """Rupees with at most two decimals."""
        typed = plain(self.data or "")
        if not typed:
            return
        rupees, _point, part = typed.partition(".")
        digits = rupees + part
        if not digits.isascii() or not digits.isdigit() or len(rupees) > RUPEE_DIGITS_MAX or len(part) > 2:
            raise ValidationError(RUPEES)
        self.paise = Money(int(rupees or 0) * 100 + int(part.ljust(2, "0")))


def raise_form(variant_ids: Iterable[int], **kwargs: Any) -> Any:
    """The form that asks a maker for goods: a number of pieces for each good on offer, and the terms."""
    fields: dict[str, Any] = {
        piece(variant_id): PiecesField(
            _("Pieces"), [Optional(), NumberRange(0, PIECES_MAX, _("At most 10,000 pieces of a kind."))]
        )
        for variant_id in variant_ids
    }
    fields["born_by"] = RadioField(
        _("What breaks on the road"),
        [InputRequired(_("Say who bears what breaks."))],
        choices=[SelectChoice(each.value, LABELS["BornBy"][each.value]) for each in BornBy],
        default=BornBy.MALL.value,
    )
    fields["note"] = StringField(_("A word to the maker"), [Length(max=NOTE_MAX)], filters=[stripped])
    return type("RaiseForm", (FlaskForm,), fields)(**kwargs)


def piece(variant_id: int) -> str:
    """The name of the field that asks for pieces of a variant."""
    return f"pieces_{variant_id}"


def receipt_form(line_ids: Iterable[int]) -> Any:
    """The form of a count: for each line what came good, what came broken, and a word about it."""
    fields: dict[str, Any] = {}
    for line_id in line_ids:
        bounds = NumberRange(0, PIECES_MAX, _("At most 10,000 pieces of a kind."))
        counted = InputRequired(_("Count this line and write the number, 0 when none came."))
        fields[f"good_{line_id}"] = PiecesField(_("Good"), [counted, bounds])
        fields[f"broken_{line_id}"] = PiecesField(_("Broken"), [Optional(), bounds], default=0)
        fields[f"note_{line_id}"] = StringField(
            _("What happened?"), [Length(max=NOTE_MAX)], filters=[stripped]
        )
    return type("ReceiptForm", (FlaskForm,), fields)()


class OpenForm(FlaskForm):
    """The cash that lies in the drawer before the first bill."""

    float_rupees = RupeesField(
        _("Cash in the drawer now"), [DataRequired(_("Count the drawer first. Write 0 when it is empty."))]
    )


class PayForm(FlaskForm):
    """Cash for a bill. An empty amount means exactly the bill."""

    sale = HiddenField(validators=[InputRequired()])
    given = RupeesField(_("Cash given"), [Optional()])
    mobile = TelField(_("Buyer’s mobile, for the receipt"), [Length(max=30)], filters=[stripped])

    def validate_sale(self, field: Any) -> None:
        """A bill's id, as this page made it."""
        try:
            UUID(field.data)
        except ValueError:
            raise ValidationError(_("Start a new bill.")) from None

    def validate_mobile(self, field: Any) -> None:
        """Empty, or ten digits that can be an Indian mobile."""
        if field.data and normal_mobile(field.data) is None:
            raise ValidationError(PEOPLE["mobile.wrong"])


def close_form() -> Any:
    """How many of each note and coin, and a word about the drawer."""
    fields: dict[str, Any] = {
        f"d{worth}": PiecesField(
            str(worth), [Optional(), NumberRange(0, EACH_MAX, _("Count these again."))], default=None
        )
        for worth in NOTES_AND_COINS
    }
    fields["reason"] = StringField(
        _("Anything to say about the drawer?"), [Length(max=NOTE_MAX)], filters=[stripped]
    )
    return type("CloseForm", (FlaskForm,), fields)()
