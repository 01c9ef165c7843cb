"""What buyers fill in. Shape only: the rooms decide what is true."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Form, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from people.rules.places import clean_pin

QUANTITY_MAX = 99
TEXT_MAX = 200
NAME_MAX = 80


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


def is_pin(form: Any, field: Any) -> None:
    """Six digits in any script become the PIN code; else what is wrong is said with a count."""
    pin = clean_pin(field.data or "")
    if pin is None:
        raise StopValidation(_("A PIN code has 6 digits and does not begin with 0."))
    field.data = pin


class PinForm(FlaskForm):
    """Where goods shall go, roughly."""

    pin = StringField(_("PIN code"), [is_pin], filters=[stripped])


class AddForm(Form):
    """So many pieces of one variant. On a public page, so without a token: the request's origin is checked."""

    variant_id = RadioField(_("Which one"), coerce=int, validate_choice=False)
    quantity = IntegerField(
        _("How many"),
        [InputRequired(_("Say how many, in digits.")), NumberRange(1, QUANTITY_MAX, _("From 1 to 99 pieces at a time."))],
        default=1,
    )


class SearchForm(Form):
    """A few words, in any script."""

    q = StringField(filters=[stripped], validators=[Length(max=100)])
